"""Letters to the parties about what the board decided: one each, with how to appeal where the law allows (FL 33 §)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.board import APPLICATION
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child, add_adult, make_child
from tests.factories.staff import MORNING, Office
from tests.pdf import text_in

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types.papers import NoticeView
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.documents.queries import document, document_content, documents_of_subject
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, Track

TAKEN = MORNING + DAY
FEBRUARY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
under_each_act = pytest.mark.parametrize("at", [TAKEN, FEBRUARY], ids=["LVU", "2026:1600"])


def decision_of(on: Running, *, at: datetime) -> int:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.matters_of_case(case_id=on.case_id, viewer=bo)[0].id


def notify(on: Running, matter_id: int, *, at: datetime, by: str = "bo") -> dict[int, int]:
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        return actions.notify_parties(matter_id=matter_id, actor=viewer, at=at)


def told(on: Running, matter_id: int, *, at: datetime) -> list[NoticeView]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.notices_of_matter(matter_id=matter_id, on=local_date(at), viewer=bo)


def text(on: Running, document_id: int, *, at: datetime) -> str:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return text_in(document_content(document_id=document_id, viewer=bo).content)


@under_each_act
def test_an_immediate_custody_goes_to_the_court_and_says_so(office: Office, alma: Child, at: datetime) -> None:
    on = line.taken(office, alma, at=at)
    matter = decision_of(on, at=at)
    letters = notify(on, matter, at=at + HOUR)
    assert letters.keys() == set(alma.guardians.values())
    for document_id in letters.values():
        found = text(on, document_id, at=at + HOUR)
        assert "Beslutet får inte överklagas" in found
        assert "41 § LVU" in found if at == TAKEN else "19 kap. 1 § lagen (2026:1600)" in found
        assert "prövar om det ska gälla" in found
        assert "inom tre veckor" not in found
    with pytest.raises(Refused) as refused:
        notify(on, matter, at=at + 2 * HOUR)
    assert refused.value.verdict.codes == ("compulsory.notice_made",)


@under_each_act
def test_a_decision_on_where_the_child_lives_tells_how_to_appeal(office: Office, alma: Child, at: datetime) -> None:
    on = line.in_care(office, alma, at=at)
    later = at + 30 * DAY
    matter = line.board_decides(on, Act.PLACE, at=later, fields=APPLICATION)
    (first, *_rest) = notify(on, matter, at=later + HOUR).values()
    found = text(on, first, at=later + HOUR)
    assert "inom tre veckor" in found
    assert "Så här överklagar du" in found


@under_each_act
def test_a_consideration_may_not_be_appealed(office: Office, alma: Child, at: datetime) -> None:
    on = line.in_care(office, alma, at=at)
    later = at + 100 * DAY
    matter = line.board_decides(on, Act.CONSIDER, at=later)
    (first, *_rest) = notify(on, matter, at=later + HOUR).values()
    found = text(on, first, at=later + HOUR)
    assert "Beslutet får inte överklagas" in found
    assert "prövar om det ska gälla" not in found


def test_who_becomes_a_party_later_gets_a_letter_of_her_own(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    matter = decision_of(on, at=TAKEN)
    notify(on, matter, at=TAKEN + HOUR)
    liv = add_adult(office, alma, "liv", by="bo", at=TAKEN + 2 * HOUR)
    made = notify(on, matter, at=TAKEN + 3 * HOUR)
    assert made.keys() == {liv}
    (hers,) = (each for each in told(on, matter, at=TAKEN + 3 * HOUR) if each.person_id == liv)
    assert hers.english_id is not None
    assert "may not be appealed" in text(on, hers.english_id, at=TAKEN + 3 * HOUR)


def test_a_protected_partys_address_is_not_printed_and_the_cover_is_passed(office: Office) -> None:
    child = make_child(office, guardians=(), protection=Protection.NONE)
    eva = add_adult(office, child, "eva", by="bo", protection=Protection.REGISTRATION)
    on = line.taken(office, child, at=TAKEN)
    letters = notify(on, decision_of(on, at=TAKEN), at=TAKEN + HOUR)
    assert "Förmedlas via Skatteverket" in text(on, letters[eva], at=TAKEN + HOUR)
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo):
        assert document(document_id=letters[eva], viewer=bo).needs_passing


def test_nobody_elsewhere_tells_the_parties(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    matter = decision_of(on, at=TAKEN)
    with pytest.raises(NotOpen):
        notify(on, matter, at=TAKEN + HOUR, by="cia")


def test_the_database_keeps_one_letter_a_party_of_what_is_decided_and_signed(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    matter = decision_of(on, at=TAKEN)
    letters = notify(on, matter, at=TAKEN + HOUR)
    person_id, letter = next(iter(letters.items()))
    bo = office.viewer("bo", TAKEN + HOUR)
    columns = "matter_id, file_id, person_id, letter_id, made_at"
    insert = f"INSERT INTO compulsory_notice ({columns}) VALUES (%s, %s, %s, %s, now())"
    with seeing(bo), connection.cursor() as cursor:
        with pytest.raises(IntegrityError, match="notice_once_a_party"), transaction.atomic():
            cursor.execute(insert, [matter, alma.file_id, person_id, letter])
        with pytest.raises(IntegrityError, match="notice"), transaction.atomic():
            cursor.execute(insert, [0, alma.file_id, alma.person_id, letter])


def test_a_name_left_out_when_the_chair_signed_stands_in_no_letter_but_in_the_decision(
    office: Office, alma: Child
) -> None:
    """FL 31 and 33 §§. One decision covers the letters that are made later."""
    matter = board.waiting_for_chair(office, alma)
    board.decide(office, matter, hides_name_reason="Olga har hotats i brev.")
    bo = office.viewer("bo", board.SIGNED + DAY)
    with seeing(bo):
        letters = actions.notify_parties(matter_id=matter.id, actor=bo, at=board.SIGNED + DAY)
        made = {
            each.template: each.id for each in documents_of_subject(subject=f"compulsory.matter:{matter.id}", viewer=bo)
        }
        texts = {name: text_in(document_content(document_id=each, viewer=bo).content) for name, each in made.items()}
    assert letters
    assert "Beslutat av Olga Ordförande" in texts["compulsory_decision"]
    for letter in ("decision_letter", "child_decision"):
        assert "Olga" not in texts[letter]
        assert "Bo Handl" not in texts[letter]
        assert "NH002" in texts[letter]


def test_names_are_not_left_out_without_a_reason(office: Office, alma: Child) -> None:
    matter = board.waiting_for_chair(office, alma)
    with pytest.raises(Refused) as refused:
        board.decide(office, matter, hides_name_reason=" ")
    assert refused.value.verdict.codes == ("staff.protection_no_reason",)


# --- Secret whereabouts -----------------------------------------------------------------------------------------------


def test_a_text_that_names_the_place_is_stopped_while_the_whereabouts_may_be_secret(
    office: Office, alma: Child
) -> None:
    """LVU 14 §. With a reason it leaves, and the log keeps the reason."""
    on = line.in_care(office, alma, at=TAKEN)
    later = TAKEN + 30 * DAY
    named = replace(APPLICATION, proposal="Alma bor hos familjen EK tills vidare.")
    matter = line.board_decides(on, Act.PLACE, at=later, fields=named)
    line.decided(office, alma, on.case_id, Act.DECIDE, at=later + HOUR, track=Track.CONTACT)
    with pytest.raises(Refused) as stopped:
        notify(on, matter, at=later + 2 * HOUR)
    assert stopped.value.verdict.codes == ("compulsory.notice_tells_whereabouts",)
    bo = office.viewer("bo", later + 2 * HOUR)
    with seeing(bo):
        assert queries.notice_desk(matter_id=matter, on=local_date(later), viewer=bo).tells_whereabouts
        letters = actions.notify_parties(
            matter_id=matter, whereabouts_reason="Föräldrarna vet redan.", actor=bo, at=later + 2 * HOUR
        )
        kept = [each for each in events_of_file(file_id=alma.file_id, viewer=bo) if each.deed.endswith("whereabouts")]
    assert letters.keys() == set(alma.guardians.values())
    assert [each.ground for each in kept] == ["Föräldrarna vet redan."]


def test_the_place_may_stand_in_a_letter_while_nothing_is_secret(office: Office, alma: Child) -> None:
    on = line.in_care(office, alma, at=TAKEN)
    later = TAKEN + 30 * DAY
    named = replace(APPLICATION, proposal="Alma bor hos familjen Ek tills vidare.")
    matter = line.board_decides(on, Act.PLACE, at=later, fields=named)
    assert notify(on, matter, at=later + HOUR)
