"""Protection is assessed whatever is missing; the rest is decided when everything is there, and never before."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.intake import WRITTEN, assess, receive, report_on, write_preliminary
from tests.factories.people import Child, give_to
from tests.factories.staff import Office
from tests.web.intake.conftest import SignIn

from skyddsnat.domains.intake import queries
from skyddsnat.domains.intake.types import Judgement, Known, Step
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import clocks_of
from skyddsnat.foundation.documents.queries import documents_of_subject
from skyddsnat.foundation.drafts.queries import draft_of

pytestmark = pytest.mark.django_db

JUDGED = {
    "judgement": "no_immediate_need",
    "reasons": "Alma är hos mormor i natt.",
    "acute_danger": "unknown",
    "can_talk_alone": "unknown",
}
TEXT = {
    "contacts": WRITTEN.contacts,
    "child_heard": "yes",
    "child_view": WRITTEN.child_view,
    "summary": WRITTEN.summary,
    "reasons": WRITTEN.reasons,
}
QUESTION = {"question": "violence", "asks": "Hur har Alma det hemma?"}


@pytest.fixture
def alma(office: Office, now: datetime) -> int:
    """The report on Alma of this morning, as it stands for her."""
    return receive(office, report_on("alma", received_at=now)).report_child_ids[0]


def page_of(page: str, report_child_id: int) -> str:
    return reverse(f"intake:{page}", args=[report_child_id])


def step_of(office: Office, report_child_id: int, name: str = "ida") -> Step:
    eyes = office.viewer(name, timezone.now())
    with seeing(eyes):
        return queries.report_child(report_child_id=report_child_id, viewer=eyes).step


# --- Protection -------------------------------------------------------------------------------------------------------


def test_the_page_shows_the_report_beside_the_form_and_until_when(sign_in: SignIn, alma: int) -> None:
    page = sign_in("ida").get(page_of("protection", alma)).content.decode()
    for text in ("blåmärke", "Genast, senast", "20 kap. 1 § SoL", "Inget tidigare om barnet"):
        assert text in page


def test_protection_is_assessed_with_almost_everything_missing(office: Office, sign_in: SignIn, alma: int) -> None:
    answer = sign_in("ida").post(page_of("protection", alma), JUDGED, follow=True)
    assert "Skyddsbedömningen är sparad." in answer.content.decode()
    assert step_of(office, alma) is Step.ASSESSED


def test_protection_is_assessed_again_and_both_are_shown(office: Office, sign_in: SignIn, alma: int) -> None:
    ida = sign_in("ida")
    ida.post(page_of("protection", alma), JUDGED)
    worse = {**JUDGED, "judgement": "measures_needed", "reasons": "Pappa är på väg hem.", "measures": ["police_report"]}
    ida.post(page_of("protection", alma), worse)
    page = ida.get(page_of("protection", alma)).content.decode()
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        latest, first = queries.protection_assessments(report_child_id=alma, viewer=eyes)
    assert (latest.judgement, first.acute_danger) == (Judgement.MEASURES_NEEDED, Known.UNKNOWN)
    assert "Alma är hos mormor i natt." in page
    assert "Pappa är på väg hem." in page


def test_lesson_8_a_declared_conflict_does_not_stop_the_protection_assessment(
    office: Office, sign_in: SignIn, alma: int, now: datetime
) -> None:
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        file_id = queries.report_child(report_child_id=alma, viewer=eyes).file_id
        access.declare_conflict(
            file_id=file_id, employee_id=office.employees["ida"], reason="Granne.", actor=eyes, at=now
        )
    ida = sign_in("ida")
    assert ida.post(page_of("protection", alma), JUDGED).status_code == 302
    assert "Du har anmält jäv i akten." in ida.get(page_of("preliminary", alma)).content.decode()


def test_an_assessment_without_reasons_is_kept_as_a_draft(office: Office, sign_in: SignIn, alma: int) -> None:
    answer = sign_in("ida").post(
        page_of("protection", alma), {**JUDGED, "reasons": "", "home_now": "Pappa och storebror."}
    )
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        draft = draft_of(form_key=f"intake.protection:{alma}", viewer=eyes)
    assert answer.status_code == 422
    assert "Pappa och storebror." in answer.content.decode()
    assert draft is not None
    assert draft.data["home_now"] == ["Pappa och storebror."]


# --- The preliminary assessment ---------------------------------------------------------------------------------------


def test_before_anything_is_written_the_buttons_are_dead_and_say_all_reasons(sign_in: SignIn, alma: int) -> None:
    page = sign_in("ida").get(page_of("preliminary", alma)).content.decode()
    for reason in ("Gör skyddsbedömningen först.", "Sammanfatta", "Skriv skälen", "Ange om barnet"):
        assert reason in page
    assert 'value="open"' not in page
    assert page_of("protection", alma) in page
    assert "bara vårdnadshavare, barnet och den som anmälde" in page


def test_it_is_saved_bit_by_bit_and_the_questions_wait_beside_it(office: Office, sign_in: SignIn, alma: int) -> None:
    ida = sign_in("ida")
    ida.post(page_of("preliminary", alma), {"act": "save", "summary": "Skolan är orolig.", **QUESTION})
    page = ida.get(page_of("preliminary", alma))
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        written = queries.preliminary(report_child_id=alma, viewer=eyes)
    assert written is not None
    assert written.fields.summary == "Skolan är orolig."
    assert QUESTION["asks"] in page.content.decode()
    assert page.context["sheet"].conflict == []


def test_an_investigation_is_opened_in_the_same_press_as_the_decision(
    office: Office, sign_in: SignIn, alma: int
) -> None:
    assess(office, alma, at=timezone.now())
    answer = sign_in("ida").post(page_of("preliminary", alma), {"act": "open", **TEXT, **QUESTION})
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        child = queries.report_child(report_child_id=alma, viewer=eyes)
        running = running_in_file(file_id=child.file_id, viewer=eyes)
    assert child.step is Step.OPENED
    assert running is not None
    assert answer["Location"] == reverse("investigations:investigation", args=[running.id])


def test_not_opening_needs_no_question_and_the_decision_is_read_afterwards(
    office: Office, sign_in: SignIn, alma: int
) -> None:
    assess(office, alma, at=timezone.now())
    ida = sign_in("ida")
    page = ida.post(page_of("preliminary", alma), {"act": "not_open", **TEXT}, follow=True).content.decode()
    assert step_of(office, alma) is Step.NOT_OPENED
    for text in ("Utredning inleds inte", WRITTEN.reasons, "Läs det undertecknade beslutet"):
        assert text in page


def test_a_decision_that_cannot_be_made_yet_keeps_the_text_and_says_why(
    office: Office, sign_in: SignIn, alma: int
) -> None:
    answer = sign_in("ida").post(page_of("preliminary", alma), {"act": "open", **TEXT, "summary": "", **QUESTION})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Gör skyddsbedömningen först." in page
    assert "Sammanfatta vad som har kommit fram." in page
    assert WRITTEN.reasons in page
    assert step_of(office, alma) is Step.RECEIVED


def test_opening_without_a_question_is_refused_with_the_reason(office: Office, sign_in: SignIn, alma: int) -> None:
    assess(office, alma, at=timezone.now())
    answer = sign_in("ida").post(page_of("preliminary", alma), {"act": "open", **TEXT})
    assert answer.status_code == 422
    assert "Välj vad utredningen gäller." in answer.content.decode()
    assert step_of(office, alma) is Step.ASSESSED


def test_two_who_write_at_once_see_both_texts(office: Office, sign_in: SignIn, alma: int) -> None:
    assess(office, alma, at=timezone.now())
    version = write_preliminary(office, alma, at=timezone.now())
    mine = {**TEXT, "act": "save", "summary": "Min egen bedömning.", "base_version": str(version - 1)}
    answer = sign_in("ingvar").post(page_of("preliminary", alma), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Min egen bedömning." in page
    assert WRITTEN.summary in page


def test_what_one_wrote_while_somebody_else_decided_is_not_lost(office: Office, sign_in: SignIn, alma: int) -> None:
    assess(office, alma, at=timezone.now())
    ida, ingvar = sign_in("ida"), sign_in("ingvar")
    ida.post(page_of("preliminary", alma), {"act": "not_open", **TEXT})
    late = ingvar.post(page_of("preliminary", alma), {"act": "save", "summary": "Det jag hann skriva."})
    page = ingvar.get(page_of("preliminary", alma)).content.decode()
    assert late.status_code == 422
    assert "Det jag hann skriva." in late.content.decode()
    assert "Det jag hann skriva." in page
    assert "Någon annan hann besluta." in page


def test_more_time_needs_exceptional_grounds_and_a_later_day(office: Office, sign_in: SignIn, alma: int) -> None:
    ida = sign_in("ida")
    later = (timezone.now() + timedelta(days=21)).date().isoformat()
    assert ida.post(page_of("prolong", alma), {"to": later, "reason": ""}).status_code == 422
    early = ida.post(page_of("prolong", alma), {"to": timezone.now().date().isoformat(), "reason": "Ingen svarar."})
    done = ida.post(page_of("prolong", alma), {"to": later, "reason": "Familjen går inte att nå."}, follow=True)
    assert "måste vara senare" in early.content.decode()
    assert "Tiden är förlängd." in done.content.decode()
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        planned = queries.planned_on(report_child_id=alma, viewer=eyes)
    assert planned is not None
    assert planned.isoformat() == later


# --- A report on a child under investigation --------------------------------------------------------------------------


@pytest.fixture
def second(office: Office, sign_in: SignIn, alma: int) -> int:
    """A second report on Alma, while the investigation after the first one runs."""
    assess(office, alma, at=timezone.now())
    sign_in("ida").post(page_of("preliminary", alma), {"act": "open", **TEXT, **QUESTION})
    return receive(office, report_on("alma", received_at=timezone.now())).report_child_ids[0]


def test_a_report_on_a_running_investigation_says_so_and_joins_it(office: Office, sign_in: SignIn, second: int) -> None:
    ida = sign_in("ida")
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        report_id = queries.report_child(report_child_id=second, viewer=eyes).report_id
    before = ida.get(f"/reports/{report_id}/").content.decode()
    after = ida.post(page_of("protection", second), JUDGED, follow=True).content.decode()
    assert "En utredning pågår. Anmälan förs dit när skyddet är bedömt." in before
    assert "Anmälan ingår nu i den utredning som pågår." in after
    assert step_of(office, second) is Step.JOINED


def test_a_report_that_came_before_the_investigation_is_joined_to_it(
    office: Office, sign_in: SignIn, alma: int, now: datetime
) -> None:
    other = receive(office, report_on("alma", received_at=timezone.now())).report_child_ids[0]
    for child in (alma, other):
        assess(office, child, at=timezone.now())
    ida = sign_in("ida")
    ida.post(page_of("preliminary", alma), {"act": "open", **TEXT, **QUESTION})
    page = ida.get(page_of("preliminary", other)).content.decode()
    assert "För anmälan till utredningen" in page
    assert ida.post(page_of("preliminary", other), {"act": "join"}).status_code == 302
    assert step_of(office, other) is Step.JOINED


# --- Feedback ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def decided(office: Office, sign_in: SignIn, alma: int) -> int:
    assess(office, alma, at=timezone.now())
    sign_in("ida").post(page_of("preliminary", alma), {"act": "not_open", **TEXT})
    return alma


def test_nothing_is_told_before_there_is_a_decision(sign_in: SignIn, alma: int) -> None:
    page = sign_in("ida").get(page_of("feedback", alma)).content.decode()
    assert "Det finns inget beslut att berätta om än." in page
    assert 'value="give"' not in page


def test_the_reporter_is_told_the_outcome_and_nothing_about_the_child(sign_in: SignIn, decided: int) -> None:
    ida = sign_in("ida")
    before = ida.get(page_of("feedback", decided))
    after = ida.post(page_of("feedback", decided), {"act": "give"}, follow=True).content.decode()
    words = " ".join(f"{passage.title} {passage.text}" for passage in before.context["letter"])
    assert "Vi har beslutat att inte inleda någon utredning." in words
    assert "Rita Rektor, Lindskolan" in words
    assert "Alma" not in words
    assert "Läs brevet" in after


def test_the_letter_to_the_reporter_is_in_english_when_that_is_chosen(
    office: Office, sign_in: SignIn, decided: int
) -> None:
    page = sign_in("ida").post(page_of("feedback", decided), {"act": "give", "language": "en"}, follow=True)
    ida = office.viewer("ida", timezone.now())
    with seeing(ida):
        documents = documents_of_subject(subject=f"intake.report_child:{decided}", viewer=ida)
        (letter,) = [each for each in documents if each.kind == "reporter_feedback"]
    assert page.status_code == 200
    assert (letter.language, letter.title) == ("en", "Feedback on your report")


def test_declining_needs_a_reason(sign_in: SignIn, decided: int) -> None:
    ida = sign_in("ida")
    without = ida.post(page_of("feedback", decided), {"act": "decline", "reason": ""})
    done = ida.post(page_of("feedback", decided), {"act": "decline", "reason": "Risk för barnet."}, follow=True)
    assert "Skriv varför det är olämpligt" in without.content.decode()
    assert "Risk för barnet." in done.content.decode()


def test_a_reporter_may_ask_later(office: Office, sign_in: SignIn, now: datetime) -> None:
    from tests.factories.intake import SCHOOL  # noqa: PLC0415 - used here alone

    silent = type(SCHOOL)(kind="school", organisation="Lindskolan")
    child = receive(office, report_on("alma", received_at=now, reporter=silent)).report_child_ids[0]
    ida = sign_in("ida")
    assert "Anteckna att anmälaren vill ha besked" in ida.get(page_of("feedback", child)).content.decode()
    ida.post(page_of("feedback", child), {"act": "ask"})
    assert "Anteckna att anmälaren vill ha besked" not in ida.get(page_of("feedback", child)).content.decode()


def test_once_given_to_a_caseworker_intake_no_longer_sees_the_report(
    office: Office, sign_in: SignIn, alma: int
) -> None:
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        file_id = queries.report_child(report_child_id=alma, viewer=eyes).file_id
    give_to(office, Child(file_id, 0), "bo", at=timezone.now())
    assert sign_in("bo").get(page_of("preliminary", alma)).status_code == 200
    assert sign_in("ida").get(page_of("preliminary", alma)).status_code == 404


# --- A letter that waits ----------------------------------------------------------------------------------------------


@pytest.fixture
def protected(office: Office, decided: int) -> int:
    """The child's data are protected, and Bo has the file: Mia reads what he sends."""
    eyes = office.viewer("ida", timezone.now())
    with seeing(eyes):
        file_id = queries.report_child(report_child_id=decided, viewer=eyes).file_id
    give_to(office, Child(file_id, 0), "bo", at=timezone.now())
    bo = office.viewer("bo", timezone.now())
    with seeing(bo):
        access.mark_protected(file_id=file_id, is_protected=True, actor=bo, at=timezone.now())
    return decided


