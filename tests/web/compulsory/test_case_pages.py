"""The child's compulsory case in the browser: opened, decided, sent, received, confirmed; and what stands around it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories import board, compulsory
from tests.factories.compulsory import DAY, HOME, Running, by_date
from tests.factories.people import Child, make_child
from tests.factories.protected import protect
from tests.factories.staff import Office
from tests.web.conftest import SignIn

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.types import CaseView, MeasureView, OutingView
from skyddsnat.domains.decisions.types import Level
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.documents.actions import ask_release, decide_release
from skyddsnat.foundation.documents.queries import renderings
from skyddsnat.foundation.documents.release_types import Asker, Basis, Released
from skyddsnat.kernel.stockholm import STOCKHOLM, local_date
from skyddsnat.law.compulsory_states import State

pytestmark = pytest.mark.django_db

EMPTY = {"base_version": "", "draft_key": "", "draft_version": "0"}


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    since = now - 40 * DAY
    board.adopt_board_order(office, at=since)
    for level in (Level.COMMITTEE, Level.BOARD):
        board.meet(office, local_date(now) + timedelta(days=400), level=level, at=since)
    return make_child(office, guardians=("eva", "per"), at=since)


@pytest.fixture
def bo(sign_in: SignIn) -> Client:
    return sign_in("bo")


@pytest.fixture
def on(office: Office, alma: Child, now: datetime) -> Running:
    """The chair took Alma into custody yesterday."""
    return compulsory.taken(office, alma, at=now - DAY)


def minute(at: datetime) -> str:
    return at.astimezone(STOCKHOLM).strftime("%Y-%m-%dT%H:%M")


def second_caseworker(office: Office, child: Child, at: datetime) -> None:
    mia = office.viewer("mia", at)
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip


def the_case(office: Office, child: Child, at: datetime) -> CaseView | None:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return queries.case_of_file(file_id=child.file_id, viewer=bo)


def the_measure(on: Running) -> MeasureView:
    return compulsory.see(on, at=timezone.now())


def page(browser: Client, name: str, *ids: object, query: str = "") -> str:
    answer = browser.get(reverse(name, args=list(ids)) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def hand_in(browser: Client, to: str, *ids: object, query: str = "", version: object = "", **said: Any) -> int:
    answer = browser.post(reverse(to, args=list(ids)) + query, {**EMPTY, "base_version": version, **said})
    if answer.status_code != 302:
        print(answer.content.decode())
    return answer.status_code


# --- The line ---------------------------------------------------------------------------------------------------------


def test_a_case_is_opened_from_the_childs_file(office: Office, alma: Child, bo: Client, now: datetime) -> None:
    second_caseworker(office, alma, now)
    said = {"circumstances": "Eva säger nej.", "grounds": list(by_date(HOME, now))}
    assert hand_in(bo, "compulsory:open", alma.file_id, **said) == 302
    found = the_case(office, alma, timezone.now())
    assert found is not None
    assert found.circumstances == "Eva säger nej."
    shown = page(bo, "compulsory:case", found.id)
    assert "Förbered beslut" in shown
    assert reverse("board:write", args=[found.id]) in shown
    assert bo.get(reverse("compulsory:open", args=[alma.file_id])).status_code == 302


def test_protection_does_not_wait_for_a_second_caseworker(
    office: Office, alma: Child, bo: Client, now: datetime
) -> None:
    refused = bo.post(
        reverse("compulsory:open", args=[alma.file_id]),
        {**EMPTY, "circumstances": "Eva säger nej.", "alone_reason": ""},
    )
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Eva säger nej." in text, "what was typed stays"
    assert "Allt du skrev är sparat" in text
    said = {"circumstances": "Eva säger nej.", "alone_reason": "Dag är sjuk."}
    assert hand_in(bo, "compulsory:open", alma.file_id, **said) == 302
    found = the_case(office, alma, timezone.now())
    assert found is not None
    shown = page(bo, "compulsory:case", found.id)
    assert "Dag är sjuk." in shown
    assert "inte bekräftat av chefen" in shown


def test_sent_is_not_done_and_the_receipt_makes_it_so(on: Running, bo: Client) -> None:
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Skicka till rätten" in shown
    assert reverse("police:state", args=[on.case_id]) in shown
    assert "Upphör av sig självt" in shown

    form = page(bo, "compulsory:step", on.measure_id, query="?act=submit")
    assert "Handlingarna är skickade nu" in form
    document_id = str(compulsory.paper(on, at=timezone.now()))
    version = the_measure(on).version
    said = {"document_id": document_id, "words": "Med bud."}
    assert hand_in(bo, "compulsory:step", on.measure_id, query="?act=submit", version=version, **said) == 302
    assert the_measure(on).state is State.DECIDED, "sent is not submitted"
    assert "Kvittens saknas" in page(bo, "compulsory:case", on.case_id)

    empty = bo.post(
        f"{reverse('compulsory:receipt', args=[on.measure_id])}?act=submit",
        {**EMPTY, "base_version": the_measure(on).version, "receipt": "", "court_number": "12-26"},
    )
    assert empty.status_code == 422
    assert "Rättens kvittens saknas" in empty.content.decode()

    stale = bo.post(
        f"{reverse('compulsory:receipt', args=[on.measure_id])}?act=submit",
        {**EMPTY, "base_version": 1, "paper": SimpleUploadedFile("k.pdf", b"%PDF-1.7"), "court_number": "12-26"},
    )
    assert stale.status_code in (409, 422)
    assert "Filen följde inte med tillbaka. Välj den igen." in stale.content.decode()

    said = {"receipt": compulsory.RECEIPT, "court_number": "12-26"}
    version = the_measure(on).version
    assert hand_in(bo, "compulsory:receipt", on.measure_id, query="?act=submit", version=version, **said) == 302
    assert the_measure(on).state is State.SUBMITTED

    said = {"happened_at": minute(timezone.now()), "court_number": "12-26", "words": "Fastställt."}
    version = the_measure(on).version
    assert hand_in(bo, "compulsory:step", on.measure_id, query="?act=confirm", version=version, **said) == 302
    assert the_measure(on).state is State.CONFIRMED
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Fastställt av rätten" in shown
    assert "Mål 12-26" in shown


def test_what_the_board_decides_leads_to_its_matter(on: Running, bo: Client) -> None:
    answer = bo.get(f"{reverse('compulsory:step', args=[on.measure_id])}?act=apply")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("board:write", args=[on.case_id]))


def test_a_version_of_yesterday_changes_nothing(on: Running, bo: Client) -> None:
    document_id = str(compulsory.paper(on, at=timezone.now()))
    answer = bo.post(
        f"{reverse('compulsory:step', args=[on.measure_id])}?act=submit",
        {**EMPTY, "base_version": "0", "document_id": document_id, "words": "Med bud."},
    )
    assert answer.status_code == 409


def test_what_has_lapsed_says_so_and_offers_a_new_decision(
    office: Office, alma: Child, bo: Client, now: datetime
) -> None:
    on = compulsory.taken(office, alma, at=now - 20 * DAY)
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Upphörde av sig självt" in shown
    assert "Förfallet enligt lag" in shown
    form = page(bo, "compulsory:step", on.measure_id, query="?act=submit")
    assert "Det går inte än" in form
    assert "Förbered ett nytt beslut" in form


def test_a_paper_tested_for_the_court_is_chosen_and_sent_without_the_name(on: Running, bo: Client) -> None:
    """FL 33 §. The paper was signed before Bo's name was protected."""
    at = timezone.now()
    paper = compulsory.paper(on, at=at)
    protect(on.office, "bo", at=at)
    mia = on.office.viewer("mia", at)
    doing: dict[str, Any] = {"actor": mia, "at": at}
    with seeing(mia):
        asked = ask_release(
            document_id=paper, asked_by=Asker.AUTHORITY, asked_for="Rätten.", asked_at=at, **doing
        )  # fmt: skip
        decide_release(
            release_id=asked, outcome=Released.WITHOUT_NAMES, basis=Basis.STAFF, reason="Hot.", **doing
        )  # fmt: skip
        without = renderings(document_ids=[paper], to=Asker.AUTHORITY, viewer=mia)[paper]
    form = page(bo, "compulsory:step", on.measure_id, query="?act=submit")
    assert "utan de skyddade namnen</option>" in form
    assert f'value="{paper}"' not in form
    said = {"document_id": str(without), "words": "Med bud.", "version": the_measure(on).version}
    assert hand_in(bo, "compulsory:step", on.measure_id, query="?act=submit", **said) == 302


