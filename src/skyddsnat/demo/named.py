"""The children whom the caseworker of the demo meets first: those of the drawn screens, counted back from today."""

from datetime import datetime, timedelta

from skyddsnat.demo import acts, casework
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.care.chain import all_in_care
from skyddsnat.demo.cast import ANJA, NEIGHBOUR, POLICE, PRESCHOOL, SCHOOL, Cast, school_of
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_2
from skyddsnat.demo.days import earlier_today, on
from skyddsnat.demo.families import Child, Family, Registry
from skyddsnat.demo.safety.town import all_safety
from skyddsnat.demo.standing import all_standing
from skyddsnat.demo.tindra import tindra
from skyddsnat.domains.decisions.types import Kind, Obstacle, ProposalFields
from skyddsnat.domains.intake.types import (
    Judgement,
    PreliminaryFields,
)
from skyddsnat.domains.investigations.types import Question, Result
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.drafts.actions import save_draft
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.kernel.stockholm import local_date


def all_named(stage: Stage, registry: Registry) -> tuple[list[Story], dict[str, Child]]:
    """Their stories, each to be begun, and the children by given name."""
    cast = Cast(stage, registry)
    stories = [
        tindra(cast, cast.family("Öberg", ("Tindra", "f", 10), number="20160412-TF23")),
        alva(cast, cast.family("Lindvret", ("Alva", "f", 6))),
        milo(cast, cast.family("Åskärs", ("Milo", "m", 15))),
        nour(cast, cast.family("Havtorpsson", ("Nour", "f", 12))),
        siblings(cast, cast.family("Björnbladh", ("Elias", "m", 9), ("Saga", "f", 4))),
        hidden(cast, cast.family("Rimlidman", ("Ellie", "f", 8), protection=Protection.REGISTRATION)),
        *all_standing(cast),
        *all_in_care(cast),
        *all_safety(cast),
    ]
    return stories, cast.children


# --- The others of the day --------------------------------------------------------------------------------------------


def alva(cast: Cast, family: Family) -> Story:
    """Two reports in one morning on a child whom Anja knows since the autumn."""
    stage, child = cast.stage, family.children[0]
    yield cast.ago(11, 10)
    text = "Alva kom i strumpor och sa att det var bråttom hemifrån."
    case = cast.receive(family, cast.ago(11, 10), "ines", PRESCHOOL, text, is_first=True)[0]
    cast.assess(case, "ines", cast.ago(11, 11))
    acts.assign(stage, child, ANJA, CHILDREN_2, cast.ago(10))
    for hour, minute, reporter, text in (
        (7, 5, NEIGHBOUR, "Skrik och någon som slog i dörrar hos Alva vid sextiden. Sedan blev det alldeles tyst."),
        (8, 14, PRESCHOOL, "Alva har ett märke över örat och säger att det är hemligt hur det kom dit."),
    ):
        at = earlier_today(cast.now, hour, minute)
        yield at
        cast.receive(family, at, "hedda", reporter, text, is_first=False, violence=True)


def milo(cast: Cast, family: Family) -> Story:
    """A preliminary assessment with three days left, half written, the child not yet heard, and a draft from today."""
    stage, child = cast.stage, family.children[0]
    at = cast.ago(11, 9)
    yield at
    text = "Milo stoppades i natt som passagerare i en stulen bil. Han var nykter och vill inte säga vem som körde."
    case = cast.receive(family, at, "bashir", POLICE, text, is_first=True)[0]
    cast.assess(case, "bashir", at + timedelta(hours=2))
    acts.assign(stage, child, ANJA, CHILDREN_2, at + timedelta(hours=4))
    yield cast.ago(5, 10)
    begun = PreliminaryFields(
        contacts="Samtal med mamman. Pappan ringer tillbaka på onsdag.", earlier_reports="Okänd hos oss."
    )
    acts.write_preliminary(stage, case, begun, ANJA, cast.ago(5, 10))
    saved_at = earlier_today(cast.now, 8, 52)
    yield saved_at
    _draft(cast, case, "Mamman säger att Milo har slutat komma hem till middagen. Hon låter mer rädd än arg.", saved_at)


def _draft(cast: Cast, case: int, text: str, at: datetime) -> None:
    typed = Typed(
        form_key=f"intake.preliminary:{case}",
        title="Förhandsbedömning",
        url=f"/reports/child/{case}/preliminary/",
        data={"contacts": ["Samtal med mamman. Pappan ringer tillbaka på onsdag."], "summary": [text]},
        base_version=1,
    )
    with cast.stage.place.acting(ANJA, at) as actor:
        save_draft(typed=typed, version=0, actor=actor, at=at)


