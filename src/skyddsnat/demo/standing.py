"""Children whose cases stand where chance seldom leaves one, so that every state can be met on the first day."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta

from skyddsnat.demo import acts, casework
from skyddsnat.demo.cast import Cast, school_of
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_2
from skyddsnat.demo.days import earlier_today
from skyddsnat.demo.families import Child, Family
from skyddsnat.domains.decisions.types import Kind, Obstacle, Outcome, ProposalFields, Settler
from skyddsnat.domains.investigations.actions import finish_follow_up
from skyddsnat.domains.investigations.types import ExtensionReason, Question, Result
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.actions import declare_conflict

MANAGER = "katarina"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A report from the school that led to an investigation, so many days ago."""

    days: int
    question: Question
    told: str
    asks: str
    worker: str


def all_standing(cast: Cast) -> list[Story]:
    """Their stories, each to be begun."""
    return [
        *_proposals(cast),
        *_running(cast),
        follow_ups(cast, cast.family("Larkhallen", ("Ture", "m", 11), ("Hilma", "f", 7), parents=("Elin", "Simon"))),
        back_to_back(cast, cast.family("Myrmosson", ("Lykke", "f", 5), parents=("Nadja", "Robin"))),
        prolonged(
            cast,
            cast.family("Snöfjordén", ("Iris", "f", 3), parents=("Frida", "Ola"), protection=Protection.FLAG),
        ),
        late_at_intake(cast, cast.family("Kvarnvret", ("Ebbe", "m", 14), parents=("Camilla", "Henrik"))),
    ]


def _proposals(cast: Cast) -> list[Story]:
    return [
        waits_for_manager(cast, cast.family("Häggbrinkas", ("Selma", "f", 8), parents=("Anneli", "Goran"))),
        waits_for_committee(cast, cast.family("Vargrotter", ("Loke", "m", 13), parents=("Mirjam", "Pontus"))),
        came_back(cast, cast.family("Ljunglidman", ("Vera", "f", 6), parents=("Jessica", "Tobias"))),
        changed(cast, cast.family("Tallfjordén", ("Folke", "m", 9), parents=("Rebecka", "Jimmy"))),
        refused(cast, cast.family("Stenhallen", ("Märta", "f", 12), parents=("Cecilia", "Mattias"))),
    ]


def _running(cast: Cast) -> list[Story]:
    return [
        nobody_in_charge(cast, cast.family("Rönntorpsson", ("Valter", "m", 7), parents=("Sofia", "Rickard"))),
        waited_past_the_day(cast, cast.family("Isbladh", ("Edith", "f", 10), parents=("Pernilla", "Erik"))),
        stands_still(cast, cast.family("Vindskärs", ("Algot", "m", 4), parents=("Carina", "Kristoffer"))),
    ]


def _opened(cast: Cast, family: Family, concern: Concern) -> Generator[datetime, None, int]:
    """From the report to an opened investigation with a caseworker of Barn 2, five days later. Returns its id."""
    child, received_at = family.children[0], cast.ago(concern.days, 10)
    yield received_at
    reporter = school_of(cast, concern.days)
    case = cast.receive(family, received_at, "hedda", reporter, concern.told, is_first=not child.file_id)[0]
    cast.assess(case, child.worker or "hedda", received_at + timedelta(hours=2))
    opened_at = cast.ago(concern.days - 5, 9)
    yield opened_at
    by = child.worker or "hedda"
    opened = cast.open(case, child, concern.question, concern.asks, by, opened_at)
    if not child.worker:
        acts.assign(cast.stage, child, concern.worker, CHILDREN_2, opened_at + timedelta(hours=2))
    acts.tell_reporter(cast.stage, case, concern.worker, opened_at + timedelta(hours=3))
    return opened


def _closed(cast: Cast, family: Family, concern: Concern, result: Result, ago: int) -> Generator[datetime, None, int]:
    """An investigation that is signed so many days ago. Returns its id."""
    opened = yield from _opened(cast, family, concern)
    carried_at = cast.ago(ago + 2, 9)
    yield carried_at
    cast.carry_through(family.children[0], opened, carried_at, result)
    return opened