# --- From elsewhere ---------------------------------------------------------------------------------------------------


def test_the_childs_file_leads_to_the_case_and_tells_where_it_stands(on: Running, bo: Client) -> None:
    shown = page(bo, "children:file", on.child.file_id)
    assert "Omhändertagande och vård" in shown
    assert "Beslutat, ska lämnas till rätten" in shown
    assert reverse("compulsory:case", args=[on.case_id]) in shown
    assert reverse("compulsory:open", args=[on.child.file_id]) not in shown


def test_a_file_without_a_case_offers_to_open_one(alma: Child, bo: Client) -> None:
    assert reverse("compulsory:open", args=[alma.file_id]) in page(bo, "children:file", alma.file_id)


def test_compulsory_clocks_stand_above_all_others_in_my_day(on: Running, bo: Client) -> None:
    shown = page(bo, "home")
    start = shown.index("<h2>Tvångsvård</h2>") if "<h2>Tvångsvård</h2>" in shown else shown.index("Tvångsvård")
    assert start < shown.index(reverse("compulsory:measure", args=[on.measure_id]))
    answer = bo.get(reverse("compulsory:measure", args=[on.measure_id]))
    assert answer.headers["Location"] == f"{reverse('compulsory:case', args=[on.case_id])}#measure-{on.measure_id}"


