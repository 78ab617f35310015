"""Lag (2026:1600) om omhändertagande för vård av barn och unga, chapters 10-20."""

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.entry import Entry

CUSTODY_ACT_ENDING_TEXTS: tuple[Entry, ...] = (
    Entry(
        "10:1",
        Text("När vården ska upphöra", "When the care is to end"),
        Text(
            "Vården upphör när den inte behövs. Gäller det hemmet måste förhållandena ha ändrats varaktigt och i "
            "grunden.",
            "The care ends when not needed. If the ground is the home, it must have changed lastingly and thoroughly.",
        ),
    ),
    Entry(
        "10:2",
        Text("Åldersgränser", "Age limits"),
        Text(
            "Vård på grund av hemmet eller anknytning upphör senast vid 18 år, på grund av eget beteende vid 21.",
            "Care on home or attachment grounds ends at 18 at the latest, on grounds of own behaviour at 21.",
        ),
    ),
    Entry(
        "10:3",
        Text("Överväg före upphörande", "Consider before ending"),
        Text(
            "För ett barn i familjehem övervägs först om anknytning eller flyttningsförbud bör sökas.",
            "For a child in a family home it is first considered whether to apply for attachment or a prohibition of "
            "removal.",
        ),
    ),
    Entry(
        "10:4",
        Text("Begäran om upphörande", "Request to end"),
        Text(
            "Barnet från 15 år, den unge och vårdnadshavare får begära att vården upphör. En vårdnadshavares begäran "
            "får avvisas inom sex månader från det senaste beslutets laga kraft, dock inte vid eget beteende.",
            "The child from 15, the young person and guardians may ask that the care end. A guardian's request may be "
            "dismissed within six months of the latest decision's legal force, but not for own behaviour.",
        ),
    ),
    Entry(
        "10:5",
        Text("Förbered återföreningen", "Prepare the reunification"),
        Text(
            "Nämnden förbereder noga att barnet återförenas med vårdnadshavaren.",
            "The board carefully prepares the child's reunification with the guardian.",
        ),
    ),
    Entry(
        "10:6",
        Text("Uppföljning efter vården", "Follow-up after the care"),
        Text(
            "När vården av ett barn upphör följs barnets situation upp, efter återföreningen om den måste förberedas.",
            "When the care of a child ends its situation is followed up, after the reunification if that must be "
            "prepared.",
        ),
    ),
    Entry(
        "10:7",
        Text("Hur uppföljningen går till", "How the follow-up is done"),
        Text(
            "Kontakter och samtal med barnet får ske utan vårdnadshavaren. Barn från 15 år och vårdnadshavare "
            "informeras. Slut senast sex månader från början, eller när en utredning inleds.",
            "Contacts and talks with the child may be without the guardian. Children from 15 and guardians are "
            "informed. Over at the latest six months from its start, or when an investigation is opened.",
        ),
    ),
    Entry(
        "11:1",
        Text("Drogtest före umgänge", "Drug test before contact"),
        Text(
            "Finns anledning får föräldern uppmanas att lämna prov före umgänge med ett barn i vård på grund av "
            "hemmet.",
            "With cause, a parent may be asked for a sample before contact with a child in care on home grounds.",
        ),
    ),
    Entry(
        "11:2",
        Text("Drogtest före upphörande", "Drug test before ending"),
        Text(
            "Finns anledning får vårdnadshavaren uppmanas att lämna prov innan vård på grund av hemmet upphör.",
            "With cause, a guardian may be asked for a sample before care on home grounds ends.",
        ),
    ),
    Entry(
        "11:4",
        Text("Läkarundersökning", "Medical examination"),
        Text(
            "Nämnden får besluta om läkarundersökning. Den görs före ansökan om den inte av särskilda skäl är "
            "obehövlig.",
            "The board may decide on a medical examination. It is done before the application unless needless for "
            "special reasons.",
        ),
    ),
    Entry(
        "12:1",
        Text("Flyttningsförbud", "Prohibition of removal"),
        Text(
            "En vårdnadshavare får förbjudas att ta ett barn från ett familjehem om en skilsmässa innebär påtaglig "
            "risk.",
            "A guardian may be forbidden to take a child from a family home if leaving is a palpable risk.",
        ),
    ),
    Entry(
        "12:2",
        Text("Beslut om flyttningsförbud", "Order of a prohibition of removal"),
        Text("Rätten beslutar på nämndens ansökan.", "The court decides on the board's application."),
    ),
    Entry(
        "12:4",
        Text("Övervägande av flyttningsförbud", "Consideration of a prohibition of removal"),
        Text(
            "Förbudet övervägs minst var tredje månad från den dag det beslutades.",
            "The prohibition is considered at least every third month from the day it was ordered.",
        ),
    ),
    Entry(
        "12:5",
        Text("När flyttningsförbudet upphör", "When the prohibition of removal ends"),
        Text(
            "Nämnden beslutar att det upphör när det inte behövs, senast när barnet fyller 18 år.",
            "The board ends it when not needed, at the latest when the child turns 18.",
        ),
    ),
    Entry(
        "12:6",
        Text("Tillfälligt flyttningsförbud", "Temporary prohibition of removal"),
        Text(
            "Nämnden får besluta om det är sannolikt att förbud behövs och rätten inte kan avvaktas.",
            "The board may decide if a prohibition is probably needed and the court cannot be awaited.",
        ),
    ),
    Entry(
        "12:7",
        Text("När nämnden inte kan avvaktas", "When the board cannot be awaited"),
        Text(
            "Ordföranden eller en utsedd ledamot får besluta och anmäler det vid nästa sammanträde. Även rätten får "
            "besluta.",
            "The chair or an appointed member may decide and reports it at the next meeting. The court may decide too.",
        ),
    ),
    Entry(
        "12:8",
        Text("Det tillfälliga förbudet lämnas till rätten", "The temporary prohibition goes to the court"),
        Text(
            "Beslut och handlingar lämnas till rätten inom en vecka.",
            "Decision and papers are handed to the court within a week.",
        ),
    ),
    Entry(
        "12:9",
        Text("Ansökan om flyttningsförbud", "Application for a prohibition of removal"),
        Text(
            "Ansökan görs inom två veckor från rättens fastställelse. Rätten får förlänga tiden om mer utredning "
            "krävs.",
            "The application is made within two weeks of the court's confirmation. The court may extend the time if "
            "further investigation demands it.",
        ),
    ),
    Entry(
        "12:10",
        Text("När det tillfälliga förbudet upphör av sig självt", "When the temporary prohibition ends by itself"),
        Text(
            "Det upphör om beslutet inte lämnas in eller ansökan inte görs i tid, och när rätten avgör frågan.",
            "It ends if the decision is not handed in or the application not made in time, and when the court decides.",
        ),
    ),
    Entry(
        "12:11",
        Text("När det tillfälliga förbudet inte behövs", "When the temporary prohibition is not needed"),
        Text("Nämnden beslutar genast att det upphör.", "The board ends it at once."),
    ),
    Entry(
        "12:12",
        Text("Umgänge under flyttningsförbud", "Contact during a prohibition of removal"),
        Text(
            "Nämnden får bestämma hur umgänget ska utformas om förbudets ändamål kräver det.",
            "The board may decide how contact is arranged if the purpose of the prohibition demands it.",
        ),
    ),
    Entry(
        "13:1",
        Text("Utreseförbud", "Travel ban"),
        Text(
            "Beslutas vid påtaglig risk att barnet förs ut eller lämnar landet och skadas där, eller gifts bort.",
            "Ordered on a palpable risk that the child is taken or goes abroad and is harmed there, or is married off.",
        ),
    ),
    Entry(
        "13:2",
        Text("Beslut om utreseförbud", "Order of a travel ban"),
        Text("Rätten beslutar på nämndens ansökan.", "The court decides on the board's application."),
    ),
    Entry(
        "13:4",
        Text("Prövning av utreseförbud", "Examination of a travel ban"),
        Text(
            "Om förbudet ska upphöra prövas minst var sjätte månad från beslutet.",
            "Whether the ban is to end is examined at least every sixth month from the order.",
        ),
    ),
    Entry(
        "13:5",
        Text("När utreseförbudet upphör", "When the travel ban ends"),
        Text(
            "Nämnden beslutar att det upphör när skäl saknas, senast när barnet fyller 18 år.",
            "The board ends it when there is no ground, at the latest when the child turns 18.",
        ),
    ),
    Entry(
        "13:6",
        Text("Tillfälligt utreseförbud", "Temporary travel ban"),
        Text(
            "Nämnden får besluta om det är sannolikt att förbud behövs och rätten inte kan avvaktas.",
            "The board may decide if a ban is probably needed and the court cannot be awaited.",
        ),
    ),
    Entry(
        "13:7",
        Text("När nämnden inte kan avvaktas", "When the board cannot be awaited"),
        Text(
            "Ordföranden eller en utsedd ledamot får besluta och anmäler det vid nästa sammanträde. Även rätten får "
            "besluta.",
            "The chair or an appointed member may decide and reports it at the next meeting. The court may decide too.",
        ),
    ),
    Entry(
        "13:8",
        Text("Det tillfälliga utreseförbudet lämnas till rätten", "The temporary travel ban goes to the court"),
        Text(
            "Beslut och handlingar lämnas till rätten inom en vecka.",
            "Decision and papers are handed to the court within a week.",
        ),
    ),
    Entry(
        "13:9",
        Text("Ansökan om utreseförbud", "Application for a travel ban"),
        Text(
            "Ansökan görs inom fyra veckor från rättens fastställelse. Rätten får förlänga tiden om mer utredning "
            "krävs.",
            "The application is made within four weeks of the court's confirmation. The court may extend the time if "
            "further investigation demands it.",
        ),
    ),
    Entry(
        "13:10",
        Text("När det tillfälliga förbudet upphör av sig självt", "When the temporary ban ends by itself"),
        Text(
            "Det upphör om beslutet inte lämnas in eller ansökan inte görs i tid, och när rätten avgör frågan.",
            "It ends if the decision is not handed in or the application not made in time, and when the court decides.",
        ),
    ),
    Entry(
        "13:11",
        Text("När det tillfälliga förbudet inte behövs", "When the temporary ban is not needed"),
        Text("Nämnden beslutar genast att det upphör.", "The board ends it at once."),
    ),
    Entry(
        "13:12",
        Text("Undantag för en viss resa", "Exception for one journey"),
        Text(
            "Nämnden får tillåta en viss resa om ingen risk finns för det som förbudet ska hindra.",
            "The board may allow one journey if there is no risk of what the ban is to prevent.",
        ),
    ),
    Entry(
        "14:1",
        Text("När barnet avlägsnas ur landet", "When the child is removed from the country"),
        Text(
            "Lagen hindrar inte avvisning, utvisning eller överlämnande; när ett sådant beslut verkställs upphör "
            "beslutet enligt lagen.",
            "The Act does not hinder removal, expulsion or surrender; carried out, it ends the decision under the Act.",
        ),
    ),
    Entry(
        "16:2",
        Text("Rättens prövning inom en vecka", "The court's review within a week"),
        Text(
            "Rätten prövar ett omedelbart eller tillfälligt beslut så snart det går, inom en vecka från att det kom "
            "in om det inte finns synnerliga hinder.",
            "The court reviews an immediate or temporary decision as soon as possible, within a week of its coming in "
            "unless there is an exceptional hindrance.",
        ),
    ),
    Entry(
        "16:3",
        Text("Rätten börjar inom två veckor", "The court begins within two weeks"),
        Text(
            "När barnet är omhändertaget eller ett tillfälligt förbud gäller påbörjar rätten prövningen av ansökan "
            "inom två veckor. Tiden får förlängas.",
            "When the child is in custody or a temporary prohibition holds, the court begins to try the application "
            "within two weeks. The time may be extended.",
        ),
    ),
    Entry(
        "17:1",
        Text("Offentligt biträde", "Public counsel"),
        Text(
            "Barnet, den unge och vårdnadshavare får offentligt biträde i mål om vård, omhändertagande, "
            "flyttningsförbud och utreseförbud. Punkt 4 hänvisar till 5 kap. 12 §; upphörandet står i 5 kap. 11 §.",
            "The child, young person and guardians get public counsel in cases on care, custody, prohibitions of "
            "removal and travel bans. Point 4 points to ch. 5 s. 12; the ending stands in ch. 5 s. 11.",
        ),
    ),
    Entry(
        "17:6",
        Text("Anmäl behovet av biträde", "Report the need of counsel"),
        Text(
            "Nämnden anmäler till rätten så snart behov av offentligt biträde uppkommer.",
            "The board reports to the court as soon as a need of public counsel arises.",
        ),
    ),
    Entry(
        "18:1",
        Text("Det som gäller omedelbart", "What has immediate effect"),
        Text(
            "Omedelbara omhändertaganden och tillfälliga förbud gäller genast. Nämndens andra beslut gör det om inget "
            "annat bestäms (2 §).",
            "Immediate custody and temporary prohibitions have effect at once. The board's other decisions too unless "
            "it decides otherwise (s. 2).",
        ),
    ),
    Entry(
        "19:1",
        Text("Beslut som får överklagas", "Decisions open to appeal"),
        Text(
            "Placering, om vård eller förbud ska upphöra, umgänge, hemlig vistelseort och undantag från utreseförbud. "
            "Övriga beslut av nämnden får inte överklagas.",
            "Placement, whether care or prohibitions are to end, contact, secret whereabouts and exceptions from a "
            "travel ban. Other decisions of the board may not be appealed.",
        ),
    ),
    Entry(
        "20:1",
        Text("Polishjälp", "Police help"),
        Text(
            "Polisen hjälper till vid läkarundersökning på begäran av nämnden, ordföranden eller rätten, och vid "
            "genomförande av vård eller omhändertagande på begäran av nämnden eller en utsedd ledamot eller "
            "tjänsteman.",
            "The police help with a medical examination at the request of the board, its chair or the court, and to "
            "carry out care or custody at the request of the board or an appointed member or official.",
        ),
    ),
    Entry(
        "20:2",
        Text("När polishjälp får begäras", "When police help may be asked for"),
        Text(
            "Bara om det på grund av särskilda omständigheter kan befaras att polisens befogenheter behövs, eller om "
            "det finns synnerliga skäl.",
            "Only if special circumstances make it feared that the powers of the police are needed, or on exceptional "
            "grounds.",
        ),
    ),
    Entry(
        "20:4",
        Text("Uppgifter till polisen", "Data to the police"),
        Text(
            "Den som begär hjälp ska lämna de uppgifter om barnet och närstående som behövs för planeringen.",
            "Whoever asks for help is to give the data on the child and close persons that the planning needs.",
        ),
    ),
    Entry(
        "20:5",
        Text("Inte i förvar under 15 år", "No police custody under 15"),
        Text(
            "Den som är under 15 år får inte tas i förvar för en transport.",
            "Nobody under 15 may be kept in police custody for a transport.",
        ),
    ),
)
