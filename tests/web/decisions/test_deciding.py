"""Deciding: three checks, the news since the proposal, one signature; then telling, serving and starting."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.decisions import FIELDS, Proposed, adopt_order, answer, decide, hand_in, write
from tests.factories.investigations import carried_through
from tests.factories.people import make_child
from tests.factories.protected import protect
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.domains.decisions.types import Answer, DecisionView, DeliveryView, Outcome, ProposalFields
from skyddsnat.domains.investigations.types import Result
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.actions import ask_release, decide_release
from skyddsnat.foundation.documents.queries import renderings
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released

pytestmark = pytest.mark.django_db
YES = {"no_conflict": "no", "outcome": "as_proposed"}


def page_of(page: str, number: int) -> str:
    return reverse(f"decisions:{page}", args=[number])


def decision_of(office: Office, proposed: Proposed) -> DecisionView | None:
    eyes = office.viewer("mia", timezone.now())
    with seeing(eyes):
        return queries.decision_on(proposal_id=proposed.id, viewer=eyes)


def signed(sign_in: SignIn, proposed: Proposed, **said: object) -> int:
    """Mia decides in her browser; returns the status."""
    data = {**YES, "base_version": str(proposed.version), "facts_told": "0", **said}
    return sign_in("mia").post(page_of("decide", proposed.id), data).status_code


def made(office: Office, sign_in: SignIn, proposed: Proposed) -> DecisionView:
    assert signed(sign_in, proposed) == 302
    found = decision_of(office, proposed)
    assert found is not None
    return found


# --- The list ---------------------------------------------------------------------------------------------------------


def test_what_waits_is_shown_to_whoever_may_decide_it(sign_in: SignIn, proposed: Proposed) -> None:
    assert "Alma Å." in sign_in("mia").get(reverse("decisions:waiting")).content.decode()
    for who in ("bo", "stina", "max", "kaj"):
        assert "Alma" not in sign_in(who).get(reverse("decisions:waiting")).content.decode()
    assert sign_in("lo").get(reverse("decisions:waiting")).status_code == 403


def test_the_list_takes_as_many_questions_with_three_as_with_one(
    office: Office, sign_in: SignIn, proposed: Proposed, fields: ProposalFields, now: datetime
) -> None:
    mia = sign_in("mia")
    with CaptureQueriesContext(connection) as one:
        mia.get(reverse("decisions:waiting"))
    for name in ("hugo", "elsa"):
        child = make_child(office, name, at=now)
        closed = carried_through(office, child, result=Result.SERVICE, opened_at=now, closed_at=now)
        again = write(office, child, fields, investigation=closed, at=now)
        for person in ("eva", "child") if name == "elsa" else ("eva",):
            answer(office, again, person, at=now)
        hand_in(office, again, at=now)
    with CaptureQueriesContext(connection) as many:
        page = mia.get(reverse("decisions:waiting")).content.decode()
    assert page.count("Läs och besluta") >= 3
    assert len(many) == len(one) <= 8 + SAVEPOINTS


# --- The decision -----------------------------------------------------------------------------------------------------


def test_lesson_5_the_three_checks_stand_as_checks_with_results(sign_in: SignIn, proposed: Proposed) -> None:
    page = sign_in("mia").get(page_of("decide", proposed.id)).content.decode()
    for text in ("Får du besluta?", "Lagen låter en tjänsteman", "enhetschef enligt delegation 4.2", "Är du jävig"):
        assert text in page
    assert page.count("(hindrar inte)") == 3
    assert "Skriv under beslutet" in page


def test_the_button_is_dead_for_whoever_may_not_decide(sign_in: SignIn, proposed: Proposed) -> None:
    page = " ".join(sign_in("bo").get(page_of("decide", proposed.id)).content.decode().split())
    assert "Du har inte rätt att besluta detta" in page
    assert "disabled>Skriv under beslutet" in page


def test_mia_signs_as_proposed(office: Office, sign_in: SignIn, proposed: Proposed) -> None:
    decision = made(office, sign_in, proposed)
    page = sign_in("bo").get(page_of("decision", decision.id)).content.decode()
    assert decision.outcome is Outcome.AS_PROPOSED
    for text in ("Enligt förslaget", "Mia Chef", "punkt 4.2", "inte underrättad", "Eva Åkerlund", "Brevet till barnet"):
        assert text in page


def test_whoever_says_that_she_has_a_conflict_does_not_decide(
    office: Office, sign_in: SignIn, proposed: Proposed
) -> None:
    assert signed(sign_in, proposed, no_conflict="yes") == 422
    assert decision_of(office, proposed) is None


def test_a_changed_decision_needs_its_own_words_and_keeps_what_was_typed(
    office: Office, sign_in: SignIn, proposed: Proposed
) -> None:
    data = {
        **YES,
        "outcome": "refused",
        "base_version": str(proposed.version),
        "facts_told": "0",
        "reasons": "Mias skäl.",
    }
    answer_ = sign_in("mia").post(page_of("decide", proposed.id), data)
    page = answer_.content.decode()
    assert answer_.status_code == 422
    for text in ("Säg varför beslutet blev ett annat", "Texten till barnet saknas", "Mias skäl."):
        assert text in page
    assert decision_of(office, proposed) is None


def test_lesson_10_a_fact_that_came_after_the_proposal_is_told_before_the_signature(
    office: Office, sign_in: SignIn, proposed: Proposed
) -> None:
    answer(office, proposed, "eva", Answer.CONSENTS, at=timezone.now())
    assert signed(sign_in, proposed) == 422
    page = sign_in("mia").get(page_of("decide", proposed.id)).content.decode()
    assert "Nytt sedan förslaget lämnades" in page
    assert "Nytt svar om samtycke" in page
    assert signed(sign_in, proposed, facts_told="1") == 302


def test_names_may_be_replaced_by_codes_for_a_reason(office: Office, sign_in: SignIn, proposed: Proposed) -> None:
    assert signed(sign_in, proposed, hides_name="on") == 422
    assert signed(sign_in, proposed, hides_name="on", hides_name_reason="Hot mot handläggaren.") == 302


def test_mia_gives_the_proposal_back_with_a_reason(sign_in: SignIn, proposed: Proposed) -> None:
    mia = sign_in("mia")
    back = {"base_version": str(proposed.version)}
    assert mia.post(page_of("return", proposed.id), {**back, "reason": ""}).status_code == 422
    assert mia.post(page_of("return", proposed.id), {**back, "reason": "Skriv om skolan."}).status_code == 302
    page = sign_in("bo").get(page_of("proposal", proposed.id)).content.decode()
    assert "Skriv om skolan." in page
    assert "Förslaget kom tillbaka" in page


# --- Afterwards -------------------------------------------------------------------------------------------------------


def test_the_party_is_told_receives_and_may_appeal_until_a_day(
    office: Office, sign_in: SignIn, proposed: Proposed
) -> None:
    decision = made(office, sign_in, proposed)
    bo = sign_in("bo")
    (letter,) = decision.deliveries
    address = reverse("decisions:deliver", args=[decision.id, letter.person_id])
    page = bo.post(address, {"how": "rekommenderat brev"}, follow=True).content.decode()
    assert "Rekommenderat brev" in page
    later = timezone.localtime(timezone.now()) + timedelta(minutes=-1)
    early = bo.post(page_of("serve", letter.id), {"served_at": later.strftime("%Y-%m-%dT%H:%M")})
    assert early.status_code == 422
    assert "innan det skickades" in early.content.decode()


def test_the_page_leads_to_the_letter_without_the_name_once_harm_is_tested(
    office: Office, sign_in: SignIn, proposed: Proposed
) -> None:
    """FL 33 §. The letter was signed before the name was protected."""
    decision = made(office, sign_in, proposed)
    (letter,) = decision.deliveries
    at = timezone.now()
    protect(office, "bo", at=at)
    bo, address = sign_in("bo"), reverse("decisions:deliver", args=[decision.id, letter.person_id])
    assert "Begär det under Handlingar." in bo.post(address, {"how": "brev"}).content.decode()
    assert (
        reverse("children:document", args=[letter.letter_id])
        in bo.get(page_of("decision", decision.id)).content.decode()
    )
    mia = office.viewer("mia", at)
    with seeing(mia):
        asked = ask_release(
            document_id=letter.letter_id, asked_by=Asker.PARTY, asked_for="Eva ska få beslutet.", asked_at=at,
            actor=mia, at=at,
        )  # fmt: skip
        decide_release(
            release_id=asked, outcome=Released.WITHOUT_NAMES, basis=Basis.STAFF, reason="Hot.", actor=mia, at=at
        )
        instead = renderings(document_ids=[letter.letter_id], to=Asker.PARTY, viewer=mia)[letter.letter_id]
    page = bo.get(page_of("decision", decision.id)).content.decode()
    assert reverse("children:document", args=[instead]) in page
    assert reverse("children:document", args=[letter.letter_id]) not in page
    page = bo.post(address, {"how": "brev"}, follow=True).content.decode()
    assert reverse("children:document", args=[instead]) in page


def test_the_start_is_written_down_and_stops_the_clock(office: Office, sign_in: SignIn, proposed: Proposed) -> None:
    decision = made(office, sign_in, proposed)
    bo = sign_in("bo")
    assert "ska den rapporteras till IVO" in bo.get(page_of("decision", decision.id)).content.decode()
    today = timezone.localdate().isoformat()
    page = bo.post(page_of("start", decision.id), {"started_on": today}, follow=True).content.decode()
    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        (clock,) = clocks_of(subject=f"decisions.decision:{decision.id}", viewer=eyes)
    assert clock.met_at is not None
    assert "Insatsen kom i gång" in page


@pytest.mark.parametrize("who", ["cia", "dag", "kaj"])
def test_nobody_outside_opens_the_decision(office: Office, sign_in: SignIn, proposed: Proposed, who: str) -> None:
    decision = made(office, sign_in, proposed)
    browser = sign_in(who)
    (letter,) = decision.deliveries
    assert browser.get(page_of("decision", decision.id)).status_code == 404
    assert browser.get(page_of("start", decision.id)).status_code == 404
    assert browser.get(page_of("serve", letter.id)).status_code == 404


# --- Appeals ----------------------------------------------------------------------------------------------------------


def served(office: Office, at: datetime) -> DeliveryView:
    """Eva's letter about a decision of that day, received the same day."""
    adopt_order(office, at=at)
    alma = make_child(office, at=at)
    case = carried_through(office, alma, result=Result.SERVICE, opened_at=at, closed_at=at)
    written = write(office, alma, replace(FIELDS, planned_start_on=at.date()), investigation=case, at=at)
    answer(office, written, "eva", at=at)
    decision_id = decide(office, hand_in(office, written, at=at), at=at)
    bo = office.viewer("bo", at)
    with seeing(bo):
        letter_id = actions.deliver(
            decision_id=decision_id, person_id=alma.guardians["eva"], how="Brev", actor=bo, at=at
        )
        actions.serve(delivery_id=letter_id, served_at=at, actor=bo, at=at)
        return queries.delivery(delivery_id=letter_id, viewer=bo)


