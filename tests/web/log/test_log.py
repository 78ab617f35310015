"""The log: who did what, on what ground, reviewed by somebody else, and never what stands in a file."""

from datetime import datetime, timedelta

import pytest
from tests.factories.people import Child, make_child
from tests.factories.staff import SETUP, Office, make_office
from tests.web.conftest import SAVEPOINTS, SignIn, many_children

from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.models import Grant
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date

pytestmark = pytest.mark.django_db

PAGES = ("", "review/", "sample/", "patterns/")
DAY = timedelta(days=1)


@pytest.fixture
def office(now: datetime) -> Office:
    return make_office(at=now - 60 * DAY)


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    return make_child(office, at=now - 40 * DAY)


def read(office: Office, child: Child, at: datetime, who: str = "bo") -> None:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        access.log_reading(file_id=child.file_id, what="web.child", actor=viewer, at=at)


def break_in(office: Office, child: Child, at: datetime, who: str = "cia") -> int:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        return access.take_emergency_access(file_id=child.file_id, reason="Barnet står här.", actor=viewer, at=at)


@pytest.mark.parametrize("tab", PAGES)
@pytest.mark.parametrize("who", ["bo", "mia", "ida", "adam", "kaj", "anna", "nils"])
def test_the_log_is_its_reviewers_alone(sign_in: SignIn, tab: str, who: str) -> None:
    assert sign_in(who).get(f"/log/{tab}").status_code == 403


@pytest.mark.parametrize("tab", PAGES)
def test_no_page_of_the_log_names_a_child(
    office: Office, alma: Child, sign_in: SignIn, now: datetime, tab: str
) -> None:
    read(office, alma, now - 2 * DAY)
    break_in(office, alma, now - DAY)
    page = sign_in("lo").get(f"/log/{tab}").content.decode()
    for hidden in ("Alma", "Åkerlund", "20180412"):
        assert hidden not in page


