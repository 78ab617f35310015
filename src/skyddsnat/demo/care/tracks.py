"""Children on the side tracks: contact, prohibitions, shelter, services without consent, and a parent's own case."""

from datetime import datetime, timedelta

from skyddsnat.demo.care.beginning import Report, begun
from skyddsnat.demo.care.board import meet
from skyddsnat.demo.care.course import HOME, confirmed, decided, in_care, sent, stepped, submitted, taken
from skyddsnat.demo.care.deeds import HOUR, Care, Why
from skyddsnat.demo.care.police import Need
from skyddsnat.demo.cast import Cast
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_1, YOUTH
from skyddsnat.demo.families import Family
from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import (
    Attendance,
    Effect,
    EnforcerKind,
    MatterOutcome,
    PlaceKind,
    PoliceAnswer,
    WhyAnswer,
)
from skyddsnat.domains.compulsory.types.papers import PaperKind
from skyddsnat.domains.investigations.types import Question
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.citations import CUSTODY
from skyddsnat.law.compulsory_states import Act, Track

_STATE_HOME = (PlaceKind.STATE_HOME, "Ungdomshemmet Norrudden")


def all_on_side_tracks(cast: Cast) -> list[Story]:
    """Their stories, each to be begun."""
    return [
        own_behaviour(cast, cast.family("Snöbladh", ("Theo", "m", 16), parents=("Veronica", "Roger"))),
        may_not_be_moved(cast, cast.family("Tallrotter", ("Bianca", "f", 4), parents=("Jenny", "Kim"))),
        may_not_leave(cast, cast.family("Isbrinkas", ("Wilma", "f", 14), parents=("Rosanna", "Viktor"))),
        in_hiding(cast, cast.family("Hägglidman", ("Arvid", "m", 5), parents=("Josefin", "Conny"))),
        other_means(cast, cast.family("Larkskärs", ("Love", "m", 15), parents=("Agneta", "Hans"))),
        mothers_own(cast, cast.family("Myrfjordén", ("Siri", "f", 2), parents=("Evelina", "Adam"))),
        mother_is_well(cast, cast.family("Kvarnlidman", ("Ellen", "f", 10), parents=("Pernilla", "Jens"))),
        from_abroad(cast, cast.family("Ljungvret", ("Nils", "m", 7), parents=("Sabina", "Thomas"))),
    ]


