"""Tindra, 10: eighteen months, four caseworkers and one gap, drawn as her line."""

from datetime import datetime, timedelta

from skyddsnat.demo import acts, casework, shares
from skyddsnat.demo.cast import ANJA, POLICE, Cast, school_of
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_2
from skyddsnat.demo.days import on
from skyddsnat.demo.families import Child, Family
from skyddsnat.demo.proposing import Behind, proposal_fields
from skyddsnat.domains.decisions.types import Kind, Obstacle, ProposalFields, Settler
from skyddsnat.domains.intake.types import (
    Judgement,
    PreliminaryFields,
)
from skyddsnat.domains.investigations.types import AnalysisFields, Question, Result, View
from skyddsnat.domains.journal.types import NoteKind
from skyddsnat.foundation.access.types import Part


def tindra(cast: Cast, family: Family) -> Story:
    """Four reports; one investigation that gave a contact family; one that ends in four days, taken over this month."""
    stage, child = cast.stage, family.children[0]
    yield cast.ago(466, 11)
    text = "Tindra somnar på lektionerna och säger att det är bråk om nätterna. Hemmet svarar inte när vi ringer."
    case = cast.receive(family, cast.ago(466, 11), "ines", school_of(cast, 466), text, is_first=True)[0]
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
        stage,
        child,
        "Norrhamnsskolan",
        "Hur Tindra har det hemma",
        "Det är mest tyst hos mamma. Hos pappa är det folk.",
        cast.ago(422, 10),
        told="Varför vi träffas och vem som läser.",
        how="Hon återgav det med egna ord.",
    )
    yield cast.ago(392)
    cast.carry_through(child, first, cast.ago(392), Result.SERVICE)
    yield cast.ago(385)
    contact_family = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="family_treatment_home",
        chosen="contact_family",
        obstacles=(Obstacle.NO_PLACE,),
        settled_by=Settler.MANAGER,
        own_words="Teamet är fullt till våren.",
        planned_start_on=cast.today - timedelta(days=372),
        reasons="Tindra behöver lugna helger medan föräldrarna får ordning på sina.",
        child_view="Tindra vill sova hos någon där det är tyst.",
        child_version="Du får vara hos en annan familj varannan helg. Du får säga vad du tycker om det.",
    )
    decision = cast.grant(child, first, contact_family, "katarina", cast.ago(385))
    yield cast.ago(369, 15)
    casework.start_service(stage, child, decision, cast.today - timedelta(days=369), cast.ago(369, 15))
    yield cast.ago(305, 10)
    text = "Tindra har inte varit i skolan sedan lovet slutade. Pappan säger att hon är hos mamman, mamman tvärtom."
    again = cast.receive(family, cast.ago(305, 10), "bashir", school_of(cast, 305), text, is_first=False)[0]
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
    text = "Larm från adressen. Pappan påverkad, hål i en dörr. Tindra satt under bordet och höll om hunden."
    case = cast.receive(family, cast.ago(133, 7, 40), "ines", POLICE, text, is_first=False, violence=True)[0]
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
        stage,
        child,
        "Hemma hos mamma",
        "Vad som hände i juli",
        "Pappa var arg på dörren, inte på mig.",
        cast.ago(93, 13),
        not_alone_reason="Tindra ville ha mormor bredvid sig.",
    )
    yield cast.ago(84)
    urgent = proposal_fields(
        Behind(stage, child, second, shares.Theme.VIOLENCE, cast.chance), Kind.NO_SERVICE, cast.today
    )
    treatment = ProposalFields(
        kind=Kind.SERVICE,
        most_suitable="family_treatment",
        chosen="family_treatment",
        planned_start_on=cast.today - timedelta(days=76),
        reasons="Stödet kan inte vänta på att utredningen blir klar.",
        child_view="Tindra vill att pappa får hjälp.",
        child_version=urgent.child_version,
        is_urgent=True,
        urgent_reason="Föräldrarna ber om stöd nu, och nästa vecka har teamet plats.",
    )
    yield from _tindras_autumn(cast, family, second, treatment)


def _tindras_autumn(cast: Cast, family: Family, case: int, treatment: ProposalFields) -> Story:
    stage, child = cast.stage, family.children[0]
    casework.note_area(
        stage,
        child,
        case,
        "safe",
        "Pappan har sökt hjälp på beroendemottagningen och bor hos sin bror.",
        cast.ago(84),
        source="Pappan, bekräftat av mottagningen",
    )
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
        stage,
        child,
        "Norrhamnsskolan",
        "Hur Tindra vill ha det",
        "Jag vill att ni pratar med mormor. Jag vill inte byta skola.",
        cast.ago(68, 13),
        told="Att det hon säger skrivs ned och vem som får läsa.",
        how="Hon frågade vem som läser och fick svar.",
        already_told="Kvällen i maj, se anteckning. Fråga inte om den igen.",
    )
    yield cast.ago(49, 11)
    text = "Tindra grät i matsalen och ville inte följa med när pappan hämtade."
    joined = cast.receive(family, cast.ago(49, 11), "hedda", school_of(cast, 49), text, is_first=False)[0]
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
