"""A proposal: what is most suitable beside what is proposed, why they differ, whose consent, and who decides."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.decisions import Proposed, answer
from tests.factories.investigations import Opened, open_on
from tests.factories.people import Child
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.decisions import queries
from skyddsnat.domains.decisions.types import Answer, Obstacle, ProposalView, State
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.consent import age_on

pytestmark = pytest.mark.django_db
ALMAS_BIRTH = date(2018, 4, 12)


def page_of(page: str, number: int) -> str:
    return reverse(f"decisions:{page}", args=[number])


def typed(now: datetime, **changes: object) -> dict[str, object]:
    """What Bo types."""
    return {
        "kind": "service",
        "most_suitable": "family_treatment_home",
        "chosen": "contact_family",
        "obstacles": ["money", "no_place"],
        "settled_by": "manager",
        "own_words": "Teamet är fullt till februari.",
        "planned_start_on": (now.date() + timedelta(days=7)).isoformat(),
        "reasons": "Alma behöver lugna helger.",
        "child_view": "Alma vill vara hos mormor mer.",
        "child_version": "Du får vara hos en kontaktfamilj varannan helg.",
        "base_version": "",
        **changes,
    }


def proposals_of(office: Office, child: Child) -> list[ProposalView]:
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        return queries.proposals_of_file(file_id=child.file_id, viewer=eyes)


def test_a_new_proposal_begins_with_what_the_investigation_says(sign_in: SignIn, closed: Opened, now: datetime) -> None:
    page = sign_in("bo").get(page_of("propose", closed.id)).content.decode()
    age = age_on(ALMAS_BIRTH, local_date(now))
    for text in (f"Alma Åkerlund, {age}", "efter utredning avslutad", "Mest lämplig enligt din bedömning", "Till Alma"):
        assert text in page
    for text in ("ska den rapporteras till IVO", "34 kap. 1 § SoL", "Läsbarhet (LIX)", "ha mat i skåpet"):
        assert text in page


def test_bo_saves_a_proposal_and_is_told_who_decides_and_what_is_missing(
    office: Office, sign_in: SignIn, closed: Opened, now: datetime
) -> None:
    bo = sign_in("bo")
    answer_ = bo.post(page_of("propose", closed.id), {**typed(now), "act": "save"}, follow=True)
    page = answer_.content.decode()
    (saved,) = proposals_of(office, closed.child)
    assert saved.fields.obstacles == (Obstacle.MONEY, Obstacle.NO_PLACE)
    for text in (
        "Förslaget är sparat.",
        "enhetschef enligt delegation 4.2",
        "inte tillfrågad",
        "Eva Åkerlund",
    ):
        assert text in page
    assert "ska vara tillfrågade" in page
    assert 'value="propose"' not in page
    assert bo.get(page_of("propose", closed.id)).headers["Location"] == page_of("proposal", saved.id)


def test_without_an_obstacle_it_is_refused_and_the_text_is_kept(
    office: Office, sign_in: SignIn, closed: Opened, now: datetime
) -> None:
    answer_ = sign_in("bo").post(
        page_of("propose", closed.id), {**typed(now, obstacles=[], settled_by=""), "act": "propose"}
    )
    page = answer_.content.decode()
    assert answer_.status_code == 422
    for text in ("Välj minst en orsak", "Vem avgjorde att det inte blev", "Teamet är fullt till februari."):
        assert text in page
    assert proposals_of(office, closed.child) == []


def test_a_late_start_must_say_why(sign_in: SignIn, closed: Opened, now: datetime) -> None:
    late = (now.date() + timedelta(days=51)).isoformat()
    answer_ = sign_in("bo").post(page_of("propose", closed.id), {**typed(now, planned_start_on=late), "act": "propose"})
    assert "Starten är mer än 14 dagar bort" in answer_.content.decode()


def test_lesson_7_each_guardian_answers_by_name(
    office: Office, sign_in: SignIn, written: Proposed, now: datetime
) -> None:
    eva = written.child.guardians["eva"]
    bo = sign_in("bo")
    address = reverse("decisions:consent", args=[written.id, eva])
    when = timezone.localtime(timezone.now() - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M")
    said = {"answer": "consents", "how": "samtal", "given_at": when, "words": "Det blir bra."}
    page = bo.post(address, said, follow=True).content.decode()
    assert "Samtycker" in page
    assert "Det blir bra." in page
    assert 'value="propose"' in page
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        (found,) = queries.consents(proposal_id=written.id, viewer=eyes)
    assert (found.answer, found.person_id) == (Answer.CONSENTS, eva)


def test_what_was_typed_last_is_what_is_handed_in(
    office: Office, sign_in: SignIn, written: Proposed, now: datetime
) -> None:
    answer(office, written, "eva", at=now)
    new = typed(now, reasons="Alma behöver lugna helger nu.", base_version=str(written.version))
    page = sign_in("bo").post(page_of("proposal", written.id), {**new, "act": "propose"}, follow=True).content.decode()
    (handed_in,) = proposals_of(office, written.child)
    assert handed_in.state is State.PROPOSED
    assert handed_in.fields.reasons == "Alma behöver lugna helger nu."
    assert "Väntar på beslut" in page


def test_lesson_5_the_urgent_route_asks_why_and_shows_how_long_it_was_planned(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    running = open_on(office, alma, at=now)
    urgent = typed(now, is_urgent="on", chosen="family_home", most_suitable="family_home", obstacles=[], settled_by="")
    page = sign_in("bo").post(page_of("propose", running.id), {**urgent, "act": "save"}, follow=True).content.decode()
    assert "Varför kan beslutet inte vänta?" in page
    assert "Förslaget har funnits i 0" in page


@pytest.mark.parametrize("to", ["", "?to=child"])
def test_the_letters_can_be_seen_before_anything_is_signed(sign_in: SignIn, written: Proposed, to: str) -> None:
    answer_ = sign_in("bo").get(page_of("letters", written.id) + to)
    assert answer_.status_code == 200
    assert answer_.content.startswith(b"%PDF")
    assert "Alma" not in answer_.headers["Content-Disposition"]


@pytest.mark.parametrize("who", ["cia", "dag", "kaj", "max"])
def test_nobody_outside_opens_the_proposal(sign_in: SignIn, written: Proposed, who: str) -> None:
    browser = sign_in(who)
    for page in ("proposal", "decide", "letters", "return"):
        assert browser.get(page_of(page, written.id)).status_code == 404
    assert browser.get(page_of("propose", written.investigation)).status_code == 404