def own_behaviour(cast: Cast, family: Family) -> Story:
    """In a state home, to be examined since days; contact restricted; the police did not come, and then came late."""
    report = Report(
        days=235,
        told="Theo är misstänkt för tre rån och har en skuld till dem som skickade honom.",
        asks="Kan Theo komma loss från dem han är skyldig?",
        worker="viktor",
        second="petra",
        by_police=True,
        whys=(
            Why(
                ground="crime",
                circumstances="Theo säger nej. Föräldrarna säger ja men får inte hem honom.",
                reasons="Theo begår grova brott på uppdrag och utsätter sig för fara varje kväll.",
                interests="Theo behöver komma bort från dem som använder honom, och börja om i en skola.",
                says="Theo säger att det är försent för honom.",
                urgent="Theo har hämtat ett vapen åt andra, och polisen har fått släppa honom.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    police = Need(care, "Theo har haft kniv, har hotat personal och har sprungit vid två tidigare hämtningar.")
    yield from in_care(care, 232, 195, _STATE_HOME)
    yield from decided(
        care,
        Track.CONTACT,
        Act.DECIDE,
        84,
        outcome=MatterOutcome.CHANGED,
        decided_text="Theo träffar sina föräldrar varannan vecka, med stöd av en kontaktperson.",
        change_reason="En gång i månaden är för sällan för en pojke som ska hem.",
        child_version="Du träffar mamma och pappa varannan vecka, och din kontaktperson är med.",
    )
    at = cast.ago(64, 9)
    yield at
    reason = "Petra är sjukskriven till och med nästa vecka och ingen annan som känner Theo är fri."
    alone = care.be_one("katarina", "petra", reason, at)
    at = cast.ago(55, 9)
    yield at
    care.be_two("katarina", "maria", alone, at)
    at = cast.ago(40, 9)
    yield at
    where = {"place": "Centralstationen, Norrham", "why_not_alone": "Theo är starkare än vi och har vänner med sig."}
    why = {"risk": "Theo kan springa ut i trafiken.", "right": "Uniform lugnar Theo. Det sa han själv sist."}
    police.state(at)
    police.ask(at + HOUR, at + 5 * HOUR, **where, **why)
    police.hear(PoliceAnswer.REFUSED, at + 3 * HOUR, why=WhyAnswer.NO_RESOURCES, reason="Ingen patrull före kvällen.")
    thought = "Vi åkte tre, utan polis. Det gick för att Theo ville. Nästa gång begär vi dagen före."
    police.end(Attendance.DID_NOT_COME, Effect.WITHOUT_POLICE, at + 8 * HOUR, thought=thought)
    at = cast.ago(12, 9)
    yield at
    again = Need(care, "Theo avvek från ungdomshemmet i natt, är påverkad och har skickat bilder på en kniv.")
    again.state(at)
    again.ask(at + HOUR, at + 4 * HOUR, **where, **why)
    again.hear(PoliceAnswer.GRANTED, at + 2 * HOUR)
    again.tell_plan("Theo, 16 år. Kan ha kniv. Är rädd för hundar. Lyssnar på sin fotbollstränare.", at + 3 * HOUR)
    thought = "Två timmar i bilen utanför. Theo hann gå, och hittades av tränaren."
    again.end(Attendance.LATE, Effect.DELAYED, at + 8 * HOUR, arrived_at=at + 6 * HOUR, thought=thought)
    at = cast.ago(2, 15)
    yield at
    care.draft(Track.CARE, Act.EXAMINE, at)
    since = "Theo har skött skolan i sju veckor. Den senaste rymningen varade en natt."
    care.begin(PaperKind.EXAMINATION, Track.CARE, {"since": since}, at)


def may_not_be_moved(cast: Cast, family: Family) -> Story:
    """Placed by consent, which the parents took back: a prohibition of removal by the court."""
    report = Report(
        days=61,
        told="Föräldrarna har ringt och sagt att de hämtar Bianca på fredag. Hon har bott här sedan hon var ett år.",
        asks="Vad händer med Bianca om hon flyttas nu?",
        by_neighbour=True,
        worker="petra",
        second="maria",
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Samtycket till familjehemmet är återkallat från och med fredag.",
                reasons="Bianca har bott i familjehemmet i tre år och känner inte sina föräldrar.",
                interests="Bianca skadas av att skiljas från dem hon ser som sina föräldrar utan en lång övergång.",
                says="Bianca säger mamma till familjehemsmamman.",
                urgent="Föräldrarna hämtar på fredag, före nästa möte.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(60, 15)
    yield at
    care.decide_at_once(Track.REMOVAL, at)
    care.enforce(Track.REMOVAL, EnforcerKind.HOME, "Familjen Hedman", at + HOUR)
    yield from submitted(care, 57, Track.REMOVAL)
    yield from stepped(care, Track.REMOVAL, Act.CONFIRM, 54)
    yield from sent(care, Track.REMOVAL, Act.APPLY, 50)
    yield from stepped(care, Track.REMOVAL, Act.ORDER, 30, "Rätten förbjuder flyttning tills vidare.")


def may_not_leave(cast: Cast, family: Family) -> Story:
    """A custody that the court ended, and then an exit ban: the passport office enforces it."""
    report = Report(
        days=101,
        told="Wilma har hittat en bröllopsklänning i sin storlek. Biljetterna är enkel resa.",
        asks="Ska Wilma giftas bort?",
        question=Question.VIOLENCE,
        worker="petra",
        second="johan",
        whys=(
            Why(
                ground="other_home",
                circumstances="Föräldrarna säger att det är en släktfest.",
                reasons="Wilma har berättat för tre vuxna att hon ska giftas bort utomlands.",
                interests="Wilma behöver kunna gå i nian och vara säker på att få vara kvar.",
                says="Wilma vill bo hemma om hon slipper resa.",
                urgent="Flyget går i morgon bitti.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from taken(care, 100)
    yield from submitted(care, 96)
    yield from stepped(care, Track.CARE, Act.COURT_ENDS, 92, "Vård hemma är möjlig enligt rätten.")
    care.leave(cast.ago(92, 15))
    care.tell_end(Track.CARE, cast.ago(92, 16))
    at = cast.ago(45, 16)
    yield at
    care.decide_at_once(Track.EXIT, at)
    care.enforce(Track.EXIT, EnforcerKind.PASSPORT, "Passexpeditionen i Norrham", at + HOUR)
    yield from submitted(care, 42, Track.EXIT)
    yield from stepped(care, Track.EXIT, Act.CONFIRM, 39)
    yield from sent(care, Track.EXIT, Act.APPLY, 30)
    yield from stepped(care, Track.EXIT, Act.ORDER, 15, "Rätten beslutar om utreseförbud.")


def in_hiding(cast: Cast, family: Family) -> Story:
    """In sheltered accommodation with his mother since ten days; the father does not consent."""
    report = Report(
        days=10,
        told="Mamman kom hit med Arvid i går kväll. Hon har flytt från pappan och vågar inte säga varifrån.",
        asks="Hur skyddas Arvid från sin pappa?",
        question=Question.VIOLENCE,
        worker="petra",
        second="johan",
        by_neighbour=True,
        whys=(
            Why(
                ground="",
                circumstances="Pappan är vårdnadshavare och säger nej till att Arvid är på okänd plats.",
                reasons="Pappan har hotat att döda mamman inför Arvid och söker dem.",
                interests="Arvid behöver vara med sin mamma, på en plats som pappan inte känner till.",
                says="Arvid frågar om pappa vet var de är.",
                urgent="Pappan har besökt skyddade boenden i länet i dag.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(10, 17)
    yield at
    care.decide_at_once(Track.SHELTER, at)
    care.place(PlaceKind.SHELTER, "Skyddat boende, region nord", at + HOUR, track=Track.SHELTER)
    yield from submitted(care, 7, Track.SHELTER)
    yield from stepped(care, Track.SHELTER, Act.CONFIRM, 3)


def other_means(cast: Cast, family: Family) -> Story:
    """The court refused care; the committee decided on a contact person without consent, by the Act of its day."""
    report = Report(
        days=128,
        told="Love är med när andra snattar och säger att det är det enda som är roligt.",
        asks="Vad får Love att sluta?",
        worker="tove",
        second="ylva",
        unit=YOUTH,
        whys=(
            Why(
                ground="crime",
                circumstances="Love vill inte ha någon hjälp alls.",
                reasons="Love begår brott varje vecka, men går i skolan och bor hemma.",
                interests="Love behöver en vuxen som han väljer själv, och något annat att göra.",
                says="Love säger att han inte behöver någon barnvakt.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from sent(care, Track.CARE, Act.APPLY, 110)
    yield from stepped(care, Track.CARE, Act.REJECT, 62, "Rätten avslår. Andra insatser är inte prövade.")
    at = meet(cast.stage.place, cast.today - timedelta(days=45))
    yield at - 4 * HOUR
    track = Track.INTERMEDIATE if local_date(at) < CUSTODY.valid_from else Track.WITHOUT_CONSENT
    care.start(track, at - 4 * HOUR)
    care.sign(PaperKind.SPECIAL_PLAN, track, at - 3.5 * HOUR, about=Act.DECIDE)
    care.step(track, Act.DRAW_PLAN, at - 3 * HOUR)
    care.decide_at_meeting(track, Act.DECIDE, at, before=2 * HOUR)


def mothers_own(cast: Cast, family: Family) -> Story:
    """The mother is in care under LVM since two days: the child's case follows hers."""
    report = Report(
        days=3,
        told="Siri är hos mormor. Mamman hittades medvetslös i går, och har vägrat all hjälp i två år.",
        asks="Vem har hand om Siri medan mamman är sjuk?",
        worker="maria",
        second="johan",
        by_neighbour=True,
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman går inte att tala med. Siri är trygg hos mormor.",
                reasons="Mammans missbruk hotar hennes liv, och Siri har ingen annan förälder i landet.",
                interests="Siri behöver bo kvar hos mormor och få veta var mamma är.",
                says="Siri letar efter mamma i garderoben.",
                urgent="Mamman lämnar sjukhuset så snart hon kan gå.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(2, 15)
    yield at
    _is_about_mother(care, at)
    at = cast.ago(2, 18)
    yield at
    care.decide_at_once(Track.LVM, at)
    yield from submitted(care, 1, Track.LVM)


def mother_is_well(cast: Cast, family: Family) -> Story:
    """A mother's own care by LVM from the custody to its end, and the child's case closed after her."""
    report = Report(
        days=262,
        told="Ellen ringde 112 själv. Mamman låg på badrumsgolvet, för femte gången på ett år.",
        asks="Vem finns hos Ellen när mamman inte kan?",
        worker="maria",
        second="johan",
        by_police=True,
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Mamman säger nej till vård. Pappan tar emot Ellen varannan vecka, inte mer.",
                reasons="Mammans beroende är livshotande, och Ellen vaktar henne om nätterna.",
                interests="Ellen behöver sova hos en vuxen som är vaken när hon vaknar.",
                says="Ellen vill att någon annan räknar mammas tabletter.",
                urgent="Läkaren skriver ut mamman i morgon, och hon går dit hon kan dö.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    at = cast.ago(261, 15)
    yield at
    _is_about_mother(care, at)
    at = cast.ago(261, 18)
    yield at
    care.decide_at_once(Track.LVM, at)
    yield from submitted(care, 260, Track.LVM)
    yield from stepped(care, Track.LVM, Act.CONFIRM, 258, "Rätten fastställer omhändertagandet av mamman.")
    yield from sent(care, Track.LVM, Act.APPLY, 257)
    yield from stepped(care, Track.LVM, Act.ORDER_BEGUN, 248, "Rätten beslutar om vård enligt LVM.")
    yield from stepped(care, Track.LVM, Act.END, 95, "LVM-hemmet skriver ut mamman till frivillig behandling.")
    at = cast.ago(80, 14)
    yield at
    care.close("Mamman bor hemma med stöd, och Ellen får råd och stöd med sin pappa.", at)


def _is_about_mother(care: Care, at: datetime) -> None:
    """The child's case follows that of its mother."""
    with care.acting(at) as actor:
        view = queries.case(case_id=care.id, viewer=actor)
        mother = queries.consents_due(case_id=care.id, on=local_date(at), viewer=actor)[0].person_id
        actions.change_case(
            case_id=care.id,
            version=view.version,
            grounds=view.grounds,
            circumstances=view.circumstances,
            investigation_id=view.investigation_id,
            adult_id=mother,
            actor=actor,
            at=at,
        )


def from_abroad(cast: Cast, family: Family) -> Story:
    """A child who lives in another country, whose courts are to decide: custody goes on, two months at a time."""
    report = Report(
        days=41,
        told="Nils bor i bilen på campingen med sin pappa. De kom över gränsen i förrgår.",
        asks="Vem ansvarar för Nils, och i vilket land?",
        by_neighbour=True,
        worker="sofie",
        second="zahra",
        unit=CHILDREN_1,
        whys=(
            Why(
                ground="lack_of_care",
                circumstances="Pappan säger nej. Mamman bor i det andra landet och har inte nåtts.",
                reasons="Pappan är på flykt undan barnskyddet i sitt land, och Nils har feber och inget att äta.",
                interests="Nils behöver vara trygg här tills domstolen i hans eget land har bestämt.",
                says="Nils vill hem till sin hund.",
                urgent="Pappan tänker köra vidare i natt.",
            ),
        ),
    )
    (care,) = yield from begun(cast, family, report)
    yield from confirmed(care, 40)
    yield from sent(care, Track.CARE, Act.APPLY_CONTINUED, 28)
    yield from sent(care, Track.CONTINUED, Act.APPLY, 21)
    at = cast.ago(14, 11)
    yield at
    care.leave(at)
    kind, name = HOME
    care.place(kind, name, at, track=Track.CONTINUED, by=(Track.CONTINUED, Act.APPLY))
    yield from stepped(care, Track.CONTINUED, Act.ORDER, 12, "Rätten beslutar om fortsatt omhändertagande.")
