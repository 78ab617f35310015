"""Lag (2026:1600) om omhändertagande för vård av barn och unga, chapters 1-9."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

CUSTODY_ACT_TEXTS: tuple[Entry, ...] = (
    Entry(
        "1:3",
        Text("Vad omhändertagande är", "What custody is"),
        Text(
            "Den som är omhändertagen bestämmer nämnden över, så långt lagen säger.",
            "Over whoever is in custody the board decides, as far as the Act says.",
        ),
    ),
    Entry(
        "2:1",
        Text("Det som är bäst avgör", "What is best decides"),
        Text(
            "I varje beslut och åtgärd är det som är bäst för barnet eller den unge avgörande.",
            "In every decision and measure, what is best for the child or young person decides.",
        ),
    ),
    Entry(
        "2:2",
        Text("Rätten att säga sin mening", "The right to be heard"),
        Text(
            "Barnet eller den unge ska få säga vad den tycker. Åsikterna väger efter ålder och mognad.",
            "The child or young person is to be able to say what it thinks. The views count by age and maturity.",
        ),
    ),
    Entry(
        "2:3",
        Text("Rätten till information", "The right to information"),
        Text(
            "Information om beslut, om hur de överklagas och annat av betydelse ges hela tiden.",
            "Information on decisions, on how to appeal them and on what else matters is given continuously.",
        ),
    ),
    Entry(
        "2:4",
        Text("Hur informationen ges", "How information is given"),
        Text(
            "Informationen anpassas till den som får den. Den som berättar ska så långt det går förvissa sig om att "
            "den har förståtts.",
            "Information is fitted to the one who gets it. Whoever tells is as far as possible to make sure that it "
            "was understood.",
        ),
    ),
    Entry(
        "2:5",
        Text("Att föra sin egen talan", "Pleading one's own case"),
        Text(
            "Den som har fyllt 15 år för sin egen talan. Ett yngre barn ska höras i domstol om det vill och inte kan "
            "antas ta skada.",
            "From 15 the child pleads its own case. A younger child is to be heard in court if it wishes and is not "
            "likely to be harmed.",
        ),
    ),
    Entry(
        "3:1",
        Text("När ett barn ska omhändertas för vård", "When a child is to be taken into custody for care"),
        Text(
            "Det ska finnas en påtaglig risk för skada på grund av hemmet eller eget beteende, vården ska vara "
            "nödvändig och till barnets bästa, och samtycke ska saknas. Den som är 18 eller 19 år får omhändertas på "
            "grund av eget beteende.",
            "There must be a palpable risk of harm through the home or own behaviour, the care necessary and in the "
            "child's best interests, and consent lacking. Those of 18 and 19 may be taken on grounds of own behaviour.",
        ),
    ),
    Entry(
        "3:2",
        Text("Förhållanden i hemmet", "Home conditions"),
        Text(
            "Misshandel, sexuella kränkningar eller exploatering, brister i omsorgen om grundläggande behov, negativ "
            "social kontroll eller annat skadligt. Flera får bedömas tillsammans.",
            "Abuse, sexual violation or exploitation, lacking care of basic needs, negative social control or other "
            "harm. Several may be assessed together.",
        ),
    ),
    Entry(
        "3:3",
        Text("Egna beteenden", "Own behaviour"),
        Text(
            "Skadligt bruk eller beroende, brottslighet eller annat socialt nedbrytande eller destruktivt beteende. "
            "Flera får bedömas tillsammans.",
            "Harmful use or dependence, crime or other socially destructive or destructive behaviour. Several may be "
            "assessed together.",
        ),
    ),
    Entry(
        "3:4",
        Text("Efter fängelse", "After prison"),
        Text(
            "Den som dömts till fängelse och vid villkorlig frigivning är i uppenbart behov av vård omhändertas på "
            "grund av eget beteende.",
            "Whoever was sentenced to prison and at conditional release is in obvious need of care is taken into "
            "custody on grounds of own behaviour.",
        ),
    ),
    Entry(
        "3:5",
        Text("Anknytning till familjehemmet", "Attachment to the family home"),
        Text(
            "När hemmet har ändrats så att vården ska upphöra kan barnet ändå få bo kvar i familjehemmet, om en "
            "skilsmässa därifrån innebär en påtaglig risk, fortsatt vård är barnets bästa och samtycke saknas.",
            "When the home has changed so that care is to end, the child may still stay in the family home, if leaving "
            "it is a palpable risk, continued care is in its best interests and consent is lacking.",
        ),
    ),
    Entry(
        "3:6",
        Text("Vad som beaktas om anknytning", "What is weighed on attachment"),
        Text(
            "Familjehemmets inställning och förmåga, barnets inställning, relationer, förankring, ålder, tid i "
            "familjehemmet och särskilda behov.",
            "The family home's attitude and ability, the child's attitude, relations, roots, age, time in the family "
            "home and special needs.",
        ),
    ),
    Entry(
        "4:1",
        Text("Beslut om omhändertagande för vård", "Order of custody for care"),
        Text(
            "Rätten beslutar på nämndens ansökan. Överklagas nämndens beslut om upphörande kan barnet, från 15 år "
            "själv, begära omhändertagande på grund av anknytning.",
            "The court decides on the board's application. When the board's decision to end is appealed, the child, "
            "from 15 itself, may ask for custody on attachment grounds.",
        ),
    ),
    Entry(
        "4:2",
        Text("Vad ansökan ska innehålla", "What the application contains"),
        Text(
            "Relationer och nätverk; hälsa, utveckling, beteende och skola; de konkreta omständigheterna; tidigare "
            "åtgärder; vården, dess mål och genomförande; hur och vilken information som lämnats; inställningen; och "
            "en vårdplan.",
            "Relations and network; health, development, behaviour and school; the concrete circumstances; earlier "
            "measures; the care, its goal and how; how and what information was given; attitudes; and a care plan.",
        ),
    ),
    Entry(
        "5:1",
        Text("Omedelbart omhändertagande", "Immediate custody"),
        Text(
            "Den som är under 20 år får omhändertas genast om behovet är sannolikt och rättens beslut inte kan "
            "avvaktas.",
            "Those under 20 may be taken at once if the need is probable and the court's decision cannot be awaited.",
        ),
    ),
    Entry(
        "5:2",
        Text("Omhändertagande för tillfällig vård", "Custody for temporary care"),
        Text(
            "När svensk domstol inte kan besluta om vård får ett barn omhändertas tillfälligt.",
            "Where no Swedish court can decide on care, a child may be taken into custody temporarily.",
        ),
    ),
    Entry(
        "5:3",
        Text("När nämnden inte kan avvaktas", "When the board cannot be awaited"),
        Text(
            "Ordföranden eller en utsedd ledamot får besluta om omedelbart omhändertagande och anmäler det vid nästa "
            "sammanträde. Även rätten får besluta.",
            "The chair or an appointed member may decide on immediate custody and reports it at the next meeting. The "
            "court may decide too.",
        ),
    ),
    Entry(
        "5:4",
        Text("Beslutet lämnas till rätten", "The decision goes to the court"),
        Text(
            "Beslutet och handlingarna ska ha lämnats till rätten inom en vecka från beslutsdagen.",
            "Decision and papers are to have been handed to the court within a week of the day of the decision.",
        ),
    ),
    Entry(
        "5:5",
        Text("Ansökan efter fastställt beslut", "Application after confirmation"),
        Text(
            "Ansökan ska göras inom fyra veckor från den dag då vården påbörjades. Rätten får förlänga tiden.",
            "The application is to be made within four weeks of the day the care began. The court may extend the time.",
        ),
    ),
    Entry(
        "5:6",
        Text("När omhändertagandet upphör av sig självt", "When the custody ends by itself"),
        Text(
            "Det upphör om beslutet inte lämnas in i tid, om varken ansökan eller begäran om längre tid görs i tid, "
            "och när rätten avgör frågan.",
            "It ends if the decision is not handed in in time, if neither application nor request for longer time is "
            "made in time, and when the court decides the matter.",
        ),
    ),
    Entry(
        "5:7",
        Text("När omhändertagandet inte behövs", "When the custody is not needed"),
        Text(
            "Nämnden beslutar genast att ett omhändertagande som inte längre behövs ska upphöra.",
            "The board decides at once to end a custody that is no longer needed.",
        ),
    ),
    Entry(
        "5:8",
        Text("Fortsatt tillfällig vård", "Continued temporary care"),
        Text(
            "Rätten får låta omhändertagandet fortsätta om nämnden har ansökt i tid och tillfällig vård ännu behövs.",
            "The court may let the custody continue if the board applied in time and temporary care is still needed.",
        ),
    ),
    Entry(
        "5:9",
        Text("Ansökan om fortsatt tillfällig vård", "Application for continued temporary care"),
        Text(
            "Ansökan säger hur länge och varför. Kommer den in i tid fortsätter omhändertagandet tills rätten "
            "beslutat.",
            "The application says how long and why. If it comes in in time, the custody goes on until the court "
            "decides.",
        ),
    ),
    Entry(
        "5:10",
        Text("Hur länge tillfällig vård får fortsätta", "How long temporary care may continue"),
        Text(
            "Högst två månader åt gången från rättens beslut, och högst ett år i följd om inte mer är nödvändigt.",
            "At most two months at a time from the court's decision, and a year in a row unless more is necessary.",
        ),
    ),
    Entry(
        "5:11",
        Text("När fortsatt tillfällig vård upphör", "When continued temporary care ends"),
        Text(
            "Den upphör om ny ansökan inte görs innan tiden går ut. Behövs den inte längre beslutas att den upphör "
            "genast.",
            "It ends if no new application is made before the time runs out. No longer needed, it is ended at once.",
        ),
    ),
    Entry(
        "6:1",
        Text("Hur och var vården ges", "How and where care is given"),
        Text(
            "Nämnden beslutar hur vården ska genomföras och var barnet ska bo, i eget hem bara om det bäst främjar "
            "vården.",
            "The board decides how the care is carried out and where the child lives, at home only if that best serves "
            "the care.",
        ),
    ),
    Entry(
        "6:2",
        Text("När ett beslut om vården inte kan vänta", "When a decision on the care cannot wait"),
        Text(
            "Ordföranden eller en utsedd ledamot får besluta och anmäler det vid nästa sammanträde.",
            "The chair or an appointed member may decide and reports it at the next meeting.",
        ),
    ),
    Entry(
        "6:3",
        Text("Var vården inleds", "Where the care starts"),
        Text(
            "Vården inleds utanför det egna hemmet. Finns bristerna bara i den ena förälderns hem får den inledas hos "
            "den andra.",
            "The care starts outside the own home. If only one parent's home is at fault, it may start with the other.",
        ),
    ),
    Entry(
        "6:4",
        Text("När vården är påbörjad", "When the care has begun"),
        Text(
            "Vården är påbörjad när barnet har kommit till placeringen, eller nämnden på annat sätt kan utöva vården. "
            "Påbörjas den inte inom fyra veckor från laga kraft upphör rättens beslut.",
            "The care has begun when the child has come to the placement, or the board can otherwise exercise the "
            "care. Not begun within four weeks of legal force, the court's order lapses.",
        ),
    ),
    Entry(
        "7:1",
        Text("Umgänge med närstående", "Contact with close persons"),
        Text(
            "Nämnden ansvarar för att barnet kan träffa föräldrar, vårdnadshavare, syskon och andra närstående.",
            "The board answers for the child being able to meet parents, guardians, siblings and other close persons.",
        ),
    ),
    Entry(
        "7:2",
        Text("Begränsat umgänge och hemlig vistelseort", "Restricted contact and secret whereabouts"),
        Text(
            "Om vården kräver det får nämnden bestämma över umgänget eller hemlighålla var barnet är. Det övervägs "
            "minst var tredje månad.",
            "If the care demands it, the board may decide on contact or keep the whereabouts secret. It is considered "
            "at least every third month.",
        ),
    ),
    Entry(
        "7:4",
        Text("Stöd till föräldrar", "Support to parents"),
        Text(
            "Vårdnadshavare och föräldrar ska erbjudas stöd för att bli delaktiga eller utvecklas som föräldrar.",
            "Guardians and parents are to be offered support to take part or to grow as parents.",
        ),
    ),
    Entry(
        "7:5",
        Text("Vårdnadshavarens information", "The guardian's information"),
        Text(
            "Vårdnadshavare ska få den information om vården som behövs för delaktighet, anpassad till dem.",
            "Guardians are to get the information on the care that taking part needs, fitted to them.",
        ),
    ),
    Entry(
        "8:1",
        Text("Att följa vården", "Following the care"),
        Text(
            "Nämnden följer vården noga: besök, enskilda samtal med barnet, samtal med dem som vårdar och med "
            "vårdnadshavare.",
            "The board follows the care closely: visits, private talks with the child, talks with carers and "
            "guardians.",
        ),
    ),
    Entry(
        "8:2",
        Text("Övervägande var sjätte månad", "Consideration every sixth month"),
        Text(
            "Vård på grund av hemmet eller anknytning övervägs minst var sjätte månad från den dag den påbörjades.",
            "Care on home or attachment grounds is considered at least every sixth month from the day it began.",
        ),
    ),
    Entry(
        "8:3",
        Text("Prövning var sjätte månad", "Examination every sixth month"),
        Text(
            "Om vård på grund av eget beteende ska upphöra prövas minst var sjätte månad från den dag den påbörjades.",
            "Whether care on grounds of own behaviour is to end is examined at least every sixth month from the day it "
            "began.",
        ),
    ),
    Entry(
        "9:1",
        Text("Övervägande om vårdnadsöverflyttning", "Consideration of a transfer of custody"),
        Text(
            "Efter två år i samma familjehem, och därefter varje år, övervägs om vårdnaden bör flyttas över.",
            "After two years in the same family home, and every year after, it is considered whether custody should be "
            "transferred.",
        ),
    ),
)