# --- Around -----------------------------------------------------------------------------------------------------------


def asked_of(on: Running, what: str) -> list[Any]:
    """What a query of the domain tells Bo of the case."""
    bo = on.office.viewer("bo", timezone.now())
    with seeing(bo):
        found: list[Any] = list(getattr(queries, what)(case_id=on.case_id, viewer=bo))
        return found


def test_the_child_comes_to_a_place_is_moved_and_leaves(on: Running, bo: Client) -> None:
    said = {"kind": "emergency_home", "name": "Familjen Ek", "starts_at": minute(timezone.now()), "matter_id": ""}
    assert hand_in(bo, "compulsory:place", on.measure_id, **said) == 302
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Familjen Ek" in shown
    assert "Barnet är placerat utan beslut" in shown, "it shows as exactly what it lacks"
    first = asked_of(on, "places_of_case")[0]
    moved = {**said, "kind": "family_home", "name": "Familjen Lind", "starts_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:move", first.id, version=first.version, **moved) == 302
    now_at = asked_of(on, "places_of_case")[0]
    assert now_at.name == "Familjen Lind"
    left = {"ended_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:leave", now_at.id, version=now_at.version, **left) == 302
    assert asked_of(on, "places_of_case")[0].ends_at is not None


def test_each_is_asked_by_name_and_what_was_answered_stands(on: Running, bo: Client) -> None:
    assert "Samtycke är inte frågat: Eva" in page(bo, "compulsory:case", on.case_id)
    eva = on.child.guardians["eva"]
    said = {
        "person_id": eva, "plan": "Jourhem i två veckor.", "answer": "refuses",
        "asked_on": local_date(timezone.now()).isoformat(), "words": "Aldrig.",
    }  # fmt: skip
    assert hand_in(bo, "compulsory:consent", on.case_id, **said) == 302
    shown = page(bo, "compulsory:case", on.case_id)
    assert "Samtycke är inte frågat: Eva" not in shown
    assert "Samtycke är inte frågat: Per" in shown
    assert "Jourhem i två veckor." in shown


def test_who_was_told_and_who_enforces(on: Running, bo: Client) -> None:
    eva = on.child.guardians["eva"]
    said = {
        "person_id": eva, "measure_id": on.measure_id, "what": "Att Alma är omhändertagen.",
        "told_at": minute(timezone.now()), "understood": "yes", "words": "",
    }  # fmt: skip
    assert hand_in(bo, "compulsory:told", on.case_id, **said) == 302
    assert "Inte informerad: Eva" not in page(bo, "compulsory:case", on.case_id)

    said = {"kind": "home", "name": "Familjen Ek", "told_start_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:enforcer", on.measure_id, **said) == 302
    [enforcer] = asked_of(on, "enforcers_of_case")
    refused = bo.post(
        reverse("compulsory:enforcer-told", args=[enforcer.id]), {**EMPTY, "told_at": minute(timezone.now())}
    )
    assert refused.status_code == 422
    assert "Åtgärden gäller fortfarande" in refused.content.decode()


def test_whoever_enforces_is_told_that_it_is_over_and_confirms(
    office: Office, alma: Child, bo: Client, now: datetime
) -> None:
    on = compulsory.taken(office, alma, at=now - 20 * DAY)
    said = {"kind": "police", "name": "Norrhamn", "told_start_at": minute(now - 19 * DAY)}
    assert hand_in(bo, "compulsory:enforcer", on.measure_id, **said) == 302
    assert "Vet inte att åtgärden har upphört: Polismyndigheten, Norrhamn" in page(bo, "compulsory:case", on.case_id)
    [enforcer] = asked_of(on, "enforcers_of_case")
    assert hand_in(bo, "compulsory:enforcer-told", enforcer.id, told_at=minute(timezone.now())) == 302
    assert "Har inte bekräftat" in page(bo, "compulsory:case", on.case_id)
    said = {"how": "Inspektör Lund svarade.", "confirmed_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:enforcer-confirmed", enforcer.id, **said) == 302
    assert "Har inte bekräftat" not in page(bo, "compulsory:case", on.case_id)


