"""Children whose care has gone on: considered, ended, followed up."""

from skyddsnat.demo.care.beginning import Report, begun
from skyddsnat.demo.care.course import decided, in_care, stepped
from skyddsnat.demo.care.deeds import DAY, HOUR, Why
from skyddsnat.demo.cast import ANJA, Cast, school_of
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.days import earlier_today
from skyddsnat.demo.families import Family
from skyddsnat.domains.compulsory.types import MatterOutcome, PlaceKind
from skyddsnat.domains.investigations.types import Question
from skyddsnat.law.compulsory_states import Act, Track

CARE = Track.CARE
_FAMILY_HOME = (PlaceKind.FAMILY_HOME, "Familjen Ekelund")


def all_through_the_years(cast: Cast) -> list[Story]:
    """Their stories, each to be begun."""
    return [
        to_be_considered(cast, cast.family("Larkmosson", ("Disa", "f", 6), parents=("Therese", "Niklas"))),
        end_is_considered(cast, cast.family("Rönnskärs", ("Kasper", "m", 11), parents=("Monica", "Lars"))),
        home_again(cast, cast.family("Snörotter", ("Elvin", "m", 8), parents=("Marie", "Johnny"))),
        followed_up(cast, cast.family("Ljungfjordén", ("Ronja", "f", 9), parents=("Emma", "Patrik"))),
        over(cast, cast.family("Varghallen", ("Hjalmar", "m", 12), parents=("Susanne", "Tomas"))),
    ]


def to_be_considered(cast: Cast, family: Family) -> Story:
    """In a family home; the care is to be considered within the week, and stands on the agenda."""
    report = Report(
        days=215,
        told="Disa äter ur soptunnan på förskolan. Pappan hämtar inte, mamman är försvunnen.",
        asks="Vem är Disas vuxna?",
        worker=ANJA,
        second="maria",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman är avviken. Pappan samtycker när han är nykter.",
                reasons="Ingen av föräldrarna klarar att se vad Disa behöver, och det går inte att lita på deras ja.",
                interests="Disa behöver en familj som är densamma i morgon.",
                says="Disa vill att mamma hälsar på i familjehemmet, men inte att hon sover där.",
                urgent="Ingen har hämtat Disa, och ingen svarar.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from in_care(care, 212, 178, _FAMILY_HOME)
    at = cast.ago(4, 11)
    yield at
    care.prepare(CARE, Act.CONSIDER, at)


def end_is_considered(cast: Cast, family: Family) -> Story:
    """Considered once; the committee now tries whether the care is to end."""
    report = Report(
        days=330,
        told="Kasper skolkar för att vakta mamma. Han säger att hon dör annars.",
        asks="Kan Kasper få vara elva år?",
        worker="johan",
        second="maria",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman är för sjuk för att kunna samtycka.",
                reasons="Kasper bär hela hemmet, och mamman vårdas till och från.",
                interests="Kasper behöver slippa ansvaret och kunna träffa sin mamma ofta.",
                says="Kasper vill hem nu när mamma är frisk.",
                urgent="Mamman är intagen sedan i natt, och Kasper är ensam.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from in_care(care, 327, 295, _FAMILY_HOME)
    yield from decided(care, CARE, Act.CONSIDER, 125)
    yield from decided(care, CARE, Act.CONSIDER_END, 17)


def home_again(cast: Cast, family: Family) -> Story:
    """The care ended last week: those who had the child are not told, and the follow-up has not begun."""
    report = Report(
        days=240,
        told="Elvin kommer till skolan i samma kläder i tre veckor. Hemma finns varken el eller vatten.",
        asks="Kan Elvin bo hemma?",
        worker="viktor",
        second="petra",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Föräldrarna skäms och säger nej till allt som någon kan se.",
                reasons="Hemmet är inte beboeligt, och föräldrarna har avvisat all hjälp.",
                interests="Elvin behöver ett hem med vatten och värme, och föräldrarna behöver tid.",
                says="Elvin säger att det är bra hemma nu, för det finns lampor.",
                urgent="Brandskyddet har utrymt huset, och familjen tänker sova i bilen.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from in_care(care, 237, 205)
    yield from decided(care, CARE, Act.CONSIDER, 50)
    ended_at = yield from decided(care, CARE, Act.END, 9)
    care.leave(ended_at + HOUR)


def followed_up(cast: Cast, family: Family) -> Story:
    """Home since two months: the follow-up runs."""
    report = Report(
        days=430,
        told="Ronja vill inte gå hem. Hon visar ett ärr och säger att det är gammalt.",
        asks="Vad har Ronja varit med om?",
        question=Question.VIOLENCE,
        worker="petra",
        second=ANJA,
        whys=(
            Why(
                ground="abuse",
                circumstances="Föräldrarna förnekar våldet.",
                reasons="Ronja har slagits av båda sina föräldrar. De behöver behandling innan hon kan bo hemma.",
                interests="Ronja behöver vara trygg, och att föräldrarna får hjälp.",
                says="Ronja vill hem när de har slutat.",
                urgent="Ronja vågar inte gå hem, och berättar att hon ska få stryk i kväll.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from in_care(care, 427, 395)
    yield from decided(care, CARE, Act.CONSIDER, 220)
    yield from decided(
        care,
        CARE,
        Act.END,
        150,
        outcome=MatterOutcome.REFUSED,
        change_reason="Föräldrarna har gått i behandling i fem veckor. Det är för tidigt.",
        child_version="Du får inte flytta hem än. Mamma och pappa behöver öva mer först.",
    )
    ended_at = yield from decided(care, CARE, Act.END, 75)
    care.leave(ended_at + 2 * HOUR)
    care.tell_end(CARE, ended_at + 3 * HOUR)
    yield from stepped(care, CARE, Act.START_FOLLOW_UP, 64)


def over(cast: Cast, family: Family) -> Story:
    """The whole chain to its end: custody, court, care, home again, followed up, closed; and this morning a report."""
    report = Report(
        days=690,
        told="Hjalmar har slutat tala i skolan. Hemma är fönstren övertäckta.",
        asks="Vad har hänt hemma hos Hjalmar?",
        worker="maria",
        second="johan",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Föräldrarna litar inte på någon och släpper inte in någon.",
                reasons="Hjalmar har vuxit upp med en förälder i psykos och har slutat tala.",
                interests="Hjalmar behöver lugn och någon som väntar tills han talar.",
                says="Hjalmar ritar en dörr.",
                urgent="Föräldrarna vill köra Hjalmar till ett annat land i natt.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from in_care(care, 687, 655)
    yield from decided(care, CARE, Act.CONSIDER, 480)
    ended_at = yield from decided(care, CARE, Act.END, 330)
    care.leave(ended_at + 2 * HOUR)
    care.tell_end(CARE, ended_at + DAY)
    yield from stepped(care, CARE, Act.START_FOLLOW_UP, 320)
    yield from stepped(care, CARE, Act.END_FOLLOW_UP, 150, "Det går bra hemma. Hjalmar talar.")
    at = cast.ago(148, 15)
    yield at
    care.close("Uppföljningen är klar och familjen har eget stöd.", at)
    at = earlier_today(cast.now, 7, 48)
    yield at
    told = "Hjalmar har inte sagt ett ord sedan i måndags, och har börjat hänga filtar för fönstret i klassrummet."
    cast.receive(family, at, "ines", school_of(cast, 0), told, is_first=False)
