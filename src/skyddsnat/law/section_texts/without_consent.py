"""Lag (2026:1637) om insatser inom socialtjänsten när samtycke saknas."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

WITHOUT_CONSENT_TEXTS: tuple[Entry, ...] = (
    Entry(
        "1:3",
        Text("Samtycke först", "Consent first"),
        Text(
            "Insatser ges i första hand med samtycke enligt socialtjänstlagen.",
            "Services are first of all given with consent under the Social Services Act.",
        ),
    ),
    Entry(
        "1:4",
        Text("Inte när barnet är placerat", "Not while the child is placed"),
        Text(
            "Insatser och villkor för ett barn får inte beslutas när det vårdas eller är placerat utanför hemmet.",
            "Services and conditions for a child may not be decided while it is cared for or placed outside its home.",
        ),
    ),
    Entry(
        "3:1",
        Text("Insats till vårdnadshavare", "Service to a guardian"),
        Text(
            "Får beslutas när konkreta omständigheter talar för att barnet utsätts för skada i hemmet eller utvecklar "
            "ett skadligt beteende, insatsen förebygger det och samtycke saknas.",
            "May be decided when concrete circumstances point to harm in the home or harmful behaviour, the service "
            "prevents it and consent is lacking.",
        ),
    ),
    Entry(
        "3:2",
        Text("Förhållanden i hemmet", "Home conditions"),
        Text(
            "Misshandel, sexuella kränkningar eller exploatering, brister i omsorgen, negativ social kontroll eller "
            "annat skadligt.",
            "Abuse, sexual violation or exploitation, lack of care, negative social control or other harm.",
        ),
    ),
    Entry(
        "3:3",
        Text("Barnets beteende", "The child's behaviour"),
        Text(
            "Skadligt bruk eller beroende, brottslighet eller annat socialt nedbrytande eller destruktivt beteende.",
            "Harmful use or dependence, crime or other socially destructive or destructive behaviour.",
        ),
    ),
    Entry(
        "3:4",
        Text("När barnet är placerat", "When the child is placed"),
        Text(
            "Vårdnadshavaren kan få insatser utan samtycke om barnets hälsa eller utveckling kräver det.",
            "A guardian may get services without consent if the child's health or development demands it.",
        ),
    ),
    Entry(
        "3:5",
        Text("Villkor för vårdnadshavare", "Conditions for a guardian"),
        Text("Villkoren får bara gälla barnets dagliga omsorg.", "Conditions may only concern the child's daily care."),
    ),
    Entry(
        "3:6",
        Text("Överväg även vårdnadshavaren", "Consider the guardian too"),
        Text(
            "När ett barn får en insats övervägs om vårdnadshavaren behöver insatser och villkor.",
            "When a child gets a service it is considered whether the guardian needs services and conditions.",
        ),
    ),
    Entry(
        "4:1",
        Text("Insats till barn och unga", "Service to children and young persons"),
        Text(
            "Får beslutas när konkreta omständigheter talar för ett skadligt eget beteende, insatsen förebygger det "
            "och samtycke saknas.",
            "May be decided when concrete circumstances point to harmful own behaviour, the service prevents it and "
            "consent is lacking.",
        ),
    ),
    Entry(
        "4:2",
        Text("Egna beteenden", "Own behaviour"),
        Text(
            "Skadligt bruk eller beroende, brottslighet eller annat socialt nedbrytande eller destruktivt beteende.",
            "Harmful use or dependence, crime or other socially destructive or destructive behaviour.",
        ),
    ),
    Entry(
        "4:3",
        Text("Särskilda villkor", "Special conditions"),
        Text(
            "Skola, fritid, sysselsättning, nykterhet eller att vara hemma vissa tider.",
            "School, leisure, occupation, sobriety or being at home at certain hours.",
        ),
    ),
    Entry(
        "4:4",
        Text("Tider hemma", "Hours at home"),
        Text("Tidigast klockan 18.00 och längst till 07.00.", "From 18.00 at the earliest, to 07.00 at the latest."),
    ),
    Entry(
        "4:8",
        Text("Tillfälligt undantag", "Temporary exception"),
        Text(
            "Ordföranden eller en utsedd ledamot får ge undantag från tider hemma om nämnden inte kan avvaktas, och "
            "anmäler det vid nästa sammanträde.",
            "The chair or an appointed member may grant an exception from hours at home if the board cannot be "
            "awaited, and reports it at the next meeting.",
        ),
    ),
    Entry(
        "5:1",
        Text("Särskild genomförandeplan", "Special implementation plan"),
        Text("Planen ska finnas när beslutet fattas.", "The plan is to exist when the decision is made."),
    ),
    Entry(
        "5:5",
        Text("Provtagning", "Drug tests"),
        Text(
            "Nämnden får uppmana den som har villkor om nykterhet att lämna prov och anger slag och syfte.",
            "The board may ask whoever has a condition of sobriety for a sample, naming its kind and purpose.",
        ),
    ),
    Entry(
        "7:2",
        Text("Hur länge beslut gäller", "How long decisions hold"),
        Text(
            "Insatser och villkor beslutas för viss tid, tider hemma högst sex månader i taget.",
            "Services and conditions are for a fixed time, hours at home at most six months at a time.",
        ),
    ),
    Entry(
        "7:3",
        Text("Villkor efter insatsen", "Conditions after the service"),
        Text(
            "Ett villkor får av särskilda skäl fortsätta högst tre månader efter att insatserna upphört.",
            "On special grounds a condition may go on for at most three months after the services ended.",
        ),
    ),
    Entry(
        "8:1",
        Text("Vite", "Fine"),
        Text("En insats till en vårdnadshavare får förenas med vite.", "A service to a guardian may carry a fine."),
    ),
    Entry(
        "9:1",
        Text("Övervägande var sjätte månad", "Consideration every sixth month"),
        Text(
            "Om insatser och villkor fortfarande behövs övervägs minst var sjätte månad.",
            "Whether services and conditions are still needed is considered at least every sixth month.",
        ),
    ),
    Entry(
        "9:2",
        Text("När insatsen inte behövs", "When the service is not needed"),
        Text("Nämnden beslutar att den upphör.", "The board ends it."),
    ),
    Entry(
        "9:3",
        Text("Åldersgränser", "Age limits"),
        Text(
            "Vårdnadshavarens insatser upphör senast när barnet fyller 18 år, barnets och den unges vid 21.",
            "A guardian's services end when the child turns 18 at the latest, the child's and young person's at 21.",
        ),
    ),
    Entry(
        "9:5",
        Text("Placering tar över", "A placement takes over"),
        Text(
            "Barnets insatser och villkor upphör när det placeras utanför hemmet.",
            "The child's services and conditions end when it is placed outside its home.",
        ),
    ),
    Entry(
        "9:6",
        Text("När barnet avlägsnas ur landet", "When the child is removed from the country"),
        Text(
            "Insatserna upphör när ett beslut om avlägsnande har verkställts.",
            "The services end when a removal from the country has been carried out.",
        ),
    ),
    Entry(
        "10:1",
        Text("Beslut som får överklagas", "Decisions open to appeal"),
        Text("Insatser, villkor och vite.", "Services, conditions and fines."),
    ),
    Entry(
        "11:1",
        Text("Polishjälp", "Police help"),
        Text(
            "Polisen hjälper på begäran till att ta hand om den som inte är hemma på bestämda tider.",
            "The police help on request to take charge of whoever is not at home at the set hours.",
        ),
    ),
)
