"""Lag (2024:79) om placering av barn i skyddat boende."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

SHELTER_TEXTS: tuple[Entry, ...] = (
    Entry(
        "3:1",
        Text("Skyddat boende utan den andras samtycke", "Sheltered accommodation without the other's consent"),
        Text(
            "Får en vårdnadshavare skyddat boende och finns risk för barnets säkerhet eller hälsa får barnet följa "
            "med, fast den andra vårdnadshavaren inte samtycker.",
            "When a guardian gets sheltered accommodation and the child's safety or health is at risk, the child may "
            "come too, without the other guardian's consent.",
        ),
    ),
    Entry(
        "3:3",
        Text("Ansökan och beslut", "Application and order"),
        Text(
            "Rätten beslutar på nämndens ansökan, som redogör för barnet, omständigheterna, informationen och "
            "inställningen.",
            "The court decides on the board's application, which gives the child's circumstances, the grounds, the "
            "information and the child's attitude.",
        ),
    ),
    Entry(
        "3:4",
        Text("När rättens beslut upphör", "When the court's order lapses"),
        Text(
            "Det upphör om placeringen inte har påbörjats inom fyra veckor från laga kraft.",
            "It lapses if the placement has not begun within four weeks of legal force.",
        ),
    ),
    Entry(
        "4:1",
        Text("Omedelbar insats", "Immediate place"),
        Text(
            "Nämnden får bevilja barnet plats genast om rätten inte kan avvaktas; annars ordföranden eller en utsedd "
            "ledamot, som anmäler det vid nästa sammanträde. Även rätten får besluta.",
            "The board may grant the child a place at once if the court cannot be awaited; else the chair or an "
            "appointed member, who reports it at the next meeting. The court may decide too.",
        ),
    ),
    Entry(
        "4:3",
        Text("Beslutet lämnas till rätten", "The decision goes to the court"),
        Text(
            "Beslut och handlingar lämnas till rätten inom en vecka. Rätten prövar det inom en vecka om det inte finns "
            "synnerliga hinder.",
            "Decision and papers are handed to the court within a week. The court reviews it within a week unless "
            "there is an exceptional hindrance.",
        ),
    ),
    Entry(
        "4:6",
        Text("Ansökan inom sex veckor", "Application within six weeks"),
        Text(
            "Ansökan görs inom sex veckor från den dag placeringen påbörjades. Rätten får förlänga tiden.",
            "The application is made within six weeks of the day the placement began. The court may extend the time.",
        ),
    ),
    Entry(
        "4:7",
        Text("När den omedelbara insatsen upphör av sig själv", "When the immediate place ends by itself"),
        Text(
            "Den upphör om varken ansökan eller begäran om längre tid görs i tid, och när rätten avgör frågan. Lämnas "
            "beslutet inte in i tid upphör det också (4 §).",
            "It ends if neither application nor request for longer time is made in time, and when the court decides. "
            "Not handed in in time, it ends too (s. 4).",
        ),
    ),
    Entry(
        "4:8",
        Text("När den omedelbara insatsen inte behövs", "When the immediate place is not needed"),
        Text("Nämnden beslutar att den upphör.", "The board ends it."),
    ),
    Entry(
        "5:1",
        Text("Var och hur barnet placeras", "Where and how the child is placed"),
        Text(
            "Nämnden beslutar, eller ordföranden eller en utsedd ledamot om nämnden inte kan avvaktas.",
            "The board decides, or the chair or an appointed member if the board cannot be awaited.",
        ),
    ),
    Entry(
        "5:2",
        Text("När placeringen är påbörjad", "When the placement has begun"),
        Text(
            "När barnet har kommit till det skyddade boendet.",
            "When the child has come to the sheltered accommodation.",
        ),
    ),
    Entry(
        "5:3",
        Text("Övervägande var sjätte månad", "Consideration every sixth month"),
        Text(
            "Om insatsen ska fortsätta övervägs minst var sjätte månad.",
            "Whether the place should go on is considered at least every sixth month.",
        ),
    ),
    Entry(
        "5:4",
        Text("Umgänge och hemlig vistelseort", "Contact and secret whereabouts"),
        Text(
            "Nämnden får bestämma över umgänget med den andra vårdnadshavaren och hemlighålla var barnet är.",
            "The board may decide on contact with the other guardian and keep the whereabouts secret.",
        ),
    ),
    Entry(
        "5:6",
        Text("Övervägande av umgänge och vistelseort", "Consideration of contact and whereabouts"),
        Text("Övervägs minst var sjätte månad.", "Considered at least every sixth month."),
    ),
    Entry(
        "5:7",
        Text("Framställning om umgänge eller vistelseort", "Request on contact or whereabouts"),
        Text(
            "Får avvisas inom sex månader från beslutets laga kraft.",
            "May be dismissed within six months of the decision's legal force.",
        ),
    ),
    Entry(
        "7:1",
        Text("När insatsen upphör", "When the place ends"),
        Text(
            "Nämnden beslutar att den upphör när skäl saknas, senast när vårdnadshavarens insats upphör eller barnet "
            "fyller 18 år.",
            "The board ends it when there is no ground, at the latest when the guardian's place ends or the child "
            "turns 18.",
        ),
    ),
    Entry(
        "7:2",
        Text("Framställning om upphörande", "Request to end"),
        Text(
            "Får avvisas inom sex månader från beslutets laga kraft.",
            "May be dismissed within six months of the decision's legal force.",
        ),
    ),
    Entry(
        "7:3",
        Text("När barnet avlägsnas ur landet", "When the child is removed from the country"),
        Text(
            "Insatsen upphör när ett beslut om avlägsnande har verkställts.",
            "The place ends when a removal from the country has been carried out.",
        ),
    ),
    Entry(
        "8:2",
        Text("Rätten tar upp målet inom två veckor", "The court takes up the case within two weeks"),
        Text(
            "När barnet har en omedelbar insats tar rätten upp målet inom två veckor från ansökan. Tiden får "
            "förlängas.",
            "When the child has an immediate place the court takes up the case within two weeks of the application. "
            "The time may be extended.",
        ),
    ),
    Entry(
        "8:7",
        Text("Polishjälp", "Police help"),
        Text(
            "Polisen hjälper till att genomföra beslutet på begäran av nämnden eller en utsedd ledamot eller "
            "tjänsteman.",
            "The police help to carry out the decision at the request of the board or an appointed member or official.",
        ),
    ),
    Entry(
        "9:1",
        Text("Beslut som får överklagas", "Decisions open to appeal"),
        Text(
            "Om insatsen ska fortsätta eller upphöra, umgänge och hemlig vistelseort.",
            "Whether the place goes on or ends, contact and secret whereabouts.",
        ),
    ),
)