def is_told(office: Office, child: int) -> tuple[bool, bool]:
    """Whether the reporter is told, and whether the clock is met."""
    bo = office.viewer("bo", timezone.now())
    with seeing(bo):
        clocks = clocks_of(subject=f"intake.report_child:{child}", viewer=bo)
        met = [each.met_at is not None for each in clocks if "reporter_feedback" in each.rule]
        return queries.feedback_of(report_child_id=child, viewer=bo) is not None, met == [True]


def test_the_reporter_is_told_when_the_letter_has_left(office: Office, sign_in: SignIn, protected: int) -> None:
    bo = sign_in("bo")
    page = bo.post(page_of("feedback", protected), {"act": "give"}, follow=True).content.decode()
    assert "besked är lämnat när det har gått" in page
    assert "Brevet är redan gjort och har inte gått än." in page
    assert 'value="give"' not in page
    assert is_told(office, protected) == (False, False)
    viewer = office.viewer("bo", timezone.now())
    with seeing(viewer):
        letter = queries.waiting_letter(report_child_id=protected, viewer=viewer)
    assert letter is not None
    assert reverse("children:document-send", args=[letter.id]) in page
    assert bo.post(page_of("feedback", protected), {"act": "give"}).status_code == 422
    sending, to = reverse("children:document-send", args=[letter.id]), {"recipient": letter.recipient, "how": "brev"}
    assert bo.post(sending, to).status_code == 422
    assert is_told(office, protected) == (False, False)
    assert sign_in("mia").post(reverse("children:document-pass", args=[letter.id])).status_code == 302
    assert bo.post(sending, to).status_code == 302
    assert is_told(office, protected) == (True, True)
    assert "Besked lämnat" in bo.get(page_of("feedback", protected)).content.decode()


def test_a_letter_does_not_leave_when_it_was_decided_since_to_tell_nothing(
    office: Office, sign_in: SignIn, protected: int
) -> None:
    bo = sign_in("bo")
    bo.post(page_of("feedback", protected), {"act": "give"})
    viewer = office.viewer("bo", timezone.now())
    with seeing(viewer):
        letter = queries.waiting_letter(report_child_id=protected, viewer=viewer)
    assert letter is not None
    sign_in("mia").post(reverse("children:document-pass", args=[letter.id]))
    assert bo.post(page_of("feedback", protected), {"act": "decline", "reason": "Fara."}).status_code == 302
    to = {"recipient": letter.recipient, "how": "brev"}
    refused = bo.post(reverse("children:document-send", args=[letter.id]), to)
    assert refused.status_code == 422
    assert "Frågan om besked är redan avgjord." in refused.content.decode()
