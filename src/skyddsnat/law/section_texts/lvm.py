"""LVM, SFS 1988:870, as far as an adult's case that touches a child needs it."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

LVM_TEXTS: tuple[Entry, ...] = (
    Entry(
        "5",
        Text("Beslut om tvångsvård", "Order of compulsory care"),
        Text("Rätten beslutar.", "The court decides."),
    ),
    Entry(
        "11",
        Text("Ansökan om tvångsvård", "Application for compulsory care"),
        Text(
            "Nämnden ansöker när det finns skäl, med sin utredning och läkarintyg.",
            "The board applies when there is reason, with its investigation and a medical certificate.",
        ),
    ),
    Entry(
        "12",
        Text("När beslutet verkställs och upphör", "When the order is carried out and lapses"),
        Text(
            "Nämnden ser till att vården ges. Beslutet upphör om vården inte har påbörjats inom fyra veckor från laga "
            "kraft.",
            "The board sees to it that care is given. The order lapses if the care has not begun within four weeks of "
            "legal force.",
        ),
    ),
    Entry(
        "13",
        Text("Omedelbart omhändertagande", "Immediate custody"),
        Text(
            "Nämnden får besluta när vård är sannolik och rätten inte kan avvaktas; annars ordföranden eller en utsedd "
            "ledamot, som anmäler det vid nästa sammanträde.",
            "The board may decide when care is probable and the court cannot be awaited; else the chair or an "
            "appointed member, who reports it at the next meeting.",
        ),
    ),
    Entry(
        "15",
        Text("Beslutet lämnas till rätten", "The decision goes to the court"),
        Text(
            "Utan dröjsmål och senast dagen efter beslutet.", "Without delay, at the latest the day after the decision."
        ),
    ),
    Entry(
        "17",
        Text("Rättens prövning", "The court's review"),
        Text(
            "Rätten prövar omhändertagandet inom fyra dagar från att det lämnades in, eller verkställdes om det skedde "
            "senare. Tiden får bli en vecka.",
            "The court reviews the custody within four days of its submission, or of its execution if later. The time "
            "may be one week.",
        ),
    ),
    Entry(
        "18",
        Text("Ansökan inom en vecka", "Application within a week"),
        Text(
            "Ansökan ska ha kommit in inom en vecka från att rätten lät omhändertagandet bestå.",
            "The application is to have come in within a week of the court letting the custody stand.",
        ),
    ),
    Entry(
        "18 a",
        Text("När omhändertagandet upphör av sig självt", "When the custody ends by itself"),
        Text(
            "Om beslutet inte lämnas in eller ansökan inte görs i tid, när rätten avgör frågan, eller om den "
            "omhändertagne häktas.",
            "If the decision is not handed in or the application not made in time, when the court decides, or if the "
            "person is remanded.",
        ),
    ),
    Entry(
        "18 b",
        Text("När omhändertagandet inte behövs", "When the custody is not needed"),
        Text("Nämnden eller rätten beslutar genast att det upphör.", "The board or the court ends it at once."),
    ),
    Entry(
        "19",
        Text("Vården ordnas utan dröjsmål", "The care is arranged without delay"),
        Text(
            "Den som är omhändertagen bereds vård i LVM-hem eller på sjukhus.",
            "Whoever is in custody is given care in an LVM home or hospital.",
        ),
    ),
    Entry(
        "20",
        Text("Hur länge vården får pågå", "How long the care may go on"),
        Text(
            "Vården upphör när syftet är uppnått, senast efter sex månader.",
            "The care ends when its purpose is achieved, at the latest after six months.",
        ),
    ),
    Entry(
        "25",
        Text("Intagning och utskrivning", "Admission and discharge"),
        Text(
            "Statens institutionsstyrelse anvisar plats och beslutar om utskrivning.",
            "The National Board of Institutional Care assigns a place and decides on discharge.",
        ),
    ),
)
