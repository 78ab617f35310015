"""The extract for the on-call team: what stands in it, who opens it, and what nobody reads in the file."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from tests.factories import compulsory, oncall
from tests.factories.extract import body_of, open_as, seal_of
from tests.factories.oncall import PASSPHRASE
from tests.factories.people import ADULTS, CHILDREN, Child, add_adult, make_child
from tests.factories.protected import protect, rename
from tests.factories.safety import warning_of
from tests.factories.staff import PEOPLE, Office, make_office

from skyddsnat.domains.compulsory.queries.oncall import files_for_oncall
from skyddsnat.domains.compulsory.types import PlaceKind
from skyddsnat.domains.people.types import Protection, RelationKind
from skyddsnat.domains.safety.actions import write_warning
from skyddsnat.domains.safety.queries.oncall import warnings_for_oncall
from skyddsnat.domains.safety.types.warnings import Cause, WarningOn
from skyddsnat.flows.export_oncall import NIGHT
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.queries import protected_for_oncall
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.foundation.oncall import actions, queries
from skyddsnat.foundation.oncall.page import read_page
from skyddsnat.foundation.oncall.sealing import NotOurs, is_point, plain_receipt, verified
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, Track

pytestmark = pytest.mark.django_db

TAKEN = datetime(2026, 11, 10, 14, tzinfo=UTC)
NIGHTLY = datetime(2026, 11, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def office() -> Office:
    return make_office(at=TAKEN - 30 * 24 * HOUR)


@pytest.fixture
def alma(office: Office) -> Child:
    """Alma is taken into custody; Olga and Ida are on call."""
    child = make_child(office, at=TAKEN - 20 * 24 * HOUR)
    compulsory.taken(office, child, at=TAKEN)
    oncall.recipient(office, "olga", at=TAKEN)
    oncall.recipient(office, "ida", at=TAKEN)
    return child


def code(office: Office, who: str) -> str:
    return office.viewer(who, NIGHTLY).service_code


def test_each_recipient_reads_the_running_cases_with_their_clocks_and_the_numbers_to_call(
    office: Office, alma: Child
) -> None:
    export = oncall.export(at=NIGHTLY)
    for who in ("olga", "ida"):
        text = open_as(export.page, code(office, who), PASSPHRASE).text
        assert "Alma Åkerlund, född 2018" in text
        assert "Omhändertagande och vård" in text
        assert "Upphör av sig självt" in text
        assert "Enligt 6 § LVU" in text
        assert "Ansvarig: " + code(office, "bo") in text
        assert "0123-45 61" in text
        assert "114 14" in text
    assert (export.made.cases, export.made.households) == (1, 0)


def test_no_name_of_anybody_who_works_here_stands_in_it_and_no_address_or_number_of_the_family(
    office: Office, alma: Child
) -> None:
    text = open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text
    assert [name for name, _ in PEOPLE.values() if name in text] == []
    assert [word for word in ("Lindskolan", "20180412", "070-000", "TF12") if word in text] == []


def test_nothing_can_be_read_in_the_file_but_dates_codes_and_the_board(office: Office, alma: Child) -> None:
    export = oncall.export(at=NIGHTLY)
    seal = seal_of(export.page)
    body = body_of(seal)
    readable = {"form", "extract", "board", "made_at", "expires_at", "address", "frame"}
    assert body.keys() == readable | {"iv", "data", "readers"}
    shown = export.page.replace(seal, "") + str([body[name] for name in readable] + list(export.codes))
    names = [part for each in (*CHILDREN.values(), *ADULTS.values()) for part in (each.given_name, each.family_name)]
    staff = [name for name, _ in PEOPLE.values()]
    words = (*names, *staff, _file_number(office, alma), "Barn 1", "0123-45", "Omhänder")
    assert [word for word in words if word in shown] == []
    # Three letters may come by chance in what is encrypted, and more hardly.
    everything = base64.b64decode(seal.partition(".")[0]).decode(errors="replace") + export.page
    assert [word for word in words if len(word) > 5 and word in everything] == []
    assert open_as(export.page, code(office, "ida"), PASSPHRASE).receipt not in everything


def _file_number(office: Office, child: Child) -> str:
    mia = office.viewer("mia", NIGHTLY)
    with seeing(mia):
        return File.objects.get(pk=child.file_id).number


def test_two_extracts_of_the_same_night_have_nothing_in_common(office: Office, alma: Child) -> None:
    first, second = (body_of(seal_of(oncall.export(at=NIGHTLY).page)) for _ in range(2))
    assert first["data"][:40] != second["data"][:40]
    assert first["readers"][0]["secret"] != second["readers"][0]["secret"]


def test_a_wrong_passphrase_opens_nothing(office: Office, alma: Child) -> None:
    page = oncall.export(at=NIGHTLY).page
    with pytest.raises(InvalidTag):
        open_as(page, code(office, "ida"), "fyra gröna älgar dricker kaffe")


def test_whoever_is_not_named_or_has_no_key_is_not_sealed_to(office: Office, alma: Child) -> None:
    oncall.name(office, "mia", at=TAKEN)
    export = oncall.export(at=NIGHTLY)
    assert set(export.codes) == {code(office, "olga"), code(office, "ida")}


def test_a_recipient_who_was_ended_or_is_on_call_no_more_is_sealed_to_no_more(office: Office, alma: Child) -> None:
    adam = office.viewer("adam", NIGHTLY)
    with seeing(adam):
        (ida,) = [each for each in queries.recipients(viewer=adam) if each.service_code == code(office, "ida")]
        actions.end_recipient(recipient_id=ida.id, actor=adam, at=NIGHTLY)
    assert oncall.export(at=NIGHTLY).codes == (code(office, "olga"),)


def test_without_anybody_to_read_it_no_extract_is_made(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        oncall.export(at=NIGHTLY)
    assert refused.value.verdict.codes == ("oncall.no_reader",)


def test_a_protected_household_is_named_so_that_nobody_tells_where_it_lives(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo", at=TAKEN, protection=Protection.REGISTRATION)
    add_adult(office, hugo, "per", by="bo", kind=RelationKind.STEP_PARENT, at=TAKEN)
    export = oncall.export(at=NIGHTLY)
    (household,) = open_as(export.page, code(office, "ida"), PASSPHRASE).sections[2]["items"]
    text = str(household)
    assert household["title"]["sv"] == "Hugo Ekberg, född 2022"
    assert "Skyddade personuppgifter: lämna aldrig ut" in str(household["marks"])
    assert "Styvförälder: Per Åkerlund, född 1983" in text
    assert "070-000" not in text
    assert export.made.households == 1


def test_where_a_child_is_cared_for_stands_in_it_unless_the_whereabouts_may_be_secret(office: Office) -> None:
    child = make_child(office, at=TAKEN - 20 * DAY)
    running = compulsory.taken(office, child, at=TAKEN)
    compulsory.place(running, at=TAKEN + HOUR)
    oncall.recipient(office, "ida", at=TAKEN)
    assert "Vårdas i Jourhem" in open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text

    compulsory.decided(office, child, running.case_id, Act.DECIDE, at=NIGHTLY + DAY, track=Track.CONTACT)
    text = open_as(oncall.export(at=NIGHTLY + 2 * DAY).page, code(office, "ida"), PASSPHRASE).text
    assert "Begränsat umgänge och hemlig vistelseort" in text
    assert "Jourhem" not in text


def test_where_a_protected_child_is_cared_for_does_not_stand_in_it(office: Office) -> None:
    hugo = make_child(office, "hugo", at=TAKEN - 20 * 24 * HOUR, protection=Protection.REGISTRATION)
    running = compulsory.taken(office, hugo, at=TAKEN)
    compulsory.place(running, at=TAKEN + HOUR)
    oncall.recipient(office, "ida", at=TAKEN)
    text = open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text
    assert "Placeringen står inte i utdraget" in text
    assert "Familjen" not in text


def warned(office: Office, child: Child, *, at: datetime = TAKEN, **changes: Any) -> None:
    bo = office.viewer("bo", at)
    with seeing(bo):
        write_warning(fields=warning_of(child, at, **changes), actor=bo, at=at)


def test_warnings_in_force_stand_in_it_with_whom_they_are_about(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo", at=TAKEN)
    warned(office, hugo)
    warned(office, alma, about=WarningOn.PERSON, person_id=alma.guardians["eva"], cause=Cause.DOG, words="Stor hund.")
    warned(office, hugo, about=WarningOn.ADDRESS, address="Storgatan 1 A")
    long_ago = TAKEN - 15 * DAY
    soon = long_ago.date() + 2 * DAY
    warned(office, alma, at=long_ago, words="Gammal.", review_on=soon, ends_on=soon)
    export = oncall.export(at=NIGHTLY)
    cases, warnings = open_as(export.page, code(office, "ida"), PASSPHRASE).sections[:2]
    assert [each["title"]["sv"] for each in warnings["items"]] == [
        "Hushåll: Hugo Ekberg",
        "Eva Åkerlund, född 1985",
        "Storgatan 1 A",
    ]
    assert "Hund eller annat djur: Stor hund." in str(warnings["items"][1])
    assert "Chefen har inte godkänt varningen än" in str(warnings["items"][0])
    assert "Gammal." not in str(warnings)
    assert "Varning: läs under Varningar" in str(cases["items"][0]["marks"])
    assert export.made.warnings == 3


def test_a_protected_name_in_the_words_of_a_warning_is_the_code_in_it(office: Office, alma: Child) -> None:
    rename(office, "bo")
    protect(office, "bo", at=TAKEN)
    warned(office, alma, words="Pappan söker Bo Qvarnström, handläggare Qvarnström.")
    text = open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text
    assert "Pappan söker NH002, NH002." in text
    warned(office, alma, about=WarningOn.ADDRESS, address="Storgatan 1, hos handläggare Qvarnström")
    text += open_as(oncall.export(at=NIGHTLY + DAY).page, code(office, "ida"), PASSPHRASE).text
    assert "Storgatan 1, hos" in text
    assert "Qvarnström" not in text


def test_the_address_of_a_warning_does_not_stand_in_it_where_somebody_is_protected(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo", at=TAKEN, protection=Protection.REGISTRATION)
    warned(office, hugo, about=WarningOn.ADDRESS, address="Storgatan 1 A", words="Ring först.")
    warned(office, hugo, address="Storgatan 1 A, 123 45 Norrham", words="Han väntar vid storgatan  1 a. Åk två.")
    text = open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text
    assert "Ring först." in text
    assert "Åk två." in text
    assert "storgatan" not in text.casefold()


def test_the_address_of_a_warning_does_not_stand_in_it_where_the_whereabouts_are_secret(office: Office) -> None:
    child = make_child(office, at=TAKEN - 20 * DAY)
    running = compulsory.taken(office, child, at=TAKEN)
    oncall.recipient(office, "ida", at=TAKEN)
    warned(office, child, about=WarningOn.ADDRESS, address="Storgatan 1 A", words="Ring först.")
    assert "Storgatan" in open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text

    compulsory.decided(office, child, running.case_id, Act.DECIDE, at=NIGHTLY + DAY, track=Track.CONTACT)
    text = open_as(oncall.export(at=NIGHTLY + 2 * DAY).page, code(office, "ida"), PASSPHRASE).text
    assert "Ring först." in text
    assert "Storgatan" not in text


def test_the_address_of_a_warning_does_not_stand_in_it_where_the_child_is_sheltered(office: Office) -> None:
    child = make_child(office, at=TAKEN - 20 * DAY)
    running = compulsory.taken(office, child, at=TAKEN)
    compulsory.place(running, at=TAKEN + HOUR, kind=PlaceKind.SHELTER)
    oncall.recipient(office, "ida", at=TAKEN)
    warned(office, child, about=WarningOn.ADDRESS, address="Storgatan 1 A", words="Ring först.")
    text = open_as(oncall.export(at=NIGHTLY).page, code(office, "ida"), PASSPHRASE).text
    assert "Ring först." in text
    assert "Storgatan" not in text


def test_the_log_of_a_child_does_not_tell_that_a_warning_stands_in_it(office: Office, alma: Child) -> None:
    hugo = make_child(office, "hugo", at=TAKEN)
    warned(office, hugo)
    oncall.export(at=NIGHTLY)
    bo = office.viewer("bo", NIGHTLY)
    with seeing(bo):
        assert not Event.objects.filter(file_id=hugo.file_id, actor="system:oncall").exists()


# --- Doors ------------------------------------------------------------------------------------------------------------


def test_only_the_nights_run_is_told_which_files_there_are(office: Office, alma: Child) -> None:
    warned(office, alma)
    with seeing(NIGHT):
        assert files_for_oncall(viewer=NIGHT) == {alma.file_id}
    for who in (office.viewer("adam", NIGHTLY), office.viewer("mia", NIGHTLY), system_run("other")):
        with seeing(who):
            assert files_for_oncall(viewer=who) == protected_for_oncall(viewer=who) == frozenset()
            assert warnings_for_oncall(viewer=who, at=NIGHTLY) == []


def test_the_nights_run_sees_no_file_by_itself(office: Office, alma: Child) -> None:
    with seeing(NIGHT):
        assert not File.objects.exists()


def test_every_file_in_it_says_in_its_log_that_it_was_read_into_the_extract(office: Office, alma: Child) -> None:
    export = oncall.export(at=NIGHTLY)
    bo = office.viewer("bo", NIGHTLY)
    with seeing(bo):
        events = Event.objects.filter(file_id=alma.file_id, actor="system:oncall").values_list(
            "deed", "target", "ground"
        )
        assert list(events) == [("access.file.read", f"oncall.extract:{export.made.id}", "oncall")]
    lo = office.viewer("lo", NIGHTLY)
    with seeing(lo):
        (made,) = Event.objects.filter(deed="oncall.extract.made")
        assert made.details == {"cases": 1, "households": 0, "warnings": 0, "copies": 2}


# --- The seal ---------------------------------------------------------------------------------------------------------


def test_an_extract_that_was_not_touched_says_what_it_is(office: Office, alma: Child) -> None:
    export = oncall.export(at=NIGHTLY, hours=12)
    found = read_page(export.page)
    assert found.head.extract == export.made.id
    assert found.head.expires_at - found.head.made_at == 12 * HOUR
    assert found.fingerprint == export.made.fingerprint
    assert len(found.fingerprint.replace(" ", "")) == 40


def test_one_changed_sign_anywhere_is_found(office: Office, alma: Child) -> None:
    page = oncall.export(at=NIGHTLY).page
    start = page.index('id="sealed">') + 12
    for place in (40, start + 5, start + 900, page.index("</script>", start) - 5, len(page) - 20):
        changed = page[:place] + ("A" if page[place] != "A" else "B") + page[place + 1 :]
        with pytest.raises(NotOurs):
            read_page(changed)


@pytest.mark.parametrize("text", ["", "a.b", "...", "AAAA.AAAA.AAAA", "<html></html>"])
def test_what_is_no_seal_is_refused(text: str) -> None:
    with pytest.raises(NotOurs):
        verified(text)
    with pytest.raises(NotOurs):
        read_page(text)


def test_other_times_do_not_open_the_content(office: Office, alma: Child) -> None:
    page = oncall.export(at=NIGHTLY).page
    signed, _, rest = seal_of(page).partition(".")
    later = base64.b64decode(signed).replace(b"2026-11-12T", b"2026-12-12T")
    with pytest.raises(InvalidTag):
        open_as(page.replace(signed, base64.b64encode(later).decode()), code(office, "ida"), PASSPHRASE)
    assert rest


@pytest.mark.parametrize("text", ["", "x", base64.b64encode(b"\x04" + bytes(64)).decode(), "åäö"])
def test_what_is_no_point_of_the_curve_is_no_key(text: str) -> None:
    assert not is_point(text)


def test_a_receipt_code_is_read_as_it_is_written_down() -> None:
    assert plain_receipt(" 7k2m-oi1l nn ") == "7K2M0111NN"
