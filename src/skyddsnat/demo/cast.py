"""Makes the families of the drawn screens, and does what their stories share."""

from datetime import date, datetime, timedelta

from skyddsnat.demo import acts, casework
from skyddsnat.demo.acts import Ask, Stage
from skyddsnat.demo.days import begun_to_be_due, on
from skyddsnat.demo.families import Child, Family, Registry
from skyddsnat.domains.decisions.types import Outcome, ProposalFields
from skyddsnat.domains.intake.types import (
    Channel,
    Judgement,
    Known,
    NewProtectionAssessment,
    NewReport,
    PreliminaryFields,
    ReportedChild,
    Reporter,
)
from skyddsnat.domains.investigations.types import AnalysisFields, PlanFields, Question, Result
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.reporters import reporter_kinds

ANJA = "anja"
_CALM = "Inget i uppgifterna talar för fara i dag, och en trygg vuxen är hos barnet till i morgon."


SCHOOL_BEFORE = Reporter(
    kind="other_authority", name="Karin Lom", role="rektor", organisation="Norrhamnsskolan", wants_feedback=True
)
SCHOOL = Reporter(kind="school", name="Karin Lom", role="rektor", organisation="Norrhamnsskolan", wants_feedback=True)
PRESCHOOL = Reporter(
    kind="school", name="Doris Id", role="rektor", organisation="Förskolan Fyrtornet", wants_feedback=True
)
POLICE = Reporter(
    kind="police", name="Jens Abborre", role="utredare", organisation="Polisen Norrham", wants_feedback=True
)
NEIGHBOUR = Reporter(kind="private_person", role="granne")