def test_counsel_is_needed_reported_at_once_and_appointed(on: Running, bo: Client) -> None:
    said = {"person_id": on.child.person_id, "arose_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:counsel", on.case_id, **said) == 302
    assert "inte anmält till rätten" in page(bo, "compulsory:case", on.case_id)
    [counsel] = asked_of(on, "counsels_of_case")
    assert hand_in(bo, "compulsory:counsel-report", counsel.id) == 302
    said = {"name": "Advokat Ros", "appointed_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:counsel-appointed", counsel.id, **said) == 302
    assert "Advokat Ros" in page(bo, "compulsory:case", on.case_id)


def test_the_examination_is_decided_and_held_or_found_needless(on: Running, bo: Client) -> None:
    assert "Läkarundersökningen ska normalt" in page(bo, "compulsory:case", on.case_id)
    assert hand_in(bo, "compulsory:examination", on.case_id, physician="Barnmottagningen") == 302
    [examination] = asked_of(on, "examinations_of_case")
    said = {"held_on": local_date(timezone.now()).isoformat(), "physician": "Dr Alm", "result": "Blåmärken."}
    assert hand_in(bo, "compulsory:examination-held", examination.id, **said) == 302
    assert "Läkarundersökningen ska normalt" not in page(bo, "compulsory:case", on.case_id)
    assert hand_in(bo, "compulsory:examination-waive", on.case_id, reason="Nyss undersökt.") == 302
    assert "Nyss undersökt." in page(bo, "compulsory:case", on.case_id)


def test_an_outing_is_planned_read_by_all_who_go_and_written_down(on: Running, bo: Client, sign_in: SignIn) -> None:
    people = [on.office.employees["bo"], on.office.employees["dag"]]
    said = {
        "kind": "home_visit", "measure_id": "", "planned_at": minute(timezone.now()), "place": "Storgatan 1",
        "risk": "Hund.", "goers": people[:1],
    }  # fmt: skip
    refused = bo.post(reverse("compulsory:outing", args=[on.case_id]), {**EMPTY, **said})
    assert refused.status_code == 422
    assert hand_in(bo, "compulsory:outing", on.case_id, **{**said, "goers": people}) == 302
    [outing] = asked_of(on, "outings_of_case")
    done = {"outcome": "Eva öppnade.", "done_at": minute(timezone.now())}
    early = bo.post(
        reverse("compulsory:outing-finish", args=[outing.id]), {**EMPTY, "base_version": outing.version, **done}
    )
    assert early.status_code == 422, "nobody has read the risk"
    for browser in (bo, sign_in("dag")):
        assert "Hund." in page(browser, "compulsory:outing-read", outing.id)
        assert read_risk(browser, outing).status_code == 302
    done = {"outcome": "Eva öppnade.", "done_at": minute(timezone.now())}
    assert hand_in(bo, "compulsory:outing-finish", outing.id, version=outing.version, **done) == 302
    assert "Eva öppnade." in page(bo, "compulsory:outing-read", outing.id)


def read_risk(browser: Client, outing: OutingView) -> Any:
    """Say that the risk was read as the page showed it."""
    return browser.post(reverse("compulsory:outing-read", args=[outing.id]), {"version": outing.version})


def test_the_risk_of_an_outing_is_assessed_anew_and_read_anew(on: Running, bo: Client, sign_in: SignIn) -> None:
    said = {
        "kind": "home_visit", "measure_id": "", "planned_at": minute(timezone.now()), "place": "Storgatan 1",
        "risk": "Hund.", "goers": [on.office.employees["bo"], on.office.employees["dag"]],
    }  # fmt: skip
    assert hand_in(bo, "compulsory:outing", on.case_id, **said) == 302
    [planned] = asked_of(on, "outings_of_case")
    dag = sign_in("dag")
    read_risk(dag, planned)
    assert "Hund." in page(bo, "compulsory:outing-assess", planned.id)
    blank = bo.post(
        reverse("compulsory:outing-assess", args=[planned.id]), {**EMPTY, "base_version": planned.version, "risk": " "}
    )
    assert blank.status_code == 422
    assert hand_in(bo, "compulsory:outing-assess", planned.id, version=planned.version, risk="Två hundar.") == 302
    [renewed] = asked_of(on, "outings_of_case")
    assert len(renewed.unread) == 2
    stale = dag.post(reverse("compulsory:outing-read", args=[planned.id]), {"version": planned.version}, follow=True)
    assert "Riskbedömningen har förnyats sedan du öppnade sidan." in stale.content.decode()
    shown = page(dag, "compulsory:outing-read", planned.id)
    assert all(words in shown for words in ("Två hundar.", "Tidigare riskbedömningar", "Hund."))
    read_risk(dag, renewed)
    [after] = asked_of(on, "outings_of_case")
    assert [each.name for each in after.unread] == [renewed.goers[0].name]