def _handed_in(cast: Cast, child: Child, case: int, fields: ProposalFields, at: datetime) -> int:
    """A proposal to which everyone says yes is written and handed in. Returns its id."""
    proposal = casework.write_proposal(cast.stage, child, case, fields, at)
    if fields.kind is Kind.SERVICE:
        casework.ask_consent(cast.stage, child, proposal, {}, at)
    casework.hand_in(cast.stage, child, proposal, at)
    return proposal


# --- Proposals and decisions ------------------------------------------------------------------------------------------


def waits_for_manager(cast: Cast, family: Family) -> Story:
    """A contact family in place of treatment at home, because there is no money for that: on the manager's desk."""
    concern = Concern(
        days=110,
        question=Question.CARE,
        told="Selma tar hem mat från skolköket till lillebror. Hon säger att mamma sover mycket.",
        asks="Orkar mamman med vardagen, och vad behöver Selma för att slippa ta ansvar för den?",
        worker="maria",
    )
    opened = yield from _closed(cast, family, concern, Result.SERVICE, 7)
    at = cast.ago(4, 14)
    yield at
    fields = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="family_treatment_home",
        chosen="contact_family",
        obstacles=(Obstacle.MONEY,),
        settled_by=Settler.MANAGER,
        own_words="Köp av behandling i hemmet är stoppat till årsskiftet. En kontaktfamilj avlastar, mer är det inte.",
        planned_start_on=cast.today + timedelta(days=7),
        reasons="Selma tar ett ansvar hemma som inte är hennes och behöver få vara barn varannan helg.",
        child_view="Jag kan vara där om lillebror får följa med.",
        child_version="Du får vara hos en annan familj varannan helg. Vi frågar om lillebror kan komma med.",
    )
    _handed_in(cast, family.children[0], opened, fields, at)


def waits_for_committee(cast: Cast, family: Family) -> Story:
    """A family home far away, because of threats, and late, because none is free: handed in this morning."""
    concern = Concern(
        days=120,
        question=Question.VIOLENCE,
        told="Loke vågar inte gå hem. Storebrors kompisar har stått utanför skolan och frågat efter honom.",
        asks="Kan Loke skyddas hemma, och av vem?",
        worker="petra",
    )
    opened = yield from _closed(cast, family, concern, Result.SERVICE, 6)
    at = earlier_today(cast.now, 9, 20)
    yield at
    fields = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="supported_housing",
        chosen="family_home",
        obstacles=(Obstacle.THREAT, Obstacle.NO_PLACE),
        settled_by=Settler.PROVIDER,
        own_words="Boendet i stan tar inte emot: personalen har hotats två gånger. En familj finns tolv mil bort.",
        planned_start_on=cast.today + timedelta(days=35),
        start_obstacles=(Obstacle.NO_PLACE,),
        reasons="Loke är inte trygg i Norrham och hans föräldrar kan inte skydda honom där.",
        child_view="Jag vill bort härifrån men jag vill kunna ringa mamma.",
        child_version="Du får bo hos en familj i en annan stad. Du får ringa mamma när du vill.",
    )
    _handed_in(cast, family.children[0], opened, fields, at)


