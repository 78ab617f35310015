"""The Social Services Act, SFS 2001:453, in its last wording. Keys are the present numbers."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

OLD_SOL_TEXTS: tuple[Entry, ...] = (
    Entry(
        "3:1",
        Text("Barnets bästa", "Best interests of the child"),
        Text(
            "Barnets bästa ska särskilt beaktas i åtgärder som rör barn, och är avgörande när det gäller vård eller "
            "behandling.",
            "The child's best interests are to be specially considered in measures about children, and decide on care "
            "or treatment.",
        ),
        place="1:2",
    ),
    Entry(
        "3:2",
        Text("Barnets rätt att säga sin mening", "The child's right to be heard"),
        Text(
            "Barnet ska få tillfälle att säga vad det tycker. Gör det inte det ska inställningen så långt möjligt "
            "klarläggas på annat sätt.",
            "The child is to have the chance to say what it thinks. If it does not, its attitude is as far as possible "
            "to be found out otherwise.",
        ),
        place="11:10",
    ),
    Entry(
        "3:3",
        Text("Barnets rätt till information", "The child's right to information"),
        Text("Barnet ska få relevant information.", "The child is to have relevant information."),
        place="11:10",
    ),
    Entry(
        "3:4",
        Text("Barn som har fyllt 15 år", "A child of fifteen"),
        Text(
            "Den som har fyllt 15 år för sin egen talan.",
            "From the age of 15 the child pleads its own case.",
        ),
        place="11:10",
    ),
    Entry(
        "11:1",
        Text("Rätt till bistånd", "Right to assistance"),
        Text(
            "Den som inte kan få sina behov tillgodosedda på annat sätt har rätt till bistånd.",
            "Who cannot have their needs met otherwise has a right to assistance.",
        ),
        place="4:1",
    ),
    Entry(
        "14:2",
        Text("Inleda utredning", "Opening an investigation"),
        Text(
            "Nämnden ska utan dröjsmål inleda utredning av det som kan föranleda någon åtgärd.",
            "The board is to open an investigation without delay of what could lead to a measure.",
        ),
        place="11:1",
    ),
    Entry(
        "14:3",
        Text("Dokumentation", "Documentation"),
        Text(
            "Beslut, åtgärder, fakta och händelser av betydelse ska dokumenteras.",
            "Decisions, measures, facts and events that matter are to be documented.",
        ),
        place="11:5",
    ),
    Entry(
        "19:1",
        Text("Skyldighet att anmäla", "Duty to report"),
        Text(
            "Myndigheter vars verksamhet berör barn, vissa andra myndigheter, deras anställda och vissa "
            "yrkesverksamma ska genast anmäla.",
            "Authorities whose work touches children, some others, their staff and certain professionals must report "
            "at once.",
        ),
        place="14:1",
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
        place="14:1 b",
    ),
    Entry(
        "20:1",
        Text("Omedelbar skyddsbedömning", "Immediate protection assessment"),
        Text(
            "När en anmälan rör barn eller unga ska nämnden genast bedöma om skydd behövs omedelbart, och dokumentera "
            "det.",
            "When a report concerns a child or young person the board assesses at once whether protection is needed "
            "immediately, and documents it.",
        ),
        place="11:1 a",
    ),
    Entry(
        "20:2",
        Text("Förhandsbedömning", "Preliminary assessment"),
        Text(
            "Beslut att inleda eller inte inleda utredning ska fattas inom fjorton dagar, om det inte finns synnerliga "
            "skäl.",
            "The decision to open or not to open an investigation is made within fourteen days, except on exceptional "
            "grounds.",
        ),
        place="11:1 a",
    ),
    Entry(
        "20:3",
        Text("Utredningens tid", "Time of the investigation"),
        Text(
            "Utredningen ska vara klar inom fyra månader. Vid särskilda skäl får den förlängas för viss tid.",
            "The investigation is to be complete within four months. On special grounds it may be extended for a "
            "certain time.",
        ),
        place="11:2",
    ),
    Entry(
        "20:4",
        Text("Information om utredningen", "Information on the investigation"),
        Text(
            "Den som berörs ska genast underrättas, om inte särskilda skäl talar mot det.",
            "Whoever is concerned is to be told at once, unless special reasons speak against it.",
        ),
        place="11:2",
    ),
    Entry(
        "20:7",
        Text("Samtal med barnet", "Talk with the child"),
        Text(
            "I utredningen får barnet höras utan att vårdnadshavaren samtycker eller är med.",
            "In the investigation the child may be heard without the guardian's consent or presence.",
        ),
        place="11:10",
    ),
    Entry(
        "23:5",
        Text("Uppföljningens längsta tid", "Longest time of the follow-up"),
        Text(
            "Uppföljningen ska vara slut senast två månader efter att utredningen avslutades eller placeringen "
            "upphörde.",
            "The follow-up is to end at the latest two months after the investigation or placement ended.",
        ),
        place="11:4 c",
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
        place="16:6 f",
    ),
    Entry(
        "35:1",
        Text("Överklagande", "Appeal"),
        Text(
            "Beslut om bistånd och några andra beslut får överklagas.",
            "Decisions on assistance and some others may be appealed.",
        ),
        place="16:3",
    ),
)
