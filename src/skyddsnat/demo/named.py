"""The children whom the caseworker of the demo meets first: those of the drawn screens, counted back from today."""

from datetime import date, datetime, timedelta

from skyddsnat.demo import acts, casework, shares
from skyddsnat.demo.acts import Ask, Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_2
from skyddsnat.demo.days import earlier_today, on
from skyddsnat.demo.families import Child, Family, Registry
from skyddsnat.demo.proposing import Behind, proposal_fields
from skyddsnat.domains.decisions.types import Kind, Obstacle, Outcome, ProposalFields, Settler
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
from skyddsnat.domains.investigations.types import AnalysisFields, PlanFields, Question, Result, View
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.domains.people.types import NewPerson, Protection
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.drafts.actions import save_draft
from skyddsnat.foundation.drafts.types import Typed
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.register import due_from

ANJA = "anja"
_CALM = "Inget i uppgifterna talar för fara i dag, och en trygg vuxen är hos barnet till i morgon."


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
    ]
    return stories, cast.children


class Cast:
    """Makes the families, and does what their stories share."""

    def __init__(self, stage: Stage, registry: Registry) -> None:
        self.stage = stage
        self.registry = registry
        self.now = stage.place.now
        self.today = stage.place.today
        self.chance = stage.chance("named")
        self.children: dict[str, Child] = {}

    def family(
        self, surname: str, *children: tuple[str, str, int], number: str = "", protection: Protection = Protection.NONE
    ) -> Family:
        """A family by name; the age is that of today."""
        made = [self._child(surname, *child, number=number, protection=protection) for child in children]
        born_on = made[0].born_on - timedelta(days=11_200)
        mother = self.registry.person("Maja", surname, born_on, "f", phone="070-174 06 51", protection=protection)
        father = self.registry.person("Jakob", surname, born_on - timedelta(days=700), "m", phone="070-174 06 52")
        guardians = (mother,) if protection is not Protection.NONE else (mother, father)
        self.children |= {child.name: child for child in made}
        return Family(made, guardians)

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
        """The latest day whose clock of that rule runs out so many days from today."""
        wanted = self.today + timedelta(days=in_days)
        days = (wanted - timedelta(days=back) for back in range(1, 300))
        return on(next(day for day in days if due_from(rule, on(day, hour)).due_on == wanted), hour)

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


_SCHOOL = Reporter(
    kind="other_authority", name="Karin Lom", role="rektor", organisation="Norrhamnsskolan", wants_feedback=True
)
_SCHOOL_NOW = Reporter(
    kind="school", name="Karin Lom", role="rektor", organisation="Norrhamnsskolan", wants_feedback=True
)
_PRESCHOOL = Reporter(
    kind="school", name="Doris Id", role="rektor", organisation="Förskolan Fyrtornet", wants_feedback=True
)
_POLICE = Reporter(
    kind="police", name="Jens Abborre", role="utredare", organisation="Polisen Norrham", wants_feedback=True
)
_NEIGHBOUR = Reporter(kind="private_person", role="granne")


def _school(cast: Cast, days_ago: int) -> Reporter:
    """The school, by the word of the law of that day."""
    on_day = cast.today - timedelta(days=days_ago)
    return _SCHOOL_NOW if any(kind.code == "school" for kind in shares.reporter_kinds(on_day)) else _SCHOOL


# --- Tindra, 10: eighteen months, three caseworkers and one gap --------------------------------------------------------