def came_back(cast: Cast, family: Family) -> Story:
    """The manager gave the proposal back: a guardian's no was not weighed in it."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=105,
        question=Question.SUPPORT,
        told="Vera gråter varje gång det är dags att byta hem. Föräldrarna talar inte med varandra vid hämtning.",
        asks="Vilket stöd behöver Vera för att klara att bo hos båda?",
        worker="viktor",
    )
    opened = yield from _closed(cast, family, concern, Result.SERVICE, 12)
    at = cast.ago(9, 11)
    yield at
    fields = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="family_treatment_home",
        chosen="contact_person",
        obstacles=(Obstacle.NO_CONSENT,),
        settled_by=Settler.ME,
        own_words="Pappan vill inte ha någon hemma hos sig. Mamman vill, men det räcker inte till båda hemmen.",
        planned_start_on=cast.today + timedelta(days=3),
        reasons="Vera behöver en vuxen som inte står på någons sida.",
        child_view="Jag vill ha någon som är bara min.",
        child_version="Du får en egen vuxen att göra saker med. Du är med och väljer vem.",
    )
    proposal = _handed_in(cast, child, opened, fields, at)
    back_at = cast.ago(5, 15)
    yield back_at
    reason = "Pappan ringde mig i går och har ångrat sig. Prata med honom igen, och skriv hur ni har vägt hans nej."
    casework.give_back(stage, proposal, MANAGER, reason, back_at)


def changed(cast: Cast, family: Family) -> Story:
    """The manager grants talks in place of the contact family: no money. Sent, and not yet received by anybody."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=115,
        question=Question.CARE,
        told="Folke har kommit utan jacka hela hösten. Hemmet säger att han vägrar, Folke säger att den är för liten.",
        asks="Får Folke det han behöver av kläder, mat och sömn?",
        worker="maria",
    )
    opened = yield from _closed(cast, family, concern, Result.SERVICE, 20)
    at = cast.ago(16, 10)
    yield at
    fields = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="contact_family",
        chosen="contact_family",
        planned_start_on=cast.today - timedelta(days=6),
        reasons="Föräldrarna ber om avlastning och Folke vill till någon med hund.",
        child_view="Jag vill vara hos någon som har hund.",
        child_version="Du får vara hos en annan familj varannan helg.",
    )
    proposal = _handed_in(cast, child, opened, fields, at)
    decided_at = cast.ago(11, 13)
    yield decided_at
    casework.ask_consent(stage, child, proposal, {}, decided_at, service="child_talks")
    decision = casework.decide(
        stage,
        proposal,
        MANAGER,
        decided_at,
        Outcome.CHANGED,
        chosen="child_talks",
        reasons="Folke får samtalsstöd nu. Kontaktfamilj prövas igen när årets medel är klara.",
        change_reason="Medlen för kontaktfamiljer är slut i år. Behovet i förslaget är inte ifrågasatt.",
        child_version="Du får prata med någon varje vecka. Familjen med hund frågar vi om igen i vår.",
        obstacles=(Obstacle.MONEY,),
        settled_by=Settler.MANAGER,
    )
    sent_at = cast.ago(10, 9)
    yield sent_at
    casework.send(stage, child, decision, sent_at)


