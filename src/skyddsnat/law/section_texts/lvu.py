"""LVU, SFS 1990:52, to the end of 2026. What the Act that replaces it says alike is said in the same words."""

from collections.abc import Mapping
from datetime import date

from skyddsnat.kernel.text import Text
from skyddsnat.law.section_texts.custody_act import CUSTODY_ACT_TEXTS
from skyddsnat.law.section_texts.custody_act_ending import CUSTODY_ACT_ENDING_TEXTS
from skyddsnat.law.section_texts.entry import Entry

SFS_2026_523 = date(2026, 7, 1)

# LVU's section and those of SFS 2026:1600 that say the same.
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "9 a": ("5:8", "5:10"),
    "9 b": ("5:11",),
    "13 a": ("8:1",),
    "13 c": ("9:1",),
    "14": ("7:2",),
    "21 a": ("14:1",),
    "21 b": ("10:6",),
    "21 c": ("10:7",),
    "24": ("12:1", "12:2"),
    "26": ("12:4", "12:5"),
    "27": ("12:6", "12:7"),
    "30": ("12:10", "12:11"),
    "31": ("12:12",),
    "31 a": ("13:1",),
    "31 b": ("13:2",),
    "31 c": ("13:4", "13:5"),
    "31 d": ("13:6", "13:7"),
    "31 f": ("13:9",),
    "31 g": ("13:10", "13:11"),
    "31 h": ("14:1",),
    "31 i": ("13:12",),
    "32": ("11:4",),
    "32 a": ("11:1",),
    "32 b": ("11:2",),
    "43 c": ("20:5",),
}
_NEW = {entry.key: entry for entry in (*CUSTODY_ACT_TEXTS, *CUSTODY_ACT_ENDING_TEXTS)}


def _alike(old: str, places: tuple[str, ...]) -> Entry:
    """The old section in the words of the new ones, under the title of the first."""
    said = [_NEW[place].text for place in places]
    text = Text(" ".join(part.sv for part in said), " ".join(part.en for part in said))
    return Entry(old, _NEW[places[0]].title, text)


