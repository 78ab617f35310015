"""Home visits in the browser: the warnings before anything else, two who go, the assessment, read, gone."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories import compulsory
from tests.factories.people import Child, make_child
from tests.factories.safety import HOUR, warning_of
from tests.factories.staff import Office
from tests.web.conftest import SAVEPOINTS, SignIn

from skyddsnat.domains.compulsory.actions import plan_outing
from skyddsnat.domains.compulsory.types import OutingKind
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.types.warnings import VisitFields, VisitView, WarningOn
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import local_moment

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
STREET = "Storgatan 1, Norrham"
WORDS = "Åk två. Ring när ni är framme."


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - 2 * DAY)


def plain(content: bytes) -> str:
    return re.sub(r"\s+", " ", content.decode())


def held(key: str, version: int | None = None) -> dict[str, str]:
    base = "" if version is None else str(version)
    return {"base_version": base, "draft_key": key, "draft_version": "0", "draft_url": "/"}


def typed(office: Office, child: Child, now: datetime, **changes: Any) -> dict[str, Any]:
    """The form as Bo fills it in: he goes with Dag, tomorrow."""
    written = {
        "planned_at": local_moment(now + DAY).strftime("%Y-%m-%dT%H:%M"),
        "place": STREET,
        "goers": [str(office.employees[name]) for name in ("bo", "dag")],
        "assessment": "",
        "measures": [],
    }
    return held(f"safety.visit:new-{child.file_id}") | written | changes


def warn(office: Office, child: Child, at: datetime, **changes: Any) -> None:
    with seeing(office.viewer("bo", at)) as bo:
        actions.write_warning(fields=warning_of(child, at, **changes), actor=bo, at=at)


def plan(office: Office, child: Child, at: datetime, *, on: datetime | None = None, **changes: Any) -> int:
    goers = tuple(office.employees[name] for name in ("bo", "dag"))
    fields = VisitFields(**({"planned_at": on or at + HOUR, "place": STREET, "goers": goers} | changes))
    with seeing(office.viewer("bo", at)) as bo:
        return actions.plan_visit(file_id=child.file_id, fields=fields, actor=bo, at=at)


def seen(office: Office, visit_id: int) -> VisitView:
    with seeing(office.viewer("mia", timezone.now())) as mia:
        return queries.visit(visit_id=visit_id, viewer=mia)


def planned(office: Office, child: Child) -> list[VisitView]:
    with seeing(office.viewer("mia", timezone.now())) as mia:
        return queries.visits_of_file(file_id=child.file_id, viewer=mia)


# --- Planning ---------------------------------------------------------------------------------------------------------


def test_the_file_leads_to_the_visits_and_says_nothing_of_warnings(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    warn(office, alma, now)
    bo = sign_in("bo")
    content = plain(bo.get(reverse("children:file", args=[alma.file_id])).content)
    assert reverse("safety:visits", args=[alma.file_id]) in content
    assert WORDS not in content
    assert "arning" not in content


def test_the_warnings_stand_before_anything_else(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    warn(office, alma, now)
    warn(office, alma, now, about=WarningOn.PERSON, person_id=alma.guardians["eva"], words="Möt på kontoret.")
    content = plain(sign_in("bo").get(reverse("safety:visits", args=[alma.file_id])).content)
    assert "Varning: kan vara hotfull · Eva Åkerlund" in content
    assert "Möt på kontoret." in content
    assert content.index("Varning: kan vara hotfull") < content.index(WORDS) < content.index('class="panel narrow')


def test_a_visit_is_planned_assessed_read_and_done(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    warn(office, alma, now)
    bo, dag = sign_in("bo"), sign_in("dag")
    today = local_moment(now + timedelta(minutes=2)).strftime("%Y-%m-%dT%H:%M")
    bo.post(reverse("safety:visits", args=[alma.file_id]), typed(office, alma, now, planned_at=today))
    (view,) = planned(office, alma)
    page = reverse("safety:visit", args=[view.id])
    content = plain(bo.get(page).content)
    assert WORDS in content
    assert "Gör riskbedömningen före besöket" in content

    assess = held(f"safety.visit.assess:{view.id}", 1) | {"words": "Vi ringer från bilen.", "measures": ["alarm"]}
    assert WORDS in plain(bo.get(reverse("safety:visit-assess", args=[view.id])).content)
    assert bo.post(reverse("safety:visit-assess", args=[view.id]), assess).status_code == 302
    done = held(f"safety.visit.done:{view.id}", 2)
    refused = bo.post(reverse("safety:visit-done", args=[view.id]), done)
    assert (refused.status_code, "inte läst riskbedömningen" in plain(refused.content)) == (422, True)
    for goer in (bo, dag):
        assert "Jag har läst riskbedömningen" in plain(goer.get(page).content)
        assert goer.post(page, {"version": 2}).status_code == 302
        assert "Jag har läst riskbedömningen" not in plain(goer.get(page).content)
    assert bo.post(reverse("safety:visit-done", args=[view.id]), done).status_code == 302
    assert seen(office, view.id).done_at is not None
    assert dag.get(page).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"goers": []}, "Säg vem som åker"),
        ({"planned_at": "2020-01-01T10:00"}, "Tiden har redan varit"),
        ({"planned_at": "i morgon"}, "När?"),
        ({"place": "  "}, "Var?"),
        ({"measures": ["alarm"]}, "Skriv riskbedömningen"),
        ({"measures": ["rymdfärd"]}, "rymdfärd"),
        ({"goers": ["987654321"]}, "987654321"),
    ],
)
def test_bad_input_is_told_and_loses_nothing(
    office: Office, alma: Child, sign_in: SignIn, now: datetime, changes: dict[str, Any], words: str
) -> None:
    bo, url = sign_in("bo"), reverse("safety:visits", args=[alma.file_id])
    answer = bo.post(url, typed(office, alma, now, **changes))
    assert answer.status_code == 422
    assert words in plain(answer.content)
    assert (STREET in plain(bo.get(url).content)) is ("place" not in changes)
    assert planned(office, alma) == []


def test_one_alone_to_an_address_that_is_typed_is_told_of_the_warning_there(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    """It was written in another file, in another unit: Bo learns the words, and nothing of the file."""
    other = make_child(office, "hugo", worker="cia", at=now - DAY)
    with seeing(office.viewer("cia", now)) as cia:
        fields = warning_of(other, now, about=WarningOn.ADDRESS, address="STORGATAN 1 Norrham", words="Hund på gården.")
        actions.write_warning(fields=fields, actor=cia, at=now)
    bo, url = sign_in("bo"), reverse("safety:visits", args=[alma.file_id])
    assert "Hund på gården." not in plain(bo.get(url).content)
    answer = bo.post(url, typed(office, alma, now, goers=[str(office.employees["bo"])]))
    assert answer.status_code == 422
    content = plain(answer.content)
    assert "Hund på gården." in content
    assert "Det finns en varning: åk två, eller fler." in content
    assert "Läs varningen" not in content


def test_a_warning_after_the_assessment_is_told_on_the_visit(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    visit_id = plan(office, alma, now - HOUR, on=now + HOUR, assessment="Lugnt.")
    url = reverse("safety:visit", args=[visit_id])
    assert "En varning har kommit efter" not in plain(sign_in("bo").get(url).content)
    warn(office, alma, now)
    assert "En varning har kommit efter riskbedömningen" in plain(sign_in("bo").get(url).content)


def test_a_visit_is_cancelled(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    visit_id = plan(office, alma, now)
    bo = sign_in("bo")
    cancel = held(f"safety.visit.cancel:{visit_id}", 1)
    assert bo.post(reverse("safety:visit-cancel", args=[visit_id]), cancel).status_code == 302
    assert "Inställt" in plain(bo.get(reverse("safety:visits", args=[alma.file_id])).content)


def test_two_windows_are_told_of_each_other(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    visit_id, bo = plan(office, alma, now), sign_in("bo")
    url = reverse("safety:visit-assess", args=[visit_id])
    assess = held(f"safety.visit.assess:{visit_id}", 1) | {"words": "Lugnt."}
    assert bo.post(url, assess).status_code == 302
    assert bo.post(url, assess | {"words": "Inte lugnt."}).status_code == 409
    assert seen(office, visit_id).assessment == "Lugnt."


def test_an_assessment_renewed_after_the_page_was_shown_is_to_be_read_anew(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    visit_id, bo, dag = plan(office, alma, now, assessment="Lugnt."), sign_in("bo"), sign_in("dag")
    page = reverse("safety:visit", args=[visit_id])
    assert '<input type="hidden" name="version" value="1">' in plain(dag.get(page).content)
    assess = held(f"safety.visit.assess:{visit_id}", 1) | {"words": "Inte lugnt. Polisen följer med."}
    assert bo.post(reverse("safety:visit-assess", args=[visit_id]), assess).status_code == 302
    for given in ({"version": 1}, {}, {"version": "ett"}):
        content = plain(dag.post(page, given, follow=True).content)
        assert "Riskbedömningen har förnyats sedan du öppnade sidan." in content
        assert "Du har läst riskbedömningen." not in content
        assert "Jag har läst riskbedömningen" in content
    content = plain(dag.post(page, {"version": 2}, follow=True).content)
    assert "Du har läst riskbedömningen." in content
    new, _summary, former = content.partition("Tidigare riskbedömningar")
    assert "Inte lugnt. Polisen följer med." in new
    assert "<p>Lugnt.</p>" in former
    assert "Bo Handläggare" in former


def test_who_goes_along_reads_and_has_no_other_button(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    visit_id = plan(office, alma, now, assessment="Lugnt.")
    dag = sign_in("dag")
    content = plain(dag.get(reverse("safety:visit", args=[visit_id])).content)
    assert "Jag har läst riskbedömningen" in content
    for name in ("assess", "done", "cancel"):
        assert reverse(f"safety:visit-{name}", args=[visit_id]) not in content
    assert "Du kan inte planera besök här" in plain(dag.get(reverse("safety:visits", args=[alma.file_id])).content)


def test_who_does_not_see_the_file_finds_no_visit(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    visit_id = plan(office, alma, now)
    for name in ("cia", "sara", "sven", "lo", "max"):
        assert sign_in(name).get(reverse("safety:visit", args=[visit_id])).status_code == 404
        assert sign_in(name).get(reverse("safety:visits", args=[alma.file_id])).status_code == 404


def test_the_log_of_the_child_says_that_visits_were_read_and_nothing_of_warnings(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    warn(office, alma, now)
    bo = sign_in("bo")
    for name in ("visits", "warning-new"):
        bo.get(reverse(f"safety:{name}", args=[alma.file_id]))
    with seeing(office.viewer("lo", now)), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT target FROM audit_event WHERE file_id = %s AND at > %s", [alma.file_id, now])
        assert cursor.fetchall() == [("visits.visit",)]


# --- Budgets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_ask_no_more_the_more_there_is(
    office: Office, alma: Child, sign_in: SignIn, now: datetime, count: int
) -> None:
    for number in range(count):
        warn(office, alma, now, about=WarningOn.PERSON, person_id=alma.guardians["eva"])
        visit_id = plan(office, alma, now, on=now + number * HOUR + HOUR, assessment="Lugnt.")
        with seeing(office.viewer("bo", now)) as actor:
            actions.assess_visit(visit_id=visit_id, version=1, words="Hot.", measures=(), actor=actor, at=now)
    bo, last = sign_in("bo"), planned(office, alma)[0]
    for url in (
        reverse("safety:visits", args=[alma.file_id]),
        reverse("safety:visit", args=[last.id]),
        reverse("safety:visit-assess", args=[last.id]),
        reverse("safety:warning-new", args=[alma.file_id]),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert bo.get(url).status_code == 200
        assert len(asked) - SAVEPOINTS <= 14, url
    for name in ("bo", "mia"):
        browser = sign_in(name)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("home")).status_code == 200
        assert len(asked) - SAVEPOINTS <= 8


# --- My day -----------------------------------------------------------------------------------------------------------


def day(sign_in: SignIn, name: str) -> str:
    return plain(sign_in(name).get(reverse("home")).content)


def test_my_day_says_that_the_risk_is_to_be_assessed(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    url = reverse("safety:visit", args=[plan(office, alma, now, on=now + 3 * DAY)])
    assert url not in day(sign_in, "bo")  # nothing to do, and not today
    warn(office, alma, now)
    for name in ("bo", "dag"):
        assert url in day(sign_in, name)
        assert "Bedöm risken före besöket" in day(sign_in, name)
        assert "Försenat: bedöm risken" not in day(sign_in, name)
    assert url not in day(sign_in, "mia")


def test_on_the_day_itself_what_is_not_assessed_is_late(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    plan(office, alma, now, on=now + timedelta(seconds=30))
    warn(office, alma, now)
    content = day(sign_in, "dag")
    assert "Försenat: bedöm risken" in content
    assert "En riskbedömning är försenad" in content
    assert "Inget är försenat" not in content


def test_my_day_asks_those_who_go_to_read(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    visit_id = plan(office, alma, now, on=now + 3 * DAY, assessment="Lugnt.")
    assert "Läs riskbedömningen" in day(sign_in, "dag")
    sign_in("dag").post(reverse("safety:visit", args=[visit_id]), {"version": 1})
    assert reverse("safety:visit", args=[visit_id]) not in day(sign_in, "dag")


def test_the_managers_day_shows_what_waits_for_her_and_what_is_to_be_looked_at(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    written_at = now - 31 * DAY + timedelta(minutes=1)
    alma_then = make_child(office, "hugo", at=written_at - HOUR)
    warn(office, alma_then, written_at)
    assert "Väntar på att du går med på den" in day(sign_in, "mia")
    with seeing(office.viewer("mia", written_at)) as mia:
        (waiting,) = queries.warnings_kept(viewer=mia)
        actions.agree_to_warning(warning_id=waiting.id, version=1, actor=mia, at=written_at)
    content = day(sign_in, "mia")
    assert reverse("safety:warning", args=[waiting.id]) in content
    assert "Försenat: se över den" in content
    for name in ("bo", "max", "sara"):
        assert reverse("safety:warning", args=[waiting.id]) not in day(sign_in, name)


# --- Compulsory cases -------------------------------------------------------------------------------------------------


def go_out(on: compulsory.Running, at: datetime) -> int:
    """Bo plans that he and Dag fetch Alma."""
    with seeing(on.office.viewer("bo", at)) as bo:
        return plan_outing(
            case_id=on.case_id, measure_id=on.measure_id, kind=OutingKind.EXECUTION, planned_at=at + 3 * HOUR,
            place=STREET, risk="Hund i lägenheten.", goers=[on.office.employees[name] for name in ("bo", "dag")],
            actor=bo, at=at,
        )  # fmt: skip


def test_an_outing_shows_the_same_warnings_and_asks_for_a_new_assessment(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    on = compulsory.taken(office, alma, at=now - 5 * HOUR)
    bo = sign_in("bo")
    plan_url = reverse("compulsory:outing", args=[on.case_id])
    assert WORDS not in plain(bo.get(plan_url).content)
    outing_id = go_out(on, now - HOUR)
    read_url = reverse("compulsory:outing-read", args=[outing_id])
    assert WORDS not in plain(bo.get(read_url).content)
    warn(office, alma, now)
    assert WORDS in plain(bo.get(plan_url).content)
    content = plain(bo.get(read_url).content)
    assert WORDS in content
    assert "En varning har kommit efter riskbedömningen" in content
    renew_url = reverse("compulsory:outing-assess", args=[outing_id])
    assert renew_url in content
    assert "Jag har läst riskbedömningen" not in content, "what is read is the assessment that knows of the warning"
    assert WORDS in plain(bo.get(renew_url).content), "what warns stands before what is written"
    typed = {"base_version": 1, "draft_version": 0, "risk": "Två patruller möter upp."}
    assert bo.post(renew_url, typed).status_code == 302
    assert "En varning har kommit efter riskbedömningen" not in plain(bo.get(read_url).content)
    assert read_url in day(sign_in, "bo"), "what was assessed anew is to be read"
    assert "En varning har kommit: bedöm risken på nytt" not in day(sign_in, "bo")


def test_my_day_tells_those_who_have_read_that_a_warning_came(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    on = compulsory.taken(office, alma, at=now - 5 * HOUR)
    url = reverse("compulsory:outing-read", args=[go_out(on, now - HOUR)])
    sign_in("bo").post(url, {"version": 1})
    assert url not in day(sign_in, "bo")
    warn(office, make_child(office, "hugo", at=now), now, about=WarningOn.ADDRESS, address=STREET)
    for name in ("bo", "dag"):
        assert url in day(sign_in, name)
        assert "En varning har kommit: bedöm risken på nytt" in day(sign_in, name)