def refused(cast: Cast, family: Family) -> Story:
    """The parents' application for a contact person is refused; one appeals in time, the other when it is too late."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=140,
        question=Question.SUPPORT,
        told="Märtas föräldrar söker en kontaktperson åt henne, med skolans hjälp. Hon går ut allt mindre.",
        asks="Behöver Märta en kontaktperson för att komma ut bland andra?",
        worker="petra",
    )
    opened = yield from _closed(cast, family, concern, Result.SERVICE, 45)
    at = cast.ago(41, 10)
    yield at
    fields = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="contact_person",
        chosen="contact_person",
        planned_start_on=cast.today - timedelta(days=30),
        reasons="Märta behöver någon utanför hemmet som hon själv har valt.",
        child_view="Kanske någon som kan följa med på simningen.",
        child_version="Du får en kontaktperson som följer med dig på det du tycker om.",
    )
    proposal = _handed_in(cast, child, opened, fields, at)
    decided_at = cast.ago(36, 14)
    yield decided_at
    decision = casework.decide(
        stage,
        proposal,
        MANAGER,
        decided_at,
        Outcome.REFUSED,
        reasons="Simklubbens ledare och elevhälsan ger redan det stöd som ansökan gäller.",
        change_reason="Elevhälsans plan kom efter förslaget och täcker behovet.",
        child_version="Du får ingen kontaktperson nu. Skolan ordnar så att någon följer med till simningen.",
        obstacles=(Obstacle.NO_LEGAL_GROUND,),
        settled_by=Settler.MANAGER,
    )
    sent_at = cast.ago(35, 10)
    yield sent_at
    casework.send(stage, child, decision, sent_at)
    served_at = cast.ago(31, 10)
    yield served_at
    casework.note_served(stage, child, decision, served_at)
    appealed_at = cast.ago(19, 11)
    yield appealed_at
    letter = casework.appeal(stage, child, decision, 0, appealed_at)
    casework.hand_on_appeal(stage, child, letter, appealed_at + timedelta(hours=3))
    too_late = cast.ago(2, 10)
    yield too_late
    casework.appeal(stage, child, decision, 1, too_late)


def follow_ups(cast: Cast, family: Family) -> Story:
    """Two siblings followed up after their investigations: the elder's is finished, the younger's runs."""
    ture, hilma = (Family([child], family.guardians) for child in family.children)
    cast.stage.clockwork.begin(_followed(cast, hilma, 25, None))
    yield from _followed(cast, ture, 160, 15)


def _followed(cast: Cast, family: Family, decided: int, finished: int | None) -> Story:
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=decided + 90,
        question=Question.CARE,
        told=f"{child.name} säger att det är kallt hemma och att ingen vuxen har varit där på två dagar.",
        asks=f"Vem är hos {child.name} på kvällar och nätter, och håller det som föräldrarna har ordnat?",
        worker="viktor",
    )
    opened = yield from _closed(cast, family, concern, Result.FOLLOW_UP, decided + 5)
    at = cast.ago(decided + 2, 13)
    yield at
    fields = ProposalFields(
        kind=Kind.FOLLOW_UP,
        reasons=f"Föräldrarna tackar nej till stöd. Det är inte säkert att {child.name} får vara trygg på nätterna.",
        child_view="Ni kan väl ringa ibland.",
        child_version=f"{child.name}, vi fortsätter att höra av oss till dig ett tag.",
    )
    proposal = _handed_in(cast, child, opened, fields, at)
    decided_at = cast.ago(decided, 9)
    yield decided_at
    decision = casework.decide(stage, proposal, MANAGER, decided_at, Outcome.AS_PROPOSED)
    casework.send(stage, child, decision, decided_at + timedelta(hours=2))
    if finished is None:
        return
    done_at = cast.ago(finished, 14)
    yield done_at
    with stage.place.acting(stage.hand(child), done_at) as actor:
        finish_follow_up(investigation_id=opened, actor=actor, at=done_at)


# --- Investigations under way -----------------------------------------------------------------------------------------


def nobody_in_charge(cast: Cast, family: Family) -> Story:
    """The caseworker turned out to be the father's cousin; nobody has taken over. Telling him waits once more."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=40,
        question=Question.VIOLENCE,
        told="Valter berättar att pappa tog honom om halsen. Han ber oss att inte säga att han har sagt något.",
        asks="Vad har Valter varit med om, och hur skyddas han medan vi frågar?",
        worker="viktor",
    )
    opened = yield from _opened(cast, family, concern)
    told_at = cast.ago(34, 13)
    yield told_at
    reason = "Polisen vill höra Valter innan pappan får veta."
    casework.tell_parties(stage, child, opened, "möte", told_at, withhold=reason)
    again_at = cast.ago(8, 10)
    yield again_at
    still = "Förhöret är flyttat en vecka. Åklagaren ber oss att vänta."
    casework.withhold_again(stage, child, opened, still, cast.today + timedelta(days=6), again_at)
    found_at = cast.ago(6, 9)
    yield found_at
    with stage.place.acting("viktor", found_at) as viktor:
        declare_conflict(
            file_id=child.file_id, reason="Pappan är min kusin. Jag förstod det i går.", actor=viktor, at=found_at
        )
    acts.let_go(stage, child, "viktor", found_at + timedelta(hours=1))