def nour(cast: Cast, family: Family) -> Story:
    """A family home decided three months ago that has not begun: late since yesterday."""
    stage, child = cast.stage, family.children[0]
    decided_at = cast.opened_to_be_due("sol.unexecuted_decision", -1, hour=9)
    days = (cast.today - local_date(decided_at)).days
    received_at = cast.ago(days + 118, 10)
    yield received_at
    text = "Nour sover hos kompisar sedan tre veckor och vill inte säga varför."
    case = cast.receive(family, received_at, "ines", school_of(cast, days + 118), text, is_first=True)[0]
    cast.assess(case, "ines", received_at + timedelta(hours=1))
    opened_at = received_at + timedelta(days=8)
    yield opened_at
    opened = cast.open(case, child, Question.CARE, "Vad gör att Nour inte vill bo hemma?", "ines", opened_at)
    acts.assign(stage, child, ANJA, CHILDREN_2, opened_at + timedelta(hours=2))
    acts.tell_reporter(stage, case, ANJA, opened_at + timedelta(hours=3))
    yield cast.ago(days + 12)
    cast.carry_through(child, opened, cast.ago(days + 12), Result.SERVICE)
    yield decided_at
    home = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="family_home",
        chosen="family_home",
        planned_start_on=local_date(decided_at) + timedelta(days=40),
        start_obstacles=(Obstacle.NO_PLACE,),
        reasons="Nour kan inte bo hemma och behöver en familj i närheten av skolan.",
        child_view="Jag vill bo någonstans där jag får ha min dörr stängd.",
        child_version="Du får bo hos en annan familj. Vi letar efter en som ligger nära din skola.",
    )
    cast.grant(child, opened, home, "gun", decided_at)


def siblings(cast: Cast, family: Family) -> Story:
    """Two siblings whose investigations were opened this morning: four parties to be told today."""
    stage = cast.stage
    received_at = cast.ago(6, 9)
    yield received_at
    text = "Båda barnen berättar var för sig att pappa slår med bältet. Elias bad oss att inte ringa hem."
    cases = cast.receive(family, received_at, "ines", SCHOOL, text, is_first=True, violence=True)
    for child, case in zip(family.children, cases, strict=True):
        cast.assess(case, "ines", received_at + timedelta(hours=1), Judgement.PROTECTED_BY_OTHERS)
        acts.assign(stage, child, ANJA, CHILDREN_2, cast.ago(5))
    opened_at = earlier_today(cast.now, 8, 40)
    yield opened_at
    for child, case in zip(family.children, cases, strict=True):
        asks = f"Vad har {child.name} varit utsatt för, och vem skyddar {child.name} hemma?"
        cast.open(case, child, Question.VIOLENCE, asks, ANJA, opened_at)
    visit_at = cast.ago(2, 9)
    elias = family.children[0]
    casework.plan_talk(
        stage,
        elias,
        on(cast.today, 13, 30),
        "Hemma, två handläggare",
        "Varning på adressen: läs riskbedömningen",
        visit_at,
    )


def hidden(cast: Cast, family: Family) -> Story:
    """A child with protected registration, in the twelfth week of the investigation; the school is to be told today."""
    stage, child = cast.stage, family.children[0]
    yield cast.ago(92, 10)
    text = "Familjen har flyttat hit med skydd. Barnet har inte börjat skolan och mamman vågar inte lämna lägenheten."
    case = cast.receive(family, cast.ago(92, 10), "ines", school_of(cast, 92), text, is_first=True)[0]
    cast.assess(case, "ines", cast.ago(92, 11))
    yield cast.ago(84)
    opened = cast.open(case, child, Question.SUPPORT, "Vilket stöd behövs för en trygg start?", "ines", cast.ago(84))
    acts.assign(stage, child, ANJA, CHILDREN_2, cast.ago(84, 11))
    casework.tell_parties(stage, child, opened, "möte", cast.ago(84, 13))
    acts.tell_reporter(stage, case, ANJA, cast.ago(84, 14), child=child)
    cast.plan(child, opened, cast.ago(80), ends_on=cast.today + timedelta(days=25))
    yield cast.ago(12)
    casework.wait(stage, child, opened, "Skolan", "Plan för skolstarten", cast.today + timedelta(days=9), cast.ago(12))
    at = earlier_today(cast.now, 7, 50)
    yield at
    text = "En okänd man har frågat efter barnet vid skolgrinden två dagar i rad."
    joined = cast.receive(family, at, "ines", SCHOOL, text, is_first=False)[0]
    cast.assess(joined, ANJA, earlier_today(cast.now, 8, 20), Judgement.PROTECTED_BY_OTHERS)