def tindra(cast: Cast, family: Family) -> Story:
    """Four reports; one investigation that gave a contact family; one that ends in four days, taken over this month."""
    stage, child = cast.stage, family.children[0]
    yield cast.ago(466, 11)
    text = "Tindra somnar på lektionerna och säger att det är bråk om nätterna. Hemmet svarar inte när vi ringer."
    case = cast.receive(family, cast.ago(466, 11), "ines", _school(cast, 466), text, is_first=True)[0]
    cast.assess(case, "ines", cast.ago(466, 12))
    yield cast.ago(464, 9)
    asks = "Får Tindra den omsorg och det lugn hon behöver hos båda sina föräldrar?"
    first = cast.open(case, child, Question.CARE, asks, "ines", cast.ago(464, 9))
    acts.assign(stage, child, "maria", CHILDREN_2, cast.ago(464, 11))
    acts.tell_reporter(stage, case, "maria", cast.ago(464, 14))
    yield cast.ago(458)
    cast.plan(child, first, cast.ago(458), ends_on=cast.today - timedelta(days=380))
    yield cast.ago(422, 10)
    casework.talk(
        stage, child, "Norrhamnsskolan", "Hur Tindra har det hemma", "Det är mest tyst hos mamma. Hos pappa är det folk.",
        cast.ago(422, 10), told="Varför vi träffas och vem som läser.", how="Hon återgav det med egna ord.",
    )  # fmt: skip
    yield cast.ago(392)
    cast.carry_through(child, first, cast.ago(392), Result.SERVICE)
    yield cast.ago(385)
    contact_family = ProposalFields(
        kind=Kind.SERVICE, most_suitable="family_treatment_home", chosen="contact_family", obstacles=(Obstacle.NO_PLACE,),
        settled_by=Settler.MANAGER, own_words="Teamet är fullt till våren.",
        planned_start_on=cast.today - timedelta(days=372),
        reasons="Tindra behöver lugna helger medan föräldrarna får ordning på sina.",
        child_view="Tindra vill sova hos någon där det är tyst.",
        child_version="Du får vara hos en annan familj varannan helg. Du får säga vad du tycker om det.",
    )  # fmt: skip
    decision = cast.grant(child, first, contact_family, "katarina", cast.ago(385))
    yield cast.ago(369, 15)
    casework.start_service(stage, child, decision, cast.today - timedelta(days=369), cast.ago(369, 15))
    yield cast.ago(305, 10)
    text = "Tindra har inte varit i skolan sedan lovet slutade. Pappan säger att hon är hos mamman, mamman tvärtom."
    again = cast.receive(family, cast.ago(305, 10), "bashir", _school(cast, 305), text, is_first=False)[0]
    cast.assess(again, "bashir", cast.ago(305, 13))
    yield cast.ago(296, 10)
    _not_opened(cast, child, again, cast.ago(296, 10))
    yield from _tindras_second_year(cast, family)


def _not_opened(cast: Cast, child: Child, case: int, at: datetime) -> None:
    text = PreliminaryFields(
        contacts="Möte med båda föräldrarna och rektor.",
        child_heard=True,
        child_view="Jag vill bara gå i skolan som vanligt.",
        earlier_reports="En utredning i fjol, som gav kontaktfamilj.",
        summary="Det var ett missförstånd mellan föräldrarna om veckorna. Tindra är tillbaka i skolan.",
        reasons="Föräldrarna har ett schema som skolan också har. Något mer behövs inte nu.",
    )
    acts.write_preliminary(cast.stage, case, text, "maria", at)
    acts.decide(cast.stage, case, child, None, "maria", at)
    acts.tell_reporter(cast.stage, case, "maria", at + timedelta(hours=2))