def test_an_outing_is_cancelled_with_why(on: Running, bo: Client) -> None:
    people = [on.office.employees["bo"], on.office.employees["dag"]]
    said = {
        "kind": "execution", "measure_id": on.measure_id, "planned_at": minute(timezone.now()), "place": "Skolan",
        "risk": "Lugnt.", "goers": people,
    }  # fmt: skip
    assert hand_in(bo, "compulsory:outing", on.case_id, **said) == 302
    [outing] = asked_of(on, "outings_of_case")
    assert hand_in(bo, "compulsory:outing-cancel", outing.id, version=outing.version, reason="Dag är sjuk.") == 302
    assert "Inställt" in page(bo, "compulsory:case", on.case_id)


def test_the_manager_confirms_what_a_caseworker_went_on_alone_with(on: Running, bo: Client, sign_in: SignIn) -> None:
    said = {"reason": "Dag är sjuk.", "ends_on": local_date(timezone.now()).isoformat()}
    assert hand_in(bo, "compulsory:pair", on.case_id, **said) == 302
    [deviation] = asked_of(on, "deviations_of_case")
    assert deviation.awaits_confirmation
    refused = bo.post(reverse("compulsory:confirm", args=[deviation.id]), {**EMPTY, "ends_on": ""})
    assert refused.status_code == 422
    mia = sign_in("mia")
    assert "Bekräfta" in page(mia, "compulsory:case", on.case_id)
    assert hand_in(mia, "compulsory:confirm", deviation.id, ends_on="") == 302
    assert hand_in(bo, "compulsory:deviation-end", deviation.id) == 302, "two stand behind the case"


def test_the_manager_decides_on_a_deviation_under_her_own_name(on: Running, sign_in: SignIn) -> None:
    said = {"reason": "Semester.", "ends_on": (local_date(timezone.now()) + DAY).isoformat()}
    assert hand_in(sign_in("mia"), "compulsory:pair", on.case_id, **said) == 302
    [deviation] = asked_of(on, "deviations_of_case")
    assert deviation.manager == "Mia Chef"
    assert not deviation.awaits_confirmation


def test_the_case_is_written_anew_and_not_closed_while_something_holds(on: Running, bo: Client) -> None:
    case = the_case(on.office, on.child, timezone.now())
    assert case is not None
    said = {"circumstances": "Eva har ändrat sig.", "grounds": []}
    assert hand_in(bo, "compulsory:change", on.case_id, version=case.version, **said) == 302
    assert "Eva har ändrat sig." in page(bo, "compulsory:case", on.case_id)
    refused = bo.post(
        reverse("compulsory:close", args=[on.case_id]), {**EMPTY, "base_version": case.version + 1, "reason": "Klart."}
    )
    assert refused.status_code == 422
    assert "En åtgärd gäller ännu" in refused.content.decode()


def test_a_measure_of_the_officials_own_begins_without_the_board(on: Running, bo: Client) -> None:
    form = page(bo, "compulsory:start", on.case_id)
    track = "without_consent" if 'value="intermediate"' not in form else "intermediate"
    answer = bo.post(reverse("compulsory:start", args=[on.case_id]), {**EMPTY, "track": track, "content": "Stöd."})
    assert answer.status_code in (302, 422), "the Act of the day says whether it may begin"


# --- Who may not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cia", "kaj", "adam", "lo", "max"])
def test_nobody_outside_sees_the_case(on: Running, sign_in: SignIn, name: str) -> None:
    browser = sign_in(name)
    assert browser.get(reverse("compulsory:case", args=[on.case_id])).status_code == 404
    assert browser.get(reverse("compulsory:place", args=[on.measure_id])).status_code == 404
    assert browser.get(reverse("compulsory:open", args=[on.child.file_id])).status_code == 404


def test_the_reading_of_the_case_is_logged(on: Running, bo: Client) -> None:
    page(bo, "compulsory:case", on.case_id)
    viewer = on.office.viewer("bo", timezone.now())
    with seeing(viewer):
        found = events_of_file(file_id=on.child.file_id, viewer=viewer, before=None, most=1)
    assert "compulsory.case" in str(found[0])