def test_events_stand_in_words(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    read(office, alma, now)
    page = sign_in("lo").get("/log/").content.decode()
    for words in ("Bo Handläggare (NH002)", "Öppnade akten", "Handläggare i ärendet"):
        assert words in page


def test_a_changed_row_tells_where_it_belongs_and_not_what_it_held(
    office: Office, alma: Child, sign_in: SignIn
) -> None:
    """Giving Alma to Bo changed her file's row."""
    rows = sign_in("lo").get("/log/", {"kind": "row."}).context["table"].rows
    assert ("Ändrade en uppgift", "Akt och åtkomst") in {(row[2].text, row[2].detail) for row in rows}


def test_the_log_is_chosen_from_by_person_kind_and_days(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    read(office, alma, now - 10 * DAY)
    break_in(office, alma, now)
    lo, today = sign_in("lo"), local_date(now)

    def rows(**chosen: object) -> list[str]:
        return [row[1].text for row in lo.get("/log/", chosen).context["table"].rows]

    assert set(rows(who=office.employees["cia"])) == {"Cia Utanför (NH007)"}
    assert rows(kind="access.grant") == ["Cia Utanför (NH007)"]
    assert set(rows(kind="access.file.read", until=today - DAY)) == {"Bo Handläggare (NH002)"}
    assert rows(since=today + DAY) == []


def test_every_event_is_reached_page_by_page_and_once(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    for minutes in range(60):
        read(office, alma, now - timedelta(minutes=minutes))
    lo, url, seen = sign_in("lo"), "/log/?kind=access.file.read", []
    while url:
        context = lo.get(url).context
        seen += [row[0].title for row in context["table"].rows]
        url = context["next_url"]
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("place", ["x", "2026-01-01,1", ",", "2026-01-01T00:00:00+00:00,x"])
def test_a_place_that_nobody_wrote_begins_from_the_start(sign_in: SignIn, place: str) -> None:
    assert sign_in("lo").get("/log/", {"before": place}).status_code == 200


# --- Review of temporary access ---------------------------------------------------------------------------------------


def test_a_temporary_access_is_reviewed_and_leaves_the_list(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    grant = break_in(office, alma, now)
    lo = sign_in("lo")
    assert "Barnet står här." in lo.get("/log/review/").content.decode()
    assert lo.get(f"/log/review/{grant}/").status_code == 200
    assert lo.post(f"/log/review/{grant}/", {"was_justified": "no", "note": "Fel akt."}).status_code == 302
    assert "Inget att granska" in lo.get("/log/review/").content.decode()
    assert lo.get(f"/log/review/{grant}/").status_code == 404
    with seeing(office.viewer("lo", now)):
        row = Grant.objects.get(pk=grant)
    assert (row.was_justified, row.review_note) == (False, "Fel akt.")


def test_nobody_reviews_her_own_access_and_what_she_wrote_is_kept(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    with seeing(SETUP):
        staff.give_role(
            employee_id=office.employees["cia"], unit_id=office.units["board"], role=Role.LOG_REVIEWER,
            starts_on=local_date(now) - DAY, actor=SETUP, at=now - DAY,
        )  # fmt: skip
    grant = break_in(office, alma, now)
    answer = sign_in("cia").post(f"/log/review/{grant}/", {"was_justified": "yes", "note": "Det var jag."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Granskningen görs av en logggranskare, inte av den som läste." in page
    assert "Det var jag." in page


# --- Sample and patterns ----------------------------------------------------------------------------------------------


def test_the_same_days_draw_the_same_readings(office: Office, alma: Child, sign_in: SignIn, now: datetime) -> None:
    for hours in range(12):
        read(office, alma, now - 5 * DAY + timedelta(hours=hours))
    lo, today = sign_in("lo"), local_date(now)
    chosen = {"since": today - 10 * DAY, "until": today, "per_unit": 3}

    def drawn() -> list[tuple[int, str]]:
        return list(lo.get("/log/sample/", chosen).context["form"].readings.items())

    assert drawn() == drawn()
    assert [words.partition(" · ")[0] for _, words in drawn()] == ["Barn 1"] * 3


@pytest.mark.parametrize("per_unit", ["0", "51", "x"])
def test_a_draw_that_cannot_be_made_is_the_usual_one(sign_in: SignIn, per_unit: str) -> None:
    answer = sign_in("lo").get("/log/sample/", {"since": "2026-01-01", "until": "2026-01-31", "per_unit": per_unit})
    assert answer.status_code == 200
    assert answer.context["days"].errors


def test_a_sample_is_judged_reading_by_reading_and_signed(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    """SFS 2001:454 10 §; lesson 16."""
    for hours in range(3):
        read(office, alma, now - 5 * DAY + timedelta(hours=hours))
    lo, today = sign_in("lo"), local_date(now)
    address = f"/log/sample/?since={today - 10 * DAY}&until={today - DAY}&per_unit=3"
    first, second, third = lo.get(address).context["form"].readings
    typed = {f"judged_{first}": "fine", f"judged_{second}": "ask", "note": "Lugnt."}
    refused = lo.post(address, typed)
    assert refused.status_code == 422
    for words in ("Säg vad du fann om varje läsning.", "Skriv vad som ska frågas", "Lugnt."):
        assert words in refused.content.decode()
    typed |= {f"words_{second}": "Frågar Bo på måndag.", f"judged_{third}": "handed_on"}
    typed |= {f"words_{third}": "Till enhetschefen."}
    page = lo.post(address, typed, follow=True).content.decode()
    for words in (
        "Stickprovet är undertecknat.",
        "Frågar Bo på måndag.",
        "Till enhetschefen.",
        "Lugnt.",
        "Lo Granskare",
    ):
        assert words in page
    assert "Du har redan skrivit under" in lo.post(address, typed).content.decode()


def test_a_manager_sees_how_the_review_came_out_and_nothing_of_her_staff(
    office: Office, alma: Child, sign_in: SignIn, now: datetime
) -> None:
    read(office, alma, now - 5 * DAY)
    lo, today = sign_in("lo"), local_date(now)
    address = f"/log/sample/?since={today - 10 * DAY}&until={today - DAY}&per_unit=3"
    (reading,) = lo.get(address).context["form"].readings
    typed = {f"judged_{reading}": "ask", f"words_{reading}": "Varför läste Bo?", "note": "En fråga."}
    assert lo.post(address, typed).status_code == 302
    mia = sign_in("mia")
    assert "/log/samples/" in mia.get("/unit/accesses/").content.decode(), "where she looks for it"
    page = mia.get("/log/samples/").content.decode()
    assert "/unit/accesses/" in page
    assert "/unit/accesses/" not in lo.get("/log/samples/").content.decode(), "she is no manager"
    assert "En fråga." in page
    assert "Varför läste Bo?" not in page
    assert sign_in("bo").get("/log/samples/").status_code == 403


def test_reading_a_protected_child_at_night_without_assignment_is_shown_with_every_reason(
    office: Office, sign_in: SignIn, now: datetime
) -> None:
    child = make_child(office, protection=Protection.FLAG, at=now - 40 * DAY)
    night = (now - 2 * DAY).replace(hour=1, minute=0)
    break_in(office, child, night)
    read(office, child, night + timedelta(minutes=5), who="cia")
    page = sign_in("lo").get("/log/patterns/").content.decode()
    for words in ("Läst på natten", "Läst utan tilldelning", "Skyddade personuppgifter"):
        assert words in page


def test_many_files_on_a_day_are_a_pattern(office: Office, sign_in: SignIn, now: datetime) -> None:
    at = (now - 2 * DAY).replace(hour=10)
    for child in many_children(office, 30, at=now - 40 * DAY):
        read(office, child, at)
    page = sign_in("lo").get("/log/patterns/").content.decode()
    assert "Många akter på en dag" in page


def test_at_most_a_month_is_looked_through(sign_in: SignIn) -> None:
    lo = sign_in("lo")
    fine = lo.get("/log/patterns/", {"since": "2026-01-01", "until": "2026-01-31"})
    long = lo.get("/log/patterns/", {"since": "2026-01-01", "until": "2026-02-01"})
    turned = lo.get("/log/patterns/", {"since": "2026-01-02", "until": "2026-01-01"})
    assert [bool(each.context["form"].errors) for each in (fine, long, turned)] == [False, True, True]


@pytest.mark.parametrize(("tab", "most"), [("", 8), ("review/", 8), ("patterns/", 9), ("sample/", 11), ("samples/", 8)])
@pytest.mark.parametrize("count", [1, 30])
def test_a_page_of_the_log_costs_the_same_whatever_the_amount(
    office: Office,
    alma: Child,
    sign_in: SignIn,
    now: datetime,
    tab: str,
    most: int,
    count: int,
    django_assert_max_num_queries,
) -> None:
    for minutes in range(count):
        read(office, alma, now - timedelta(minutes=minutes))
        break_in(office, alma, now - timedelta(minutes=minutes))
    lo = sign_in("lo")
    with django_assert_max_num_queries(most + SAVEPOINTS):
        assert lo.get(f"/log/{tab}").status_code == 200
