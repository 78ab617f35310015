"""What no list of the law keeps to the elected, an official decides by a line of the delegation order (KL 7:5).

Bo and Dag work with Alma; Stina is senior in their unit, Mia its manager, Max the manager of another.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from tests.factories.board import APPLICATION, FIELDS, HOUR, SIGNED, Written, custody, decide, prepare, write
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.models import Matter
from skyddsnat.domains.compulsory.rules.board import is_enough, matter_right
from skyddsnat.domains.compulsory.types import OFFICIAL_LEVELS, MatterLevel
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.models import DelegationItem
from skyddsnat.domains.decisions.types import DelegationView, Kind, Level
from skyddsnat.foundation.access.actions import declare_conflict
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.models import Document
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, By, State, Track, acts, deed_of, statutes
from skyddsnat.law.decision_rights import Decider, who_may

ENDED = SIGNED.replace(day=SIGNED.day + 2)
PLACE = replace(FIELDS, proposal="Alma bor hos familjen Ek.", child_version="Du ska bo hos familjen Ek.")
END = replace(FIELDS, proposal="Omhändertagandet upphör.", child_version="Du får flytta hem igen.", content="")
A_DAY_OF = {"1990:52": date(2026, 12, 1), "2026:1600": date(2027, 2, 1), "2026:1637": date(2027, 2, 1)}


def line(office: Office, section: str, level: Level) -> None:
    rut = office.viewer("rut", MORNING)
    with seeing(rut):
        decisions.add_delegation(
            reference="9.3", kind=Kind.SERVICE, section=section, level=level, valid_from=date(2025, 7, 1),
            adopted_on=date(2025, 7, 1), actor=rut, at=MORNING,
        )  # fmt: skip


def ending(office: Office, alma: Child) -> Written:
    """Bo has handed over that the custody is to end (LVU 9 § third paragraph)."""
    written, measure_id = custody(office, alma)
    matter = write(office, written.case_id, alma, END, act=Act.END_IMMEDIATE, measure_id=measure_id, at=ENDED)
    return prepare(office, matter, at=ENDED)


def boards_deeds() -> Iterator[tuple[str, date]]:
    """Every section that a deed of the board stands in, and a day on which it holds."""
    for track in Track:
        for number in statutes(track):
            for act in {act for state in State for act in acts(track, state, number)}:
                deed = deed_of(track, act, number)
                if deed.by is By.BOARD and deed.section:
                    yield deed.section, A_DAY_OF.get(number, date(2026, 12, 1))


def test_a_manager_ends_a_custody_by_her_line_in_the_order(office: Office, alma: Child) -> None:
    line(office, "LVU 9 st. 3", Level.MANAGER)
    matter = ending(office, alma)
    mia = office.viewer("mia", ENDED)
    with seeing(mia):
        waiting = queries.matters_waiting(on=ENDED.date(), viewer=mia)
        urgency = queries.urgency_of_matter(matter_id=matter.id, today=ENDED.date(), viewer=mia)
    measure_id = decide(office, matter, by="mia", at=ENDED)

    assert [each.id for each in waiting] == [matter.id]
    assert not urgency.needs_meeting
    with seeing(mia):
        found = queries.matter(matter_id=matter.id, viewer=mia)
        assert measure_id is not None
        assert queries.measure(measure_id=measure_id, viewer=mia).state is State.ENDED_EARLY
        paper = Document.objects.get(pk=found.document_id).source
    assert (found.level, found.right) == (MatterLevel.MANAGER, "Enhetschef, punkt 9.3 i delegationsordningen")
    assert found.meeting is None
    assert paper["delegation"] == found.right


@pytest.mark.parametrize("who", ["bo", "dag", "stina", "max", "kaj", "olga"])
def test_nobody_else_decides_what_the_line_gives_the_manager(office: Office, alma: Child, who: str) -> None:
    line(office, "LVU 9 st. 3", Level.MANAGER)
    matter = ending(office, alma)
    with pytest.raises((Refused, queries.NoMatter)) as why:
        decide(office, matter, by=who, at=ENDED)
    if isinstance(why.value, Refused):
        assert "compulsory.delegation" in why.value.verdict.codes


def test_a_senior_is_shown_the_file_until_it_is_decided(office: Office, alma: Child) -> None:
    line(office, "LVU 9 st. 3", Level.SENIOR)
    stina = office.viewer("stina", ENDED)
    matter = ending(office, alma)
    with seeing(office.viewer("stina", ENDED)):
        assert queries.matter(matter_id=matter.id, viewer=stina).level is MatterLevel.SENIOR
    decide(office, matter, by="stina", at=ENDED + HOUR)
    after = office.viewer("stina", ENDED + 2 * HOUR)
    with seeing(after), pytest.raises(queries.NoMatter):
        queries.matter(matter_id=matter.id, viewer=after)


def test_with_a_line_for_caseworkers_the_second_decides_and_never_the_one_who_wrote_it(
    office: Office, alma: Child
) -> None:
    line(office, "LVU 9 st. 3", Level.CASEWORKER)
    matter = ending(office, alma)
    with pytest.raises(Refused) as own:
        decide(office, matter, by="bo", at=ENDED)
    assert own.value.verdict.codes == ("compulsory.own_matter",)
    assert decide(office, matter, by="dag", at=ENDED) is not None


def test_an_official_with_a_conflict_decides_nothing(office: Office, alma: Child) -> None:
    line(office, "LVU 9 st. 3", Level.MANAGER)
    matter = ending(office, alma)
    mia = office.viewer("mia", ENDED)
    with seeing(mia):
        declare_conflict(file_id=alma.file_id, reason="Släkt.", actor=mia, at=ENDED)
    with pytest.raises(Refused) as refused:
        decide(office, matter, by="mia", at=ENDED)
    assert refused.value.verdict.codes == ("compulsory.conflict",)


def test_without_a_line_it_stays_with_the_board(office: Office, alma: Child) -> None:
    matter = ending(office, alma)
    mia = office.viewer("mia", ENDED)
    with seeing(mia):
        assert queries.matter(matter_id=matter.id, viewer=mia).level is MatterLevel.BOARD
    with pytest.raises(Refused):
        decide(office, matter, by="mia", at=ENDED)


@pytest.mark.parametrize("level", list(OFFICIAL_LEVELS.values()))
def test_a_line_below_the_laws_list_can_neither_be_entered_nor_be_used(
    office: Office, alma: Child, level: Level
) -> None:
    """Immediate custody: refused by the page of the order, by the guard, and by the database."""
    with pytest.raises(Refused) as refused:
        line(office, "LVU 6", level)
    assert "decisions.law" in refused.value.verdict.codes
    written, _measure = custody(office, alma)
    with seeing(office.viewer("rut", MORNING)):
        DelegationItem.objects.filter(section="LVU 6").update(level=level.value)
    with seeing(office.viewer("mia", ENDED)):
        right = queries.who_decides_deed(section="LVU 6", on=ENDED.date())
    assert right.level is MatterLevel.BOARD
    with seeing(office.viewer("bo", ENDED)):
        row = Matter.objects.get(pk=written.id)
    row.pk, row.level, row.decided_by_id, row.decided_at = None, level.value, office.employees["mia"], ENDED
    with pytest.raises(DatabaseError, match="signature"), seeing(office.viewer("bo", ENDED)):
        row.save(force_insert=True)


def test_the_database_knows_what_an_official_may_be_given(db: None) -> None:
    for section, on in sorted(set(boards_deeds())):
        with connection.cursor() as cursor:
            cursor.execute("SELECT compulsory_official_may(%s)", [section])
            assert cursor.fetchone()[0] == who_may(section, on).allows(Decider.OFFICIAL), section


def test_a_line_gives_the_right_exactly_where_the_law_lets_it() -> None:
    """Every section of the board's deeds, with a line at every level."""
    for section, on in set(boards_deeds()):
        law = who_may(section, on)
        for level in Level:
            order = [DelegationView(1, "1", Kind.SERVICE, section, level, date(2025, 7, 1), None, date(2025, 7, 1))]
            found = matter_right(section, on=on, order=order, is_urgent=False).level
            decider = Decider.COMMITTEE if level is Level.COMMITTEE else Decider.OFFICIAL
            is_given = level is not Level.BOARD and law.allows(decider)
            assert found.value == (level.value if is_given else "board"), (section, level)