LVU_TEXTS: tuple[Entry, ...] = (
    *(_alike(old, places) for old, places in _ALIKE.items()),
    Entry(
        "2",
        Text("Förhållanden i hemmet", "Home conditions"),
        Text(
            "Vård beslutas vid påtaglig risk för skada genom misshandel, otillbörligt utnyttjande, brister i omsorgen "
            "eller annat i hemmet.",
            "Care is ordered on a palpable risk of harm through abuse, undue exploitation, lack of care or another "
            "condition in the home.",
        ),
    ),
    Entry(
        "3",
        Text("Eget beteende", "Own behaviour"),
        Text(
            "Vård beslutas vid påtaglig risk genom missbruk, brott eller annat socialt nedbrytande beteende, och vid "
            "uppenbart behov när sluten ungdomsvård slutar.",
            "Care is ordered on a palpable risk through substance abuse, crime or other socially destructive "
            "behaviour, and on an obvious need when closed youth custody ends.",
        ),
        until=SFS_2026_523,
    ),
    Entry(
        "3",
        Text("Eget beteende", "Own behaviour"),
        Text(
            "Vård beslutas vid påtaglig risk genom missbruk, brott eller annat socialt nedbrytande beteende, och vid "
            "uppenbart behov när den som dömts till fängelse friges villkorligt.",
            "Care is ordered on a palpable risk through substance abuse, crime or other socially destructive "
            "behaviour, and on an obvious need at conditional release from prison.",
        ),
        since=SFS_2026_523,
    ),
    Entry(
        "4",
        Text("Ansökan om vård", "Application for care"),
        Text(
            "Rätten beslutar på nämndens ansökan, som redogör för den unges förhållanden, omständigheterna, tidigare "
            "åtgärder, den tänkta vården, informationen till den unge och inställningen.",
            "The court decides on the board's application, which gives the circumstances, the grounds, earlier "
            "measures, the care planned, the information given and the young person's attitude.",
        ),
    ),
    Entry(
        "5",
        Text("När rättens beslut upphör", "When the court's order lapses"),
        Text(
            "Beslutet upphör om vården inte har påbörjats inom fyra veckor från laga kraft.",
            "The order lapses if the care has not begun within four weeks of legal force.",
        ),
    ),
    Entry(
        "6",
        Text("Omedelbart omhändertagande", "Immediate custody"),
        Text(
            "Den som är under 20 år får omhändertas genast om behovet är sannolikt och rätten inte kan avvaktas. Kan "
            "inte nämnden avvaktas beslutar ordföranden eller en utsedd ledamot, som anmäler det vid nästa "
            "sammanträde.",
            "Those under 20 may be taken at once if the need is probable and the court cannot be awaited. If the board "
            "cannot be awaited, the chair or an appointed member decides and reports it at the next meeting.",
        ),
    ),
    Entry(
        "6 a",
        Text("Omhändertagande för tillfällig vård", "Custody for temporary care"),
        Text(
            "När svensk domstol inte kan besluta om vård får den som är under 18 år omhändertas tillfälligt.",
            "Where no Swedish court can decide on care, those under 18 may be taken into custody temporarily.",
        ),
    ),
    Entry(
        "7",
        Text("Beslutet lämnas till rätten", "The decision goes to the court"),
        Text(
            "Beslutet och handlingarna ska ha lämnats till rätten inom en vecka från beslutet, annars upphör "
            "omhändertagandet. Rätten prövar det inom en vecka om det inte finns synnerliga hinder.",
            "Decision and papers are to have been handed to the court within a week of the decision, or the custody "
            "ends. The court reviews it within a week unless there is an exceptional hindrance.",
        ),
    ),
    Entry(
        "8",
        Text("Ansökan efter fastställt beslut", "Application after confirmation"),
        Text(
            "Ansökan görs inom fyra veckor från den dag omhändertagandet verkställdes. Rätten får förlänga tiden.",
            "The application is made within four weeks of the day the custody was carried out. The court may extend "
            "the time.",
        ),
    ),
    Entry(
        "9",
        Text("När omhändertagandet upphör", "When the custody ends"),
        Text(
            "Det upphör om varken ansökan eller begäran om längre tid görs i tid, och när rätten avgör frågan. Nämnden "
            "beslutar genast att det upphör när skäl saknas.",
            "It ends if neither application nor request for longer time is made in time, and when the court decides. "
            "The board ends it at once when there is no ground.",
        ),
    ),
    Entry(
        "10",
        Text("När vården är påbörjad", "When the care has begun"),
        Text(
            "Vården är påbörjad när den unge har placerats utanför sitt hem.",
            "The care has begun when the young person has been placed outside the home.",
        ),
    ),
    Entry(
        "11",
        Text("Hur och var vården ges", "How and where care is given"),
        Text(
            "Nämnden bestämmer hur vården ordnas och var den unge ska bo. Vården inleds alltid utanför det egna "
            "hemmet. Kan inte nämnden avvaktas beslutar ordföranden eller en utsedd ledamot.",
            "The board decides how the care is arranged and where. It always starts outside the own home. If the board "
            "cannot be awaited, the chair or an appointed member decides.",
        ),
    ),
    Entry(
        "13",
        Text("Övervägande och prövning", "Consideration and examination"),
        Text(
            "Vård på grund av hemmet övervägs minst var sjätte månad. Vård på grund av eget beteende prövas inom sex "
            "månader från verkställigheten, sedan inom sex månader från den senaste prövningen.",
            "Care on home grounds is considered at least every sixth month. Care on grounds of own behaviour is "
            "examined within six months of the execution, then within six months of the last examination.",
        ),
    ),
    Entry(
        "13 b",
        Text("Överväg flyttningsförbud före upphörande", "Consider a prohibition of removal before ending"),
        Text(
            "För den som är under 18 år i familjehem eller annat enskilt hem övervägs flyttningsförbud när vården kan "
            "upphöra.",
            "For those under 18 in a family or other private home, a prohibition of removal is considered when care "
            "may end.",
        ),
    ),
    Entry(
        "21",
        Text("När vården ska upphöra", "When the care is to end"),
        Text(
            "Vården upphör när den inte behövs; gäller det hemmet först när det ändrats varaktigt och i grunden. "
            "Senast vid 18 år på grund av hemmet, vid 21 på grund av eget beteende. Återföreningen förbereds noga.",
            "The care ends when not needed; on home grounds only once the home has changed lastingly and thoroughly. "
            "At 18 at the latest on home grounds, at 21 for own behaviour. Reunification is carefully prepared.",
        ),
    ),
    Entry(
        "22",
        Text("Förebyggande insatser", "Preventive measures"),
        Text(
            "Den som är under 20 år kan åläggas kontakt med en kvalificerad kontaktperson eller öppen behandling, med "
            "en särskild behandlingsplan. Prövas var sjätte månad.",
            "Those under 20 may be ordered contact with a qualified contact person or open treatment, with a special "
            "treatment plan. Examined every sixth month.",
        ),
    ),
    Entry(
        "23",
        Text("När förebyggande insatser upphör", "When preventive measures end"),
        Text(
            "De upphör när den unge omhändertas omedelbart eller rätten beslutar om vård.",
            "They end when the young person is taken into immediate custody or the court orders care.",
        ),
    ),
    Entry(
        "28",
        Text("Det tillfälliga förbudet lämnas till rätten", "The temporary prohibition goes to the court"),
        Text(
            "För ett tillfälligt flyttningsförbud gäller samma veckor som i 7 §: en för nämnden och en för rätten.",
            "For a temporary prohibition of removal the weeks of s. 7 hold: one for the board and one for the court.",
        ),
    ),
    Entry(
        "29",
        Text("Ansökan om flyttningsförbud", "Application for a prohibition of removal"),
        Text(
            "Ansökan görs inom två veckor från den dag rätten fastställde det tillfälliga förbudet.",
            "The application is made within two weeks of the day the court confirmed the temporary prohibition.",
        ),
    ),
    Entry(
        "31 e",
        Text("Det tillfälliga utreseförbudet lämnas till rätten", "The temporary travel ban goes to the court"),
        Text(
            "Beslut och handlingar lämnas till rätten inom en vecka, annars upphör förbudet. Rätten prövar det inom en "
            "vecka om det inte finns synnerliga hinder.",
            "Decision and papers are handed to the court within a week, or the ban ends. The court reviews it within a "
            "week unless there is an exceptional hindrance.",
        ),
    ),
    Entry(
        "34",
        Text("Rätten tar upp målet inom två veckor", "The court takes up the case within two weeks"),
        Text(
            "När den unge är omhändertagen eller ett tillfälligt förbud gäller tar rätten upp målet inom två veckor "
            "från ansökan. Tiden får förlängas.",
            "When the young person is in custody or a temporary prohibition holds, the court takes up the case within "
            "two weeks of the application. The time may be extended.",
        ),
    ),
    Entry(
        "36",
        Text("Information, åsikter och talan", "Information, views and pleading"),
        Text(
            "Den unge får information och får säga sin mening; säger den inget klarläggs inställningen på annat sätt. "
            "Från 15 år för den unge sin egen talan.",
            "The young person is informed and heard; if it says nothing its attitude is made clear otherwise. From 15 "
            "it pleads its own case.",
        ),
    ),
    Entry(
        "39",
        Text("Offentligt biträde", "Public counsel"),
        Text(
            "Den unge och vårdnadshavare får offentligt biträde i mål om vård, omhändertagande och förbud, om det inte "
            "måste antas att behov saknas.",
            "The young person and guardians get public counsel in cases on care, custody and prohibitions, unless it "
            "must be assumed that none is needed.",
        ),
    ),
    Entry(
        "41",
        Text("Beslut som får överklagas", "Decisions open to appeal"),
        Text(
            "Var vården inleds och flyttning, fortsatt vård, umgänge och hemlig vistelseort, förebyggande insatser "
            "samt fortsatta förbud. Övriga beslut av nämnden får inte överklagas.",
            "Where care starts and moves, continued care, contact and secret whereabouts, preventive measures and "
            "continued prohibitions. Other decisions of the board may not be appealed.",
        ),
    ),
    Entry(
        "43",
        Text("Polishjälp", "Police help"),
        Text(
            "Polisen hjälper till vid läkarundersökning på begäran av nämnden, ordföranden eller rätten, och vid "
            "genomförande av beslut på begäran av nämnden eller en utsedd ledamot eller tjänsteman; bara om polisens "
            "befogenheter kan befaras behövas eller det finns synnerliga skäl.",
            "The police help with a medical examination at the request of the board, its chair or the court, and to "
            "carry out decisions at the request of the board or an appointed member or official; only if their powers "
            "are feared to be needed, or on exceptional grounds.",
        ),
    ),
    Entry(
        "43 b",
        Text("Uppgifter till polisen", "Data to the police"),
        Text(
            "Den som begär hjälp ska, även om sekretess gäller, lämna de uppgifter som planeringen behöver.",
            "Whoever asks for help is to give the data that the planning needs, secrecy notwithstanding.",
        ),
    ),
)