def came_in_now(sign_in: SignIn, letter: DeliveryView) -> str:
    """Bo writes down that the appeal came in; the page that follows."""
    came = {"came_in_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
    return sign_in("bo").post(page_of("appeal", letter.id), came, follow=True).content.decode()


def test_the_page_says_until_when_a_decision_may_be_appealed(office: Office, sign_in: SignIn, now: datetime) -> None:
    letter = served(office, now - timedelta(days=2))
    page = sign_in("bo").get(page_of("decision", letter.decision_id)).content.decode()
    assert "Får överklagas till och med" in page
    assert "Om ingen överklagar får beslutet laga kraft" in page


def test_the_page_says_that_a_decision_is_final_when_nobody_appealed(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    letter = served(office, now - timedelta(days=40))
    page = sign_in("bo").get(page_of("decision", letter.decision_id)).content.decode()
    assert "Tiden att överklaga gick ut" in page
    assert "Beslutet fick laga kraft" in page


def test_an_appeal_in_time_is_written_down_and_goes_to_the_court(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    letter, bo = served(office, now - timedelta(days=2)), sign_in("bo")
    assert page_of("appeal", letter.id) in bo.get(page_of("decision", letter.decision_id)).content.decode()
    assert "i tid." in came_in_now(sign_in, letter)
    refused = bo.post(page_of("settle", letter.id), {"outcome": "dismissed", "reason": "För sent."})
    assert refused.status_code == 422
    assert "ska lämnas till domstolen" in refused.content.decode()
    page = bo.post(page_of("settle", letter.id), {"outcome": "forwarded"}, follow=True).content.decode()
    assert "Beslutet är överklagat." in page
    assert "Lämnat till domstolen" in page
    assert bo.get(page_of("settle", letter.id)).status_code == 302


def test_an_appeal_that_came_late_is_dismissed_by_whoever_decides(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    letter = served(office, now - timedelta(days=40))
    assert "för sent." in came_in_now(sign_in, letter)
    late = {"outcome": "dismissed", "reason": "Kom in efter tiden."}
    refused = sign_in("bo").post(page_of("settle", letter.id), late)
    assert refused.status_code == 422
    assert "Kom in efter tiden." in refused.content.decode()
    page = sign_in("mia").post(page_of("settle", letter.id), late, follow=True).content.decode()
    assert "överklagandet avvisat" in page


def test_an_appeal_from_somebody_without_a_letter_is_written_down_and_goes_to_the_court(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    letter, bo = served(office, now - timedelta(days=40)), sign_in("bo")
    address = page_of("other-appeal", letter.decision_id)
    assert address in bo.get(page_of("decision", letter.decision_id)).content.decode()
    asked = bo.get(address).content.decode()
    assert "prövar domstolen" in asked
    assert "Eva" not in asked.split("<fieldset", 1)[1].split("</fieldset>", 1)[0], "she has a letter of her own"

    came = {"person": "no", "appellant": "", "came_in_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
    refused = bo.post(address, came)
    assert refused.status_code == 422
    assert "skriv namnet" in refused.content.decode()
    page = bo.post(address, came | {"appellant": "Morfar Arne"}, follow=True).content.decode()
    assert "Morfar Arne" in page
    assert "i tid: tiden har inte börjat" in page
    assert "Beslutet är överklagat." in page

    eyes = office.viewer("bo", timezone.now())
    with seeing(eyes):
        (appealed,) = queries.decision(decision_id=letter.decision_id, viewer=eyes).other_appeals
    settle = page_of("settle-other", appealed.id)
    assert settle in page
    assert "Morfar Arne" in bo.get(settle).content.decode()
    assert bo.post(settle, {"outcome": "dismissed", "reason": "Beslutet angår honom inte."}).status_code == 422
    page = bo.post(settle, {"outcome": "forwarded"}, follow=True).content.decode()
    assert "Lämnat till domstolen" in page
    assert bo.get(settle).status_code == 302


def test_a_party_appeals_before_the_letter_is_sent(office: Office, sign_in: SignIn, proposed: Proposed) -> None:
    decision = made(office, sign_in, proposed)
    (letter,) = decision.deliveries
    assert letter.sent_at is None
    bo = sign_in("bo")
    assert page_of("appeal", letter.id) in bo.get(page_of("decision", decision.id)).content.decode()


@pytest.mark.parametrize("name", ["appeal", "settle"])
def test_nobody_outside_opens_an_appeal(office: Office, sign_in: SignIn, now: datetime, name: str) -> None:
    letter = served(office, now - timedelta(days=2))
    assert sign_in("cia").get(page_of(name, letter.id)).status_code == 404