@pytest.mark.parametrize("held", list(MatterLevel))
@pytest.mark.parametrize("needed", list(MatterLevel))
def test_which_level_is_enough_for_which(held: MatterLevel, needed: MatterLevel) -> None:
    enough = {
        "caseworker": {"caseworker"},
        "senior": {"caseworker", "senior"},
        "manager": {"caseworker", "senior", "manager"},
        "committee": {"committee"},
        "board": {"committee", "board"},
        "chair": {"chair"},
    }
    assert is_enough(frozenset({held}), needed) == (needed.value in enough[held.value])


# --- What waits in one file, each for its own decider -----------------------------------------------------------------


def test_what_is_settled_ends_its_own_sight_and_nobody_elses(office: Office, alma: Child) -> None:
    """Kaj decides two matters in the same file: when one is signed he still sees the other, and then nothing."""
    written, measure_id = custody(office, alma)
    given = {"measure_id": measure_id, "at": ENDED}
    first = prepare(office, write(office, written.case_id, alma, PLACE, act=Act.PLACE, **given), at=ENDED)
    second = prepare(office, write(office, written.case_id, alma, APPLICATION, act=Act.APPLY, **given), at=ENDED)
    sees: list[bool] = []
    for returned in (None, first, second):
        if returned is not None:
            bo = office.viewer("bo", ENDED + HOUR)
            with seeing(bo):
                actions.return_matter(
                    matter_id=returned.id, version=returned.version, reason="Mer behövs.", actor=bo, at=ENDED + HOUR
                )
        kaj = office.viewer("kaj", ENDED + 2 * HOUR)
        with seeing(kaj):
            sees.append(bool(queries.matters_of_case(case_id=written.case_id, viewer=kaj)))
    assert sees == [True, True, False]
