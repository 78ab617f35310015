"""Who did it, named by those who follow up: one series, a warning for those who will meet the person, and nothing shown
to anybody who does not see that person already.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories.people import ADULTS, Child, add_adult, make_child
from tests.factories.safety import HOUR, close_incident_of, reported, warning_of
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.people.queries import person, search_people
from skyddsnat.domains.people.types import Protection, RelationKind
from skyddsnat.domains.safety import actions, queries
from skyddsnat.domains.safety.models import Incident
from skyddsnat.domains.safety.models import WarningNote as Warned
from skyddsnat.domains.safety.queries.oncall import OncallWarning, warnings_for_oncall
from skyddsnat.domains.safety.types.register import Concerns, Source
from skyddsnat.domains.safety.types.series import Series, Tie
from skyddsnat.domains.safety.types.warnings import WarningOn
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

TODAY, DAY = MORNING.date(), timedelta(days=1)
EVA, PER = ADULTS["eva"].number or "", ADULTS["per"].number or ""


def name(office: Office, incident_id: int, *, by: str = "sven", version: int = 1, **given: Any) -> None:
    with seeing(office.viewer(by)) as actor:
        said = {"source": Source.RELATIVE, "number": "", "person_id": None} | given
        actions.name_source(incident_id=incident_id, version=version, actor=actor, at=MORNING, **said)


def tied(office: Office, who: str) -> list[Series]:
    with seeing(office.viewer(who)) as viewer:
        found = queries.repetition(until=TODAY, viewer=viewer).series
    return [each for each in found if each.tie is Tie.SOURCE]


def warn(office: Office, incident_id: int, *, by: str = "sven", unit: str = "barn1", **changes: Any) -> int:
    """A warning on whoever did it, in no file."""
    said = {"about": WarningOn.PERSON, "of_source": True, "file_ids": (), "unit_id": office.units[unit]} | changes
    with seeing(office.viewer(by)) as actor:
        fields = warning_of(Child(0, 0), MORNING, **said)
        return actions.write_warning(fields=fields, incident_id=incident_id, actor=actor, at=MORNING)


def met(office: Office, who: str, child: Child) -> list[tuple[int, int | None, bool]]:
    with seeing(office.viewer(who)) as viewer:
        found = queries.warnings_on_visit(file_id=child.file_id, place="", on=TODAY, viewer=viewer)
    return [(each.id, each.person_id, each.is_open) for each in found]


# --- One person, one series -------------------------------------------------------------------------------------------


def test_incidents_of_one_person_are_a_series_whoever_named_her_and_however(office: Office, alma: Child) -> None:
    """Sven writes the number, Mia chooses Eva around Alma; before they had nothing in common."""
    first = reported(office, alias="", concerns=Concerns.NONE)
    second = reported(office, alias="Skuggan", concerns=Concerns.NONE, linked_files=(alma.file_id,))
    assert tied(office, "sven") == []
    name(office, first, number="850611-TF01")
    name(office, second, by="mia", person_id=alma.guardians["eva"])
    for who in ("sven", "mia", "sara", "bo"):
        (found,) = tied(office, who)
        assert set(found.incident_ids) == {first, second}
        assert EVA.replace("-", "") not in repr(found)


def test_it_may_be_known_afterwards_corrected_and_taken_back(office: Office) -> None:
    ids = [reported(office, alias="", source=Source.UNKNOWN) for _number in range(2)]
    for incident_id in ids:
        name(office, incident_id, number=EVA)
    assert len(tied(office, "sven")) == 1
    name(office, ids[0], version=2, number=PER, source=Source.CLIENT)
    assert tied(office, "sven") == []
    with seeing(office.viewer("sven")) as sven:
        actions.unname_source(incident_id=ids[0], version=3, actor=sven, at=MORNING)
        view = queries.incident(incident_id=ids[0], viewer=sven)
        with pytest.raises(Refused) as refused:
            actions.unname_source(incident_id=ids[0], version=4, actor=sven, at=MORNING)
    assert (view.is_named, view.fields.source) == (False, Source.CLIENT)
    assert refused.value.verdict.codes == ("safety.source_not_named",)


def test_one_without_a_number_is_the_same_person_too(office: Office, alma: Child) -> None:
    aunt = add_adult(office, alma, "liv", by="bo", kind=RelationKind.RELATIVE)
    with seeing(office.viewer("bo")), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET number = NULL, number_kind = '' WHERE id = %s", [aunt])
    ids = [reported(office, alias="", linked_files=(alma.file_id,)) for _number in range(2)]
    for incident_id in ids:
        name(office, incident_id, by="mia", person_id=aunt)
    (found,) = tied(office, "mia")
    assert set(found.incident_ids) == set(ids)


def test_to_write_an_incident_anew_keeps_the_person(office: Office) -> None:
    incident_id = reported(office)
    name(office, incident_id, number=EVA)
    with seeing(office.viewer("bo")) as bo:
        view = queries.incident(incident_id=incident_id, viewer=bo)
        actions.change_incident(incident_id=incident_id, version=view.version, fields=view.fields, actor=bo, at=MORNING)
        assert queries.incident(incident_id=incident_id, viewer=bo).is_named


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, ("safety.source_named_once",)),
        ({"number": EVA, "person_id": 1}, ("safety.source_named_once",)),
        ({"number": "19850611-0000"}, ("safety.number_is_wrong",)),
        ({"number": "Eva"}, ("safety.number_is_wrong",)),
        ({"number": EVA, "source": Source.UNKNOWN}, ("safety.source_is_no_person",)),
        ({"number": EVA, "source": Source.CAMPAIGN}, ("safety.source_is_no_person",)),
        ({"number": EVA, "by": "bo"}, ("safety.not_following_up",)),
    ],
)
def test_what_is_refused(office: Office, given: dict[str, Any], codes: tuple[str, ...]) -> None:
    incident_id = reported(office)
    with pytest.raises(Refused) as refused:
        name(office, incident_id, **given)
    assert refused.value.verdict.codes == codes
    assert "850611" not in str(refused.value)


def test_not_in_a_closed_incident_nor_over_another_window_nor_where_it_is_not_seen(office: Office) -> None:
    incident_id = reported(office)
    name(office, incident_id, number=EVA)
    with pytest.raises(ChangedMeanwhile):
        name(office, incident_id, number=PER)
    with pytest.raises(queries.NoSuchIncident):
        name(office, incident_id, by="dag", version=2, number=PER)
    closed = reported(office)
    close_incident_of(office, closed)
    with pytest.raises(Refused) as refused:
        name(office, closed, version=2, number=EVA)
    assert refused.value.verdict.codes == ("safety.incident_closed",)


def test_the_database_holds_a_number_or_a_person_and_never_both(office: Office, alma: Child) -> None:
    incident_id = reported(office)
    with seeing(office.viewer("mia")), pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident_id).update(source_number="1", person_id=alma.person_id)


# --- Nobody learns whom she does not see ------------------------------------------------------------------------------


def test_nobody_names_or_learns_of_a_person_whom_she_does_not_see(office: Office, alma: Child) -> None:
    incident_id = reported(office, linked_files=(alma.file_id,))
    for who in ("sven", "sara"):
        with pytest.raises(NotOpen):
            name(office, incident_id, by=who, person_id=alma.guardians["eva"])
    name(office, incident_id, number=EVA)
    seen = {}
    for who in ("sven", "sara", "mia", "bo"):
        with seeing(office.viewer(who)) as viewer:
            seen[who] = queries.person_of_incident(incident_id=incident_id, viewer=viewer)
            assert queries.incident_scene(incident_id=incident_id, at=MORNING, viewer=viewer).person_id == seen[who]
    assert seen == {"sven": None, "sara": None} | dict.fromkeys(("mia", "bo"), alma.guardians["eva"])
    with seeing(office.viewer("sven")) as sven:
        assert search_people(text=EVA, viewer=sven) == []
        with pytest.raises(NotOpen):
            person(person_id=alma.guardians["eva"], viewer=sven)


def test_a_number_is_taken_alike_whether_or_not_anybody_has_it(office: Office, alma: Child) -> None:
    """Eva stands around Alma, nobody has the other number: all that Sven can read afterwards is the same."""
    found = []
    for number in (EVA, "19770707-TF77"):
        incident_id = reported(office)
        name(office, incident_id, number=number)
        warning_id = warn(office, incident_id)
        with seeing(office.viewer("sven")) as sven:
            view = queries.incident(incident_id=incident_id, viewer=sven)
            warning = queries.warning(warning_id=warning_id, viewer=sven)
            found.append((view.is_named, queries.person_of_incident(incident_id=incident_id, viewer=sven)))
            found.append((warning.is_of_person, warning.person_id, warning.file_ids))
    assert found[:2] == found[2:] == [(True, None), (True, None, ())]


def test_the_log_of_the_child_is_as_it_was(office: Office, alma: Child) -> None:
    with seeing(office.viewer("mia")) as mia:
        before = events_of_file(file_id=alma.file_id, viewer=mia)
    incident_id = reported(office, linked_files=(alma.file_id,))
    name(office, incident_id, by="mia", person_id=alma.guardians["eva"])
    warn(office, incident_id)
    with seeing(office.viewer("mia")) as mia:
        assert events_of_file(file_id=alma.file_id, viewer=mia) == before
    with seeing(office.viewer("lo")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE deed LIKE 'safety.%' OR target LIKE 'safety%'")
        assert cursor.fetchone() == (0,)


# --- A warning in no file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", [WarningOn.PERSON, WarningOn.HOUSEHOLD])
def test_a_warning_on_the_source_is_met_wherever_the_person_stands(
    office: Office, alma: Child, about: WarningOn
) -> None:
    """Eva is written down around Alma, and once more around Hugo in the other unit."""
    hugo, nils = make_child(office, "hugo", worker="cia"), make_child(office, "nils", worker="dag", guardians=("per",))
    incident_id = reported(office)
    name(office, incident_id, number=EVA)
    warning_id = warn(office, incident_id, about=about)
    assert met(office, "bo", alma) == [(warning_id, alma.guardians["eva"], True)]
    assert met(office, "cia", hugo) == [(warning_id, hugo.guardians["eva"], True)]
    assert met(office, "dag", nils) == []
    for who in ("dag", "lo", "adam", "kim", "ida"):
        with seeing(office.viewer(who)) as viewer, pytest.raises(queries.NoSuchWarning):
            queries.warning(warning_id=warning_id, viewer=viewer)
    with seeing(office.viewer("cia")) as cia:
        assert queries.origin_of_warning(warning_id=warning_id, viewer=cia) is None


def test_a_warning_that_was_written_in_a_file_is_met_in_the_persons_other_files_too(
    office: Office, alma: Child
) -> None:
    hugo = make_child(office, "hugo", worker="cia")
    with seeing(office.viewer("bo")) as bo:
        fields = warning_of(alma, MORNING, about=WarningOn.PERSON, person_id=alma.guardians["eva"])
        warning_id = actions.write_warning(fields=fields, actor=bo, at=MORNING)
    assert met(office, "bo", alma) == [(warning_id, alma.guardians["eva"], True)]
    assert met(office, "cia", hugo) == [(warning_id, hugo.guardians["eva"], True)]
    with seeing(office.viewer("cia")) as cia:
        assert queries.warning(warning_id=warning_id, viewer=cia).file_ids == (), "Alma's file is closed to her"


def test_one_who_comes_into_a_file_later_is_met_then(office: Office, alma: Child) -> None:
    incident_id = reported(office)
    name(office, incident_id, number=PER)
    warning_id = warn(office, incident_id)
    assert met(office, "bo", alma) == []
    per = add_adult(office, alma, "per", by="bo")
    assert met(office, "bo", alma) == [(warning_id, per, True)]


def test_the_manager_agrees_and_it_ends_as_any_other(office: Office, alma: Child) -> None:
    incident_id = reported(office)
    name(office, incident_id, number=EVA)
    warning_id = warn(office, incident_id)
    with seeing(office.viewer("mia")) as mia:
        assert queries.warning(warning_id=warning_id, viewer=mia).person_id == alma.guardians["eva"]
        actions.agree_to_warning(warning_id=warning_id, version=1, actor=mia, at=MORNING)
        actions.end_warning(warning_id=warning_id, version=2, why="Det är lugnt nu.", actor=mia, at=MORNING + HOUR)
    assert met(office, "bo", alma) == []


def test_nobody_is_warned_of_who_is_not_named_or_for_a_unit_that_is_not_hers(office: Office) -> None:
    incident_id = reported(office)
    with pytest.raises(Refused) as unnamed:
        warn(office, incident_id)
    name(office, incident_id, number=EVA)
    with pytest.raises(Refused) as elsewhere:
        warn(office, incident_id, by="mia", unit="barn2")
    with pytest.raises(Refused) as nowhere:
        warn(office, incident_id, unit_id=None)
    with pytest.raises(queries.NoSuchIncident):
        warn(office, incident_id, by="dag")
    codes = [each.value.verdict.codes for each in (unnamed, elsewhere, nowhere)]
    assert codes == [("safety.warning_source_unknown",), ("safety.not_warning",), ("safety.warning_no_unit",)]


def test_a_protected_person_is_compared_and_never_shown(office: Office) -> None:
    child = make_child(office, "elsa", guardians=())
    per = add_adult(office, child, "per", by="bo", protection=Protection.FLAG)
    incident_id = reported(office, linked_files=(child.file_id,))
    name(office, incident_id, by="mia", person_id=per)
    warning_id = warn(office, incident_id)
    assert met(office, "bo", child) == [(warning_id, per, True)]


def told_on_call() -> list[OncallWarning]:
    with seeing(system_run("oncall")) as run:
        return warnings_for_oncall(viewer=run, at=MORNING)


def test_the_on_call_team_is_told_of_those_who_stand_in_a_file_when_the_manager_agreed(
    office: Office, alma: Child
) -> None:
    """Before, the extract would answer whoever types a number: who has it, and whose family it is."""
    warned = []
    for number in (EVA, "19770707-TF77"):
        incident_id = reported(office)
        name(office, incident_id, number=number)
        warned.append(warn(office, incident_id))
    assert told_on_call() == []
    with seeing(office.viewer("mia")) as mia:
        actions.agree_to_warning(warning_id=warned[0], version=1, actor=mia, at=MORNING)
    with seeing(office.viewer("sven")) as sven:
        Warned.objects.filter(pk=warned[1]).update(agreed_at=MORNING, agreed_by_id=office.employees["mia"])
        assert queries.warning(warning_id=warned[1], viewer=sven).is_agreed
    (found,) = told_on_call()
    assert (found.person_id, found.file_ids) == (alma.guardians["eva"], (alma.file_id,))


def test_a_warning_that_was_written_in_a_file_reaches_the_on_call_team_at_once(office: Office, alma: Child) -> None:
    eva = alma.guardians["eva"]
    with seeing(office.viewer("bo")) as bo:
        fields = warning_of(alma, MORNING, about=WarningOn.PERSON, person_id=eva)
        actions.write_warning(fields=fields, actor=bo, at=MORNING)
    (found,) = told_on_call()
    assert (found.person_id, found.is_agreed) == (eva, False)


# --- The board counts the same ----------------------------------------------------------------------------------------


def test_the_board_counts_a_person_as_one_source(office: Office) -> None:
    last_year = MORNING.replace(year=MORNING.year - 1)
    for alias in ("Skuggan", "Anonym 17", "Natten"):
        incident_id = reported(office, at=last_year, happened_at=last_year - HOUR, alias=alias)
        name(office, incident_id, number=EVA)
    reported(office, at=last_year, happened_at=last_year - HOUR, alias="Natten")
    with seeing(office.viewer("sven")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, sum(times)::int FROM safety_figures(%s, %s) WHERE topic = 'by_source' GROUP BY code",
            [last_year.year, TODAY],
        )
        assert dict(cursor.fetchall()) == {"0": 2, "1-3": 2}
