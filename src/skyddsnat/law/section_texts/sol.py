"""The Social Services Act, SFS 2025:400."""

from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

SFS_2025_1501 = date(2026, 1, 15)
SFS_2026_1651 = date(2027, 1, 2)

SOL_TEXTS: tuple[Entry, ...] = (
    Entry(
        "3:1",
        Text("Barnets bästa", "Best interests of the child"),
        Text(
            "Barnets bästa väger tyngst i alla åtgärder som rör barnet, och barnets åsikter ska vägas in när man "
            "bedömer vad som är bäst. Gäller det vård eller behandling är barnets bästa avgörande. Barn är den som är "
            "under 18 år.",
            "The child's best interests come first in every measure about the child, and the child's views are part of "
            "judging what is best. For care or treatment the best interests decide. A child is anyone under 18.",
        ),
    ),
    Entry(
        "3:2",
        Text("Barnets rätt att säga sin mening", "The child's right to be heard"),
        Text(
            "Barnet ska få tillfälle att säga vad det tycker i frågor som rör barnet. Vad barnet säger får betydelse "
            "efter ålder och mognad.",
            "The child is to have the chance to say what it thinks in matters about the child. Its views count by age "
            "and maturity.",
        ),
    ),
    Entry(
        "3:3",
        Text("Barnets rätt till information", "The child's right to information"),
        Text(
            "Barnet ska fortlöpande få veta vad som sker, på ett sätt som passar just det barnet. Den som berättar ska "
            "så långt det går förvissa sig om att barnet har förstått.",
            "The child is to be told continuously what happens, in a way that fits this child. Whoever tells must as "
            "far as possible make sure that the child has understood.",
        ),
    ),
    Entry(
        "3:4",
        Text("Barn som har fyllt 15 år", "A child of fifteen"),
        Text(
            "Den som har fyllt 15 år för sin egen talan. Ett yngre barn får höras i domstol om det inte skadar barnet.",
            "From the age of 15 the child pleads its own case. A younger child may be heard in court if not harmed.",
        ),
    ),
    Entry(
        "11:1",
        Text("Insats efter behovsprövning", "Service after needs assessment"),
        Text(
            "Den som inte kan få sina behov tillgodosedda på annat sätt har rätt till insatser efter individuell "
            "prövning.",
            "Who cannot have their needs met otherwise has a right to services after an individual assessment.",
        ),
    ),
    Entry(
        "11:5",
        Text("Insats utan behovsprövning", "Service without needs assessment"),
        Text(
            "Nämnden får erbjuda insatser utan att pröva behovet i varje fall, men inte kontaktperson, kontaktfamilj "
            "eller vård utanför hemmet.",
            "The board may offer services without assessing each need, but not contact persons, contact families or "
            "care outside the home.",
        ),
    ),
    Entry(
        "13:7",
        Text("Kontaktperson och kontaktfamilj", "Contact person and contact family"),
        Text(
            "Nämnden får utse en kontaktperson eller kontaktfamilj åt den som begär eller går med på det, och en "
            "särskilt kvalificerad kontaktperson åt en ung person under 21 år.",
            "The board may appoint a contact person or family for whoever asks or agrees, and a specially qualified "
            "contact person for a young person under 21.",
        ),
    ),
    Entry(
        "14:2",
        Text("Inleda utredning", "Opening an investigation"),
        Text(
            "Får nämnden veta något som kan leda till en åtgärd ska den genast inleda en utredning. Det som kommer "
            "fram och har betydelse ska tas om hand på ett säkert sätt.",
            "If the board learns of something that could lead to a measure it opens an investigation at once. What "
            "comes out and matters is to be kept safe.",
        ),
    ),
    Entry(
        "14:3",
        Text("Dokumentation", "Documentation"),
        Text(
            "Handläggningen och genomförandet ska dokumenteras: beslut och åtgärder, fakta och händelser av betydelse.",
            "The handling and the services are to be documented: decisions and measures, facts and events that matter.",
        ),
    ),
    Entry(
        "14:6",
        Text("Respekt i dokumentationen", "Respect in the documentation"),
        Text(
            "Dokumentationen ska visa respekt för den enskilde, som bör hållas underrättad. Säger någon att en uppgift "
            "är fel ska det antecknas.",
            "The documentation is to respect the person, who should be kept informed. If someone says that a detail is "
            "wrong, that is to be noted.",
        ),
    ),
    Entry(
        "14:8",
        Text("Muntliga uppgifter till nämnden", "Oral information to the board"),
        Text(
            "Den som ska få ta del av underlaget har rätt att lämna uppgifter muntligt inför nämnden, om inte "
            "särskilda skäl talar mot det, och ska få veta det.",
            "Whoever is to see the material may give information orally before the board unless special reasons speak "
            "against it, and must be told so.",
        ),
    ),
    Entry(
        "16:2 a",
        Text("Bevarande av barnavårdsutredningar", "Keeping child investigations"),
        Text(
            "Handlingar i en utredning om ett barns behov av skydd eller stöd får inte gallras förrän barnet fyllt 30 "
            "år. Det gäller inte ärenden som avslutades före den 15 januari 2026.",
            "Documents of a child investigation may not be weeded before the child is 30. This does not hold for cases "
            "closed before 15 January 2026.",
        ),
        since=SFS_2025_1501,
    ),
    Entry(
        "19:1",
        Text("Skyldighet att anmäla", "Duty to report"),
        Text(
            "Uppräknade myndigheter, deras anställda och vissa yrkesverksamma ska genast anmäla om de får veta eller "
            "misstänker att ett barn far illa.",
            "Listed authorities, their staff and certain professionals must report at once if they learn or suspect "
            "that a child comes to harm.",
        ),
    ),
    Entry(
        "19:2",
        Text("Anmälan från familjerådgivningen", "Reports from family counselling"),
        Text(
            "Familjerådgivare ska genast anmäla om de får veta att ett barn utnyttjas sexuellt eller misshandlas "
            "fysiskt eller psykiskt i hemmet.",
            "Family counsellors must report at once if they learn that a child is sexually exploited or physically or "
            "mentally abused at home.",
        ),
    ),
    Entry(
        "19:4",
        Text("Alla bör anmäla", "Anyone should report"),
        Text(
            "Den som får veta eller misstänker att ett barn far illa bör anmäla det.",
            "Anyone who learns or suspects that a child comes to harm should report it.",
        ),
    ),
    Entry(
        "19:5",
        Text("Möte med anledning av anmälan", "Meeting about the report"),
        Text(
            "Barnet, vårdnadshavaren och den anmälningsskyldige bör erbjudas ett möte om det är lämpligt för barnet.",
            "The child, the guardian and the mandatory reporter should be offered a meeting if it suits the child.",
        ),
    ),
    Entry(
        "19:6",
        Text("Besked till anmälaren", "Feedback to the reporter"),
        Text(
            "Den som är skyldig att anmäla får veta om utredning har inletts, inte inletts eller redan pågår, och ska "
            "på begäran få veta det om det inte är olämpligt. Ingen bestämd tid.",
            "A mandatory reporter may be told whether an investigation was opened, not opened or is under way, and on "
            "request is to be told unless unsuitable. No fixed time.",
        ),
        until=SFS_2025_1501,
    ),
    Entry(
        "19:6",
        Text("Besked till anmälaren", "Feedback to the reporter"),
        Text(
            "Den som är skyldig att anmäla får veta om utredning har inletts, inte inletts eller redan pågår. På "
            "begäran ska beskedet ges inom en vecka från beslutet, om det inte är olämpligt; kommer begäran senare "
            "eller pågår redan en utredning, genast.",
            "A mandatory reporter may be told whether an investigation was opened, not opened or is under way. On "
            "request this is to be told within a week from the decision unless unsuitable; at once if the request "
            "comes later or an investigation is already under way.",
        ),
        since=SFS_2025_1501,
    ),
    Entry(
        "19 a:3",
        Text("Kalla till allvarssamtal", "Call to a serious talk"),
        Text(
            "Nämnden kallar inom 24 timmar från att polisen informerade om misstanken, efter att ha frågat "
            "förundersökningsledaren om hinder.",
            "The board calls within 24 hours of the police informing of the suspicion, having asked the leader of the "
            "inquiry about hindrance.",
        ),
        since=SFS_2026_1651,
    ),
    Entry(
        "19 a:6",
        Text("Hålla allvarssamtal", "Hold the serious talk"),
        Text(
            "Samtalet hålls inom fjorton dagar. Tiden får förlängas om det finns synnerliga skäl.",
            "The talk is held within fourteen days. The time may be extended on exceptional grounds.",
        ),
        since=SFS_2026_1651,
    ),
    Entry(
        "20:1",
        Text("Omedelbar skyddsbedömning", "Immediate protection assessment"),
        Text(
            "När en anmälan rör ett barn eller en ung person ska nämnden genast bedöma om skydd behövs omedelbart. "
            "Bedömningen dokumenteras, för barn i personakten.",
            "When a report concerns a child or young person the board assesses at once whether protection is needed "
            "immediately. The assessment is documented, for a child in the personal file.",
        ),
    ),
    Entry(
        "20:2",
        Text("Förhandsbedömning", "Preliminary assessment"),
        Text(
            "Inom fjorton dagar från att anmälan kom in ska nämnden besluta om utredning ska inledas. Det behövs inte "
            "om en utredning redan pågår. Längre tid kräver synnerliga skäl.",
            "Within fourteen days from the report the board decides whether to open an investigation. Not needed if "
            "one is already under way. More time takes exceptional grounds.",
        ),
    ),
    Entry(
        "20:3",
        Text("Utredningens tid", "Time of the investigation"),
        Text(
            "Utredningen ska göras skyndsamt och vara klar inom fyra månader från att den inleddes. Finns särskilda "
            "skäl får nämnden förlänga den för viss tid.",
            "The investigation is to be prompt and complete within four months from its opening. On special grounds "
            "the board may extend it for a certain time.",
        ),
    ),
    Entry(
        "20:4",
        Text("Information om utredningen", "Information on the investigation"),
        Text(
            "Den som berörs ska genast få veta att en utredning har inletts, om inte särskilda skäl talar mot det.",
            "Whoever is concerned is to be told at once that an investigation was opened, unless special reasons speak "
            "against it.",
        ),
    ),
    Entry(
        "20:5",
        Text("Hur utredningen görs", "How the investigation is made"),
        Text(
            "Nämnden får ta hjälp av sakkunniga och ta de kontakter som behövs. Ingen ska utsättas för skada i onödan, "
            "och utredningen ska inte bli större än ärendet kräver.",
            "The board may use experts and make the contacts needed. Nobody is to be harmed without need, and the "
            "investigation is not to be wider than the case requires.",
        ),
    ),
    Entry(
        "20:6",
        Text("Skyldighet att lämna uppgifter", "Duty to hand over information"),
        Text(
            "När nämnden har beslutat att utreda ska de som är anmälningsskyldiga lämna allt av betydelse. Det gäller "
            "alltså inte under förhandsbedömningen.",
            "Once the board has decided to investigate, mandatory reporters must hand over everything of importance. "
            "So this does not hold during the preliminary assessment.",
        ),
    ),
    Entry(
        "20:7",
        Text("Samtal med barnet", "Talk with the child"),
        Text(
            "I en utredning om skydd eller stöd får samtal med barnet hållas utan att vårdnadshavaren samtycker eller "
            "är med.",
            "In an investigation of protection or support the child may be talked with without the guardian's consent "
            "or presence.",
        ),
    ),
    Entry(
        "21:1",
        Text("Insats utan vårdnadshavarens samtycke", "Service without a guardian's consent"),
        Text(
            "Under 12 år krävs vårdnadshavarens samtycke. Från 12 år räcker barnets samtycke om det är lämpligt, från "
            "15 år även att barnet begär insatsen. Vård i familjehem, jourhem, stödboende eller HVB kräver alltid "
            "vårdnadshavarens samtycke.",
            "Under 12 the guardian must consent. From 12 the child's consent is enough if suitable, from 15 also its "
            "request. Care in a family home, emergency home, supported housing or residential care always takes the "
            "guardian's consent.",
        ),
    ),
    Entry(
        "21:2",
        Text("Insats utan behovsprövning till barn", "Service without needs assessment to a child"),
        Text(
            "Vårdnadshavaren måste samtycka, utom när barnet har fyllt 15 år och insatsen är lämplig att ge så.",
            "The guardian must consent, except when the child is 15 or older and the service suits being given so.",
        ),
    ),
    Entry(
        "23:1",
        Text("Uppföljning efter utredning", "Follow-up after an investigation"),
        Text(
            "När en utredning avslutas utan insats kan nämnden besluta att följa upp barnets situation, även utan "
            "samtycke om barnet är i särskilt behov av skydd eller stöd.",
            "When an investigation ends without a service the board may decide to follow up the child's situation, "
            "also without consent if the child is in special need of protection or support.",
        ),
    ),
    Entry(
        "23:2",
        Text("Uppföljning efter placering", "Follow-up after a placement"),
        Text(
            "Detsamma gäller när en placering i familjehem, skyddat boende eller HVB har upphört.",
            "The same holds when a placement in a family home, sheltered accommodation or residential care has ended.",
        ),
    ),
    Entry(
        "23:3",
        Text("Information om uppföljningen", "Information on the follow-up"),
        Text(
            "Barn som fyllt 15 år och vårdnadshavare ska få veta när uppföljningen börjar och slutar.",
            "A child of 15 and the guardians are to be told when the follow-up begins and ends.",
        ),
    ),
    Entry(
        "23:4",
        Text("Kontakter under uppföljningen", "Contacts during the follow-up"),
        Text(
            "Nämnden får ta de kontakter som behövs och samtala med barnet utan vårdnadshavarens samtycke.",
            "The board may make the contacts needed and talk with the child without the guardian's consent.",
        ),
    ),
    Entry(
        "23:5",
        Text("Uppföljningens längsta tid", "Longest time of the follow-up"),
        Text(
            "Uppföljningen ska vara slut senast sex månader efter att utredningen avslutades eller placeringen "
            "upphörde, eller när en ny utredning inleds.",
            "The follow-up is to end at the latest six months after the investigation or placement ended, or when a "
            "new investigation is opened.",
        ),
    ),
    Entry(
        "25:1",
        Text("Krav på utbildning", "Required education"),
        Text(
            "Den som bedömer om utredning ska inledas, utreder eller följer upp ska vara socionom eller ha annan "
            "relevant examen.",
            "Whoever assesses whether to open, investigates or follows up must have a degree in social work or another "
            "relevant degree.",
        ),
    ),
    Entry(
        "30:6",
        Text("Beslut som bara ett utskott får ta", "Decisions for a committee at lowest"),
        Text(
            "Vård i familjehem och jourhem, övervägande av fortsatt vård och några andra beslut får nämnden bara "
            "lämna till ett utskott.",
            "Care in family and emergency homes, consideration of continued care and some other decisions may be given "
            "to a committee only.",
        ),
    ),
    Entry(
        "34:1",
        Text("Beslut som inte har verkställts", "Decisions not carried out"),
        Text(
            "Ett gynnande beslut som inte verkställts inom tre månader rapporteras till IVO och revisorerna varje "
            "kvartal.",
            "A decision in the person's favour not carried out within three months is reported to the Inspectorate and "
            "the auditors each quarter.",
        ),
    ),
    Entry(
        "35:1",
        Text("Överklagande", "Appeal"),
        Text(
            "Beslut om insatser efter behovsprövning och några andra beslut får överklagas till förvaltningsrätten. "
            "Att inleda eller förlänga en utredning står inte på listan.",
            "Decisions on services after needs assessment and some others may be appealed to the administrative court. "
            "Opening or extending an investigation is not on the list.",
        ),
    ),
)