class Cast:
    """Makes the families, and does what their stories share."""

    def __init__(self, stage: Stage, registry: Registry) -> None:
        self.stage = stage
        self.registry = registry
        self.now = stage.place.now
        self.today = stage.place.today
        self.chance = stage.chance("named")
        self.children: dict[str, Child] = {}
        self._phones = 0

    def family(
        self,
        surname: str,
        *children: tuple[str, str, int],
        parents: tuple[str, str] = ("Maja", "Jakob"),
        number: str = "",
        protection: Protection = Protection.NONE,
    ) -> Family:
        """A family by name; the age is that of today. Where data are protected the mother is alone with the child."""
        made = [self._child(surname, *child, number=number, protection=protection) for child in children]
        born_on = made[0].born_on - timedelta(days=11_200)
        first, second = self._phone(), self._phone()
        mother = self.registry.person(parents[0], surname, born_on, "f", phone=first, protection=protection)
        father = self.registry.person(parents[1], surname, born_on - timedelta(days=700), "m", phone=second)
        guardians = (mother,) if protection is not Protection.NONE else (mother, father)
        self.children |= {child.name: child for child in made}
        return Family(made, guardians)

    def _phone(self) -> str:
        # The fifty last numbers of a series that the telecom authority keeps free for fiction.
        self._phones += 1
        return f"070-174 06 {50 + self._phones % 50}"

    def _child(self, surname: str, given: str, sex: str, age: int, *, number: str, protection: Protection) -> Child:
        school = "Norrhamnsskolan" if age > 6 else "förskolan Fyrtornet"
        if number:
            born_on = date(int(number[:4]), int(number[4:6]), int(number[6:8]))
            return Child(
                NewPerson(given_name=given, family_name=surname, number=number, sex=sex, school=school), born_on
            )
        born_on = self.today - timedelta(days=int(age * 365.25) + 120)
        person = self.registry.person(given, surname, born_on, sex, school=school, protection=protection)
        return Child(person, born_on)

    def ago(self, days: int, hour: int = 9, minute: int = 0) -> datetime:
        """So many days before today."""
        return on(self.today - timedelta(days=days), hour, minute)

    def opened_to_be_due(self, rule: str, in_days: int, hour: int = 10) -> datetime:
        """The latest day whose clock of that rule runs out so many days from today, or a few days before that."""
        return on(begun_to_be_due(rule, self.today + timedelta(days=in_days)), hour)

    # --- Intake

    def receive(
        self,
        family: Family,
        at: datetime,
        by: str,
        reporter: Reporter,
        text: str,
        *,
        is_first: bool,
        violence: bool = False,
    ) -> list[int]:
        """A report on all children of the family; the children's part of it, in their order."""
        report = NewReport(
            received_at=at,
            channel=Channel.E_SERVICE if reporter.kind == "police" else Channel.PHONE,
            reporter=reporter,
            what_happened=text,
            children=tuple(
                ReportedChild(new=child.person, guardians=family.guardians if is_first else ())
                for child in family.children
            ),
            violence_suspected=violence,
            same_household=len(family.children) > 1,
            child_knows=Known.UNKNOWN,
        )
        return list(acts.receive(self.stage, report, family.children, by, at).report_child_ids)

    def assess(self, case: int, by: str, at: datetime, judgement: Judgement = Judgement.NO_IMMEDIATE_NEED) -> None:
        """A short protection assessment."""
        made = NewProtectionAssessment(judgement=judgement, reasons=_CALM, acute_danger=Known.NO)
        acts.assess(self.stage, case, made, by, at)

    def open(self, case: int, child: Child, question: Question, asks: str, by: str, at: datetime) -> int:
        """A preliminary assessment that opens an investigation. Returns its id."""
        text = PreliminaryFields(
            contacts="Samtal med båda vårdnadshavarna var för sig.",
            child_heard=False,
            child_not_heard_reason="Samtal med barnet hålls i utredningen, när barnet har fått veta vad den är.",
            earlier_reports="Se akten.",
            summary=self.stage.writer.one("preliminary.summary", child),
            reasons=self.stage.writer.one("preliminary.open", child),
        )
        acts.write_preliminary(self.stage, case, text, by, at)
        new = "Polisen har gripit in och barnet har själv berättat om våld."
        opened = acts.decide(self.stage, case, child, Ask(question=question, asks=asks, what_is_new=new), by, at)
        assert opened is not None, "nothing else runs in this file"
        return opened

    def plan(self, child: Child, case: int, at: datetime, *, ends_on: date, talked: bool = True) -> None:
        """The plan."""
        fields = PlanFields(
            areas=("everyday", "safe", "closeness", "learning"),
            meets=f"{child.name}, mamma, pappa, mormor",
            child_alone="I skolan, efter rasten",
            consults="Elevhälsan",
            check_points="Varannan fredag",
            planned_end_on=ends_on,
            talked_through_on=local_date(at) if talked else None,
        )
        casework.plan(self.stage, child, case, fields, at)

    def carry_through(self, child: Child, case: int, at: datetime, result: Result) -> None:
        """Everything that remains of an investigation, to the signed text, in one day but for the time to answer."""
        writer, day = self.stage.writer, timedelta(days=1)
        casework.tell_parties(self.stage, child, case, "brev", at)
        casework.note_area(
            self.stage, child, case, "everyday", writer.one("area.everyday", child), at, source="Egen iakttagelse"
        )
        fields = AnalysisFields(
            child_view=writer.one("words", child),
            risks=writer.one("analysis.risks", child),
            protective_factors=writer.one("analysis.protective", child),
            best_interests=writer.one("analysis.best", child),
            needs=writer.one("analysis.needs", child),
            proposal=writer.one(f"result.{result.value}", child),
        )
        casework.analyse(self.stage, child, case, fields, at)
        sent = casework.communicate(self.stage, child, case, local_date(at) + timedelta(days=14), at)
        for communication in sent:
            casework.note_answer(self.stage, child, communication, writer.one("answer", child), at + day)
        casework.close(self.stage, child, case, result, at + 2 * day)

    def grant(self, child: Child, case: int, fields: ProposalFields, by: str, at: datetime) -> int:
        """A proposal with every consent, handed in and decided as proposed, sent and received. The decision's id."""
        proposal = casework.write_proposal(self.stage, child, case, fields, at)
        casework.ask_consent(self.stage, child, proposal, {}, at)
        casework.hand_in(self.stage, child, proposal, at)
        decided_at = at + timedelta(hours=3)
        decision = casework.decide(self.stage, proposal, by, decided_at, Outcome.AS_PROPOSED)
        casework.send(self.stage, child, decision, decided_at + timedelta(hours=1))
        casework.note_served(self.stage, child, decision, decided_at + timedelta(days=3))
        return decision


def school_of(cast: Cast, days_ago: int) -> Reporter:
    """The school, by the word of the law of that day."""
    on_day = cast.today - timedelta(days=days_ago)
    return SCHOOL if any(kind.code == "school" for kind in reporter_kinds(on_day)) else SCHOOL_BEFORE