def _tindras_second_year(cast: Cast, family: Family) -> Story:
    stage, child = cast.stage, family.children[0]
    yield cast.ago(284)
    acts.assign(stage, child, "viktor", CHILDREN_2, cast.ago(284))
    yield cast.ago(160, 16)
    acts.let_go(stage, child, "viktor", cast.ago(160, 16))
    yield cast.ago(143)
    acts.assign(stage, child, "petra", CHILDREN_2, cast.ago(143))
    yield cast.ago(133, 1, 20)
    text = "Patrull till adressen efter larm. Pappan påverkad, hål i en dörr. Tindra satt under köksbordet och höll om hunden."
    case = cast.receive(family, cast.ago(133, 7, 40), "ines", _POLICE, text, is_first=False, violence=True)[0]
    cast.assess(case, "ines", cast.ago(133, 8, 30), Judgement.PROTECTED_BY_OTHERS)
    opened_at = cast.opened_to_be_due("sol.investigation", 4)
    yield opened_at
    asks = "Är Tindra trygg hos sin pappa, och vad behöver hon efter det hon har varit med om?"
    second = cast.open(case, child, Question.VIOLENCE, asks, "petra", opened_at)
    casework.tell_parties(stage, child, second, "möte och brev", opened_at + timedelta(hours=1))
    acts.tell_reporter(stage, case, "petra", opened_at + timedelta(hours=2))
    yield opened_at + timedelta(days=4)
    cast.plan(child, second, opened_at + timedelta(days=4), ends_on=cast.today + timedelta(days=3))
    yield cast.ago(93, 13)
    casework.talk(
        stage, child, "Hemma hos mamma", "Vad som hände i juli", "Pappa var arg på dörren, inte på mig.", cast.ago(93, 13),
        not_alone_reason="Tindra ville ha mormor bredvid sig.",
    )  # fmt: skip
    yield cast.ago(84)
    urgent = proposal_fields(
        Behind(stage, child, second, shares.Theme.VIOLENCE, cast.chance), Kind.NO_SERVICE, cast.today
    )
    treatment = ProposalFields(
        kind=Kind.SERVICE, most_suitable="family_treatment", chosen="family_treatment",
        planned_start_on=cast.today - timedelta(days=76), reasons="Stödet kan inte vänta på att utredningen blir klar.",
        child_view="Tindra vill att pappa får hjälp.", child_version=urgent.child_version,
        is_urgent=True, urgent_reason="Föräldrarna ber om stöd nu, och nästa vecka har teamet plats.",
    )  # fmt: skip
    yield from _tindras_autumn(cast, family, second, treatment)


def _tindras_autumn(cast: Cast, family: Family, case: int, treatment: ProposalFields) -> Story:
    stage, child = cast.stage, family.children[0]
    casework.note_area(
        stage, child, case, "safe", "Pappan har sökt hjälp på beroendemottagningen och bor hos sin bror.", cast.ago(84),
        source="Pappan, bekräftat av mottagningen",
    )  # fmt: skip
    casework.analyse(
        stage,
        child,
        case,
        AnalysisFields(best_interests="Tindra behöver lugn och att de vuxna får hjälp nu."),
        cast.ago(84),
    )
    decision = cast.grant(child, case, treatment, "johan", cast.ago(84, 10))
    yield cast.ago(76)
    casework.start_service(stage, child, decision, cast.today - timedelta(days=76), cast.ago(76))
    yield cast.ago(68, 13)
    casework.talk(
        stage, child, "Norrhamnsskolan", "Hur Tindra vill ha det", "Jag vill att ni pratar med mormor. Jag vill inte byta skola.",
        cast.ago(68, 13), told="Att det hon säger skrivs ned och vem som får läsa.",
        how="Hon frågade vem som läser och fick svar.", already_told="Kvällen i maj, se anteckning. Fråga inte om den igen.",
    )  # fmt: skip
    yield cast.ago(49, 11)
    text = "Tindra grät i matsalen och ville inte följa med när pappan hämtade."
    joined = cast.receive(family, cast.ago(49, 11), "hedda", _school(cast, 49), text, is_first=False)[0]
    cast.assess(joined, "petra", cast.ago(49, 12))
    acts.tell_reporter(stage, joined, "petra", cast.ago(49, 15))
    yield cast.ago(40)
    casework.note_area(
        stage,
        child,
        case,
        "closeness",
        "Jag har inte slagit henne. Men jag skrämde henne, det vet jag.",
        cast.ago(40),
        view=View.GUARDIAN,
    )
    casework.note(
        stage, child, NoteKind.CONTACT, "Mormor", "Mormor kan hämta på fredagar och har ett rum över.", cast.ago(40, 14)
    )
    yield cast.ago(19, 8, 30)
    summary = (
        "Tindra har haft tre handläggare på ett år och vill veta vem som kommer. Hon säger mer när vi går än när vi "
        "sitter. Kvar: samtal i enrum, kommunicera med båda föräldrarna, analysen. Fråga inte om kvällen i maj."
    )
    acts.hand_over(stage, child, ANJA, summary, cast.ago(19, 8, 30))
    yield cast.ago(15, 14)
    casework.note(
        stage,
        child,
        NoteKind.CONTACT,
        "Båda föräldrarna",
        "Tredje samtalet. De är överens om skolan.",
        cast.ago(15, 14),
    )
    acts.assign(stage, child, "johan", CHILDREN_2, cast.ago(15, 15), part=Part.SECOND)
    planned_at = cast.ago(3, 9)
    yield planned_at
    casework.plan_talk(stage, child, on(cast.today, 10), "Norrhamnsskolan", "I enrum. Hur det är hos pappa", planned_at)