def waited_past_the_day(cast: Cast, family: Family) -> Story:
    """An answer should have come two weeks ago, and nobody has asked for it."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=75,
        question=Question.CARE,
        told="Edith har missat tre tider hos tandläkaren och har ont när hon äter.",
        asks="Får Edith den vård hon behöver?",
        worker="petra",
    )
    opened = yield from _opened(cast, family, concern)
    at = cast.ago(68, 10)
    yield at
    casework.tell_parties(stage, child, opened, "brev", at)
    cast.plan(child, opened, at, ends_on=cast.today + timedelta(days=40))
    asked_at = cast.ago(44, 11)
    yield asked_at
    until = cast.today - timedelta(days=16)
    casework.wait(stage, child, opened, "Folktandvården", "Journal och läkarens bedömning", until, asked_at)


def stands_still(cast: Cast, family: Family) -> Story:
    """The parties were told and a plan was made. Since then nothing has been done, and nothing is waited for."""
    stage, child = cast.stage, family.children[0]
    concern = Concern(
        days=62,
        question=Question.CARE,
        told="Algot hämtas sent varje dag och somnar i hallen. Han har blöja på sig hela dagen.",
        asks="Får Algot den omsorg som ett barn i hans ålder behöver?",
        worker="maria",
    )
    opened = yield from _opened(cast, family, concern)
    at = cast.ago(54, 14)
    yield at
    casework.tell_parties(stage, child, opened, "telefon och brev", at)
    cast.plan(child, opened, at, ends_on=cast.today + timedelta(days=50), talked=False)


def back_to_back(cast: Cast, family: Family) -> Story:
    """Two investigations on one question, the second opened weeks after the first was closed, and extended since."""
    stage, child = cast.stage, family.children[0]
    first = Concern(
        days=310,
        question=Question.CARE,
        told="Lykke kommer till förskolan oftast först vid elva, och är hungrig.",
        asks="Har Lykke en vardag som håller?",
        worker="maria",
    )
    opened = yield from _closed(cast, family, first, Result.NO_SERVICE, 190)
    at = cast.ago(186, 10)
    yield at
    fields = ProposalFields(
        kind=Kind.NO_SERVICE,
        reasons="Rutinerna har kommit på plats medan vi utredde.",
        child_view="Jag får gröt hemma nu.",
        child_version="Vi har pratat klart med din mamma och pappa. De vet hur de får hjälp om det behövs.",
    )
    proposal = _handed_in(cast, child, opened, fields, at)
    decision = casework.decide(stage, proposal, "maria", at + timedelta(hours=2), Outcome.AS_PROPOSED)
    casework.send(stage, child, decision, at + timedelta(hours=4))
    again = Concern(
        days=128,
        question=Question.CARE,
        told="Lykke är borta igen, fjorton dagar av de senaste tjugo. Mamman svarar med en tumme upp.",
        asks="Vad hände med det som fungerade i våras, och vad behöver Lykke nu?",
        worker="maria",
    )
    second = yield from _opened(cast, family, again)
    told_at = cast.ago(122, 9)
    yield told_at
    casework.tell_parties(stage, child, second, "brev", told_at)
    extended_at = cast.ago(9, 15)
    yield extended_at
    reason = "Pappan bor utomlands sedan augusti och har nåtts först nu. Lykke ska träffas en gång till."
    until = cast.today + timedelta(days=30)
    casework.extend(stage, child, second, until, ExtensionReason.FAMILY_AWAY, reason, extended_at)


# --- At intake --------------------------------------------------------------------------------------------------------


def prolonged(cast: Cast, family: Family) -> Story:
    """A preliminary assessment that may take longer; the mother's data are flagged as protected."""
    at = cast.ago(18, 13)
    yield at
    text = "Mamman ringde själv från en ny adress och frågade vem som får veta var de bor."
    case = cast.receive(family, at, "ines", school_of(cast, 18), text, is_first=True)[0]
    cast.assess(case, "ines", at + timedelta(hours=1))
    longer_at = cast.ago(6, 11)
    yield longer_at
    reason = "Tolken med rätt dialekt kommer först på torsdag. Mamman vill inte tala genom någon annan."
    acts.prolong(cast.stage, case, cast.today + timedelta(days=5), reason, "ines", longer_at)


def late_at_intake(cast: Cast, family: Family) -> Story:
    """A preliminary assessment that nobody has finished in time, and nobody has prolonged."""
    at = cast.ago(19, 15)
    yield at
    text = "Ebbe sover i trapphuset till skolan öppnar. Han säger att det är bättre så."
    case = cast.receive(family, at, "bashir", school_of(cast, 19), text, is_first=True)[0]
    cast.assess(case, "bashir", at + timedelta(hours=1))