# --- The others of the day --------------------------------------------------------------------------------------------


def alva(cast: Cast, family: Family) -> Story:
    """Two reports in one morning on a child whom Anja knows since the autumn."""
    stage, child = cast.stage, family.children[0]
    yield cast.ago(11, 10)
    text = "Alva kom i strumpor och sa att det var bråttom hemifrån."
    case = cast.receive(family, cast.ago(11, 10), "ines", _PRESCHOOL, text, is_first=True)[0]
    cast.assess(case, "ines", cast.ago(11, 11))
    acts.assign(stage, child, ANJA, CHILDREN_2, cast.ago(10))
    for hour, minute, reporter, text in (
        (7, 5, _NEIGHBOUR, "Skrik och någon som slog i dörrar hos Alva vid sextiden. Sedan blev det alldeles tyst."),
        (8, 14, _PRESCHOOL, "Alva har ett märke över örat och säger att det är hemligt hur det kom dit."),
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
    case = cast.receive(family, at, "bashir", _POLICE, text, is_first=True)[0]
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
    case = cast.receive(family, received_at, "ines", _school(cast, days + 118), text, is_first=True)[0]
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
        kind=Kind.SERVICE, most_suitable="family_home", chosen="family_home",
        planned_start_on=local_date(decided_at) + timedelta(days=40), start_obstacles=(Obstacle.NO_PLACE,),
        reasons="Nour kan inte bo hemma och behöver en familj i närheten av skolan.",
        child_view="Jag vill bo någonstans där jag får ha min dörr stängd.",
        child_version="Du får bo hos en annan familj. Vi letar efter en som ligger nära din skola.",
    )  # fmt: skip
    cast.grant(child, opened, home, "gun", decided_at)


def siblings(cast: Cast, family: Family) -> Story:
    """Two siblings whose investigations were opened this morning: four parties to be told today."""
    stage = cast.stage
    received_at = cast.ago(6, 9)
    yield received_at
    text = "Båda barnen berättar var för sig att pappa slår med bältet. Elias bad oss att inte ringa hem."
    cases = cast.receive(family, received_at, "ines", _SCHOOL_NOW, text, is_first=True, violence=True)
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
    case = cast.receive(family, cast.ago(92, 10), "ines", _school(cast, 92), text, is_first=True)[0]
    cast.assess(case, "ines", cast.ago(92, 11))
    yield cast.ago(84)
    opened = cast.open(case, child, Question.SUPPORT, "Vilket stöd behövs för en trygg start?", "ines", cast.ago(84))
    acts.assign(stage, child, ANJA, CHILDREN_2, cast.ago(84, 11))
    casework.tell_parties(stage, child, opened, "möte", cast.ago(84, 13))
    acts.tell_reporter(stage, case, ANJA, cast.ago(84, 14))
    cast.plan(child, opened, cast.ago(80), ends_on=cast.today + timedelta(days=25))
    yield cast.ago(12)
    casework.wait(stage, child, opened, "Skolan", "Plan för skolstarten", cast.today + timedelta(days=9), cast.ago(12))
    at = earlier_today(cast.now, 7, 50)
    yield at
    text = "En okänd man har frågat efter barnet vid skolgrinden två dagar i rad."
    joined = cast.receive(family, at, "ines", _SCHOOL_NOW, text, is_first=False)[0]
    cast.assess(joined, ANJA, earlier_today(cast.now, 8, 20), Judgement.PROTECTED_BY_OTHERS)
