"""A child is written down, with the family, in a file."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.utils import IntegrityError
from tests.factories.people import ADULTS, CHILDREN, Child, add_adult, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.people import actions as people
from skyddsnat.domains.people import queries
from skyddsnat.domains.people.types import NewPerson, Protection, RelationKind
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.foundation.audit.models import Event
from skyddsnat.kernel.verdict import Refused
from skyddsnat.kernel.versions import ChangedMeanwhile

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()
LATER = MORNING + timedelta(hours=2)
NEXT_DAY = MORNING + timedelta(hours=25)


def relate(office: Office, name: str, child: Child, other: NewPerson | int, kind: RelationKind) -> int:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        return people.add_relation(
            file_id=child.file_id,
            other=other,
            kind=kind,
            lives_together=True,
            starts_on=None,
            note=" enligt mamman ",
            actor=viewer,
            at=LATER,
        )


def change(office: Office, name: str, person_id: int, person: NewPerson, *, version: int = 1) -> int:
    viewer = office.viewer(name, LATER)
    with seeing(viewer):
        return people.change_person(person_id=person_id, version=version, person=person, actor=viewer, at=LATER)


def deeds(office: Office, name: str, file_id: int) -> list[str]:
    with seeing(office.viewer(name, LATER)):
        return list(Event.objects.filter(file_id=file_id).order_by("at", "id").values_list("deed", flat=True))


# --- The child --------------------------------------------------------------------------------------------------------


def test_a_child_is_registered_with_its_guardian(office: Office) -> None:
    alma = make_child(office)
    bo = office.viewer("bo")
    with seeing(bo):
        child = queries.subject_of_file(file_id=alma.file_id, viewer=bo)
        (mother,) = queries.guardians_of_file(file_id=alma.file_id, on=TODAY, viewer=bo)
    assert (child.name, child.short_name, child.number, child.age(TODAY)) == (
        "Alma Åkerlund",
        "Alma Å.",
        "20180412TF12",
        8,
    )
    assert (mother.name, mother.is_subject) == ("Eva Åkerlund", False)


def test_registering_is_logged_in_the_file(office: Office) -> None:
    alma = make_child(office, guardians=())
    assert deeds(office, "bo", alma.file_id)[:2] == ["access.file.opened", "people.child.registered"]


def test_a_number_has_one_file(office: Office) -> None:
    make_child(office)
    with pytest.raises(Refused) as refused:
        make_child(office)
    assert refused.value.verdict.codes == ("people.number_is_taken",)
    assert "TF12" not in repr(refused.value)
    assert refused.value.__cause__ is None


def test_a_file_is_about_one_child(office: Office) -> None:
    alma = make_child(office)
    bo = office.viewer("bo")
    with seeing(bo), pytest.raises(Refused) as refused:
        people.register_child(file_id=alma.file_id, person=CHILDREN["elsa"], actor=bo, at=MORNING)
    assert refused.value.verdict.codes == ("people.file_has_child",)


def test_two_who_register_at_once_get_an_answer_in_words_or_the_error_itself() -> None:
    at_once = people._translated(IntegrityError('violates unique constraint "person_one_subject_in_file"'))
    assert isinstance(at_once, Refused)
    assert at_once.verdict.codes == ("people.file_has_child",)
    other = IntegrityError("something else")
    assert people._translated(other) is other


def test_an_outsider_registers_nothing(office: Office) -> None:
    alma = make_child(office)
    cia = office.viewer("cia")
    with seeing(cia), pytest.raises(NotOpen):
        people.register_child(file_id=alma.file_id, person=CHILDREN["elsa"], actor=cia, at=MORNING)


# --- Protected people -------------------------------------------------------------------------------------------------


def test_a_protected_child_is_masked_until_somebody_says_why(office: Office) -> None:
    alma = make_child(office, protection=Protection.REGISTRATION)
    bo = office.viewer("bo")
    with seeing(bo):
        masked = queries.subject_of_file(file_id=alma.file_id, viewer=bo)
        people.reveal_protected(file_id=alma.file_id, reason="Kallelse ska skickas.", actor=bo, at=MORNING)
        shown = queries.subject_of_file(file_id=alma.file_id, viewer=bo, reveal=True)
        event = Event.objects.get(deed="people.protected.revealed")
    assert masked.is_masked
    assert (masked.name, masked.short_name, masked.number, masked.birth_date, masked.birth_year, masked.school) == (
        "",
        "",
        None,
        None,
        2018,
        "",
    )
    assert masked.age(TODAY) is None
    assert (shown.name, shown.school, shown.is_masked) == ("Alma Åkerlund", "Lindskolan", False)
    assert (event.ground, event.details) == ("assigned", {"reason": "Kallelse ska skickas."})


def test_protected_data_is_not_revealed_without_reason(office: Office) -> None:
    alma = make_child(office, protection=Protection.FLAG)
    bo = office.viewer("bo")
    with seeing(bo), pytest.raises(Refused) as refused:
        people.reveal_protected(file_id=alma.file_id, reason=" ", actor=bo, at=MORNING)
    assert refused.value.verdict.codes == ("people.reveal_without_reason",)


def is_open_to(office: Office, name: str, child: Child, at: object = MORNING) -> bool:
    viewer = office.viewer(name, at)  # type: ignore[arg-type]
    with seeing(viewer):
        try:
            file_of(file_id=child.file_id, viewer=viewer)
        except NotOpen:
            return False
    return True


def test_a_protected_child_closes_the_file_to_intake_but_for_a_day_to_whoever_wrote_it_down(office: Office) -> None:
    """Lesson 8: she can still assess protection."""
    alma = make_child(office, worker=None, protection=Protection.FLAG)
    assert is_open_to(office, "ida", alma)
    assert not is_open_to(office, "ida", alma, NEXT_DAY)
    assert is_open_to(office, "ingvar", alma, NEXT_DAY)


def test_a_protected_parent_closes_the_file_too(office: Office) -> None:
    alma = make_child(office, worker=None)
    assert is_open_to(office, "ida", alma, NEXT_DAY)
    add_adult(office, alma, "per", protection=Protection.FLAG)
    assert is_open_to(office, "ida", alma)
    assert not is_open_to(office, "ida", alma, NEXT_DAY)


def test_the_import_may_register_a_protected_child(office: Office) -> None:
    run = system_run("import", units=frozenset({office.units["intake"]}))
    with seeing(run):
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=run, at=MORNING)
        hugo = replace(CHILDREN["hugo"], protection=Protection.FLAG)
        people.register_child(file_id=file.id, person=hugo, actor=run, at=MORNING)
        assert file_of(file_id=file.id, viewer=run).is_protected


def test_a_mark_on_a_parent_reaches_every_file_that_names_the_parent(office: Office) -> None:
    """Lesson 3: a protection mark that did not show. Bo marks Eva in Alma's file; Elsa's file is not open to him."""
    alma = make_child(office)
    elsa = make_child(office, "elsa", worker=None, guardians=())
    ingvar = office.viewer("ingvar", LATER)
    with seeing(ingvar):
        access.grant_received(file_id=alma.file_id, reason="Syskon", actor=ingvar, at=MORNING)
    relate(office, "ingvar", elsa, alma.guardians["eva"], RelationKind.GUARDIAN)
    assert is_open_to(office, "ida", elsa, NEXT_DAY)

    change(office, "bo", alma.guardians["eva"], replace(ADULTS["eva"], protection=Protection.FLAG))
    assert not is_open_to(office, "ida", elsa, NEXT_DAY)
    with seeing(office.viewer("bo")) as bo:
        assert file_of(file_id=alma.file_id, viewer=bo).is_protected

    change(office, "bo", alma.guardians["eva"], ADULTS["eva"], version=2)
    assert is_open_to(office, "ida", elsa, NEXT_DAY)


def test_a_mark_stays_while_somebody_else_in_the_file_is_protected(office: Office) -> None:
    alma = make_child(office, protection=Protection.FLAG)
    per = add_adult(office, alma, "per", by="bo", protection=Protection.FLAG)
    change(office, "bo", per, ADULTS["per"])
    with seeing(office.viewer("bo")) as bo:
        assert file_of(file_id=alma.file_id, viewer=bo).is_protected


def test_a_protected_sibling_marks_the_file_when_related(office: Office) -> None:
    hugo = make_child(office, "hugo", protection=Protection.FLAG)
    alma = make_child(office)
    relate(office, "bo", alma, hugo.person_id, RelationKind.SIBLING)
    with seeing(office.viewer("bo")) as bo:
        assert file_of(file_id=alma.file_id, viewer=bo).is_protected
        (relation,) = [
            relation
            for relation in queries.relations_of_file(file_id=alma.file_id, viewer=bo)
            if relation.kind is RelationKind.SIBLING
        ]
    assert (relation.person.name, relation.note) == ("", "")


# --- Relations --------------------------------------------------------------------------------------------------------


def test_a_relation_needs_a_child(office: Office) -> None:
    ida = office.viewer("ida")
    with seeing(ida):
        file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING)
    with pytest.raises(Refused) as refused:
        relate(office, "ida", Child(file.id, 0), ADULTS["per"], RelationKind.PARENT)
    assert refused.value.verdict.codes == ("people.file_has_no_child",)


def test_all_that_is_wrong_with_a_new_relative_is_told_at_once(office: Office) -> None:
    alma = make_child(office)
    bo = office.viewer("bo")
    with seeing(bo), pytest.raises(Refused) as refused:
        people.add_relation(
            file_id=alma.file_id,
            other=NewPerson(given_name=""),
            kind=RelationKind.RELATIVE,
            lives_together=False,
            starts_on=TODAY + timedelta(days=1),
            note="",
            actor=bo,
            at=MORNING,
        )
    assert refused.value.verdict.codes == ("people.name_is_missing", "people.starts_later")


def test_nobody_is_related_twice_in_the_same_way_or_to_oneself(office: Office) -> None:
    alma = make_child(office)
    for other, code in ((alma.guardians["eva"], "already_related"), (alma.person_id, "oneself")):
        with pytest.raises(Refused) as refused:
            relate(office, "bo", alma, other, RelationKind.GUARDIAN)
        assert refused.value.verdict.codes == (f"people.{code}",)


def test_somebody_unseen_is_related_to_nobody(office: Office) -> None:
    elsa = make_child(office, "elsa", worker="cia")
    alma = make_child(office)
    with pytest.raises(NotOpen):
        relate(office, "bo", alma, elsa.person_id, RelationKind.SIBLING)


def test_siblings_know_each_other_and_only_that(office: Office) -> None:
    elsa = make_child(office, "elsa", guardians=(), worker=None)
    alma = make_child(office, worker=None)
    relate(office, "ida", alma, elsa.person_id, RelationKind.SIBLING)
    with seeing(office.viewer("ingvar")) as ingvar:
        access.assign(
            file_id=alma.file_id,
            employee_id=office.employees["bo"],
            part=access.Part.RESPONSIBLE,
            unit_id=office.units["barn1"],
            actor=ingvar,
            at=MORNING,
        )
    with seeing(office.viewer("bo")) as bo:
        (sibling,) = queries.siblings_of_file(file_id=alma.file_id, on=TODAY, viewer=bo)
        assert (sibling.name, sibling.file_id) == ("Elsa Öberg", elsa.file_id)
        with pytest.raises(NotOpen):
            file_of(file_id=elsa.file_id, viewer=bo)
        with pytest.raises(NotOpen):
            queries.person(person_id=elsa.guardians.get("eva", 0), viewer=bo)
    with pytest.raises(Refused) as refused:
        change(office, "bo", elsa.person_id, CHILDREN["elsa"])
    assert refused.value.verdict.codes == ("people.other_file",)


def test_custody_ends_on_a_day_and_stays_in_the_file(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("bo")) as bo:
        (relation,) = queries.relations_of_file(file_id=alma.file_id, viewer=bo)
        people.end_relation(relation_id=relation.id, ends_on=TODAY, actor=bo, at=MORNING)
        assert queries.guardians_of_file(file_id=alma.file_id, on=TODAY, viewer=bo) == []
        assert len(queries.guardians_of_file(file_id=alma.file_id, on=TODAY - timedelta(days=1), viewer=bo)) == 1
        (ended,) = queries.relations_of_file(file_id=alma.file_id, viewer=bo)
        assert not ended.is_running(TODAY)
        assert ended.is_running(TODAY - timedelta(days=1))
        with pytest.raises(Refused) as refused:
            people.end_relation(relation_id=relation.id, ends_on=TODAY, actor=bo, at=MORNING)
    assert refused.value.verdict.codes == ("people.already_ended",)
    assert deeds(office, "bo", alma.file_id)[-1] == "row.update"
    assert "people.relation.ended" in deeds(office, "bo", alma.file_id)


def test_an_unseen_relation_is_not_ended(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("bo")) as bo:
        (relation,) = queries.relations_of_file(file_id=alma.file_id, viewer=bo)
    with seeing(office.viewer("cia")) as cia, pytest.raises(NotOpen):
        people.end_relation(relation_id=relation.id, ends_on=TODAY, actor=cia, at=MORNING)


def test_each_guardian_and_the_child_of_15_is_a_party_by_name(office: Office) -> None:
    """Lesson 7."""
    elsa = make_child(office, "elsa", guardians=("per", "eva"))
    alma = make_child(office, "hugo", guardians=("eva",))
    birthday = date(2025, 9, 3)
    with seeing(office.viewer("bo")) as bo:
        grown = queries.parties_of_file(file_id=elsa.file_id, on=birthday, viewer=bo)
        young = queries.parties_of_file(file_id=elsa.file_id, on=birthday - timedelta(days=1), viewer=bo)
        small = queries.parties_of_file(file_id=alma.file_id, on=TODAY, viewer=bo)
    assert [party.name for party in grown] == ["Elsa Öberg", "Eva Åkerlund", "Per Åkerlund"]
    assert [party.name for party in young] == ["Eva Åkerlund", "Per Åkerlund"]
    assert [party.name for party in small] == ["Eva Åkerlund"]


# --- Corrections ------------------------------------------------------------------------------------------------------


def test_a_name_is_corrected_and_the_log_keeps_the_old_one(office: Office) -> None:
    alma = make_child(office)
    assert change(office, "bo", alma.person_id, replace(CHILDREN["alma"], family_name="Ek")) == 2
    with seeing(office.viewer("bo")) as bo:
        child = queries.subject_of_file(file_id=alma.file_id, viewer=bo)
        before = Event.objects.get(deed="row.update", target=f"people_person:{alma.person_id}").details["before"]
    assert (child.name, child.version) == ("Alma Ek", 2)
    assert before["family_name"] == "Åkerlund"


def test_the_later_of_two_corrections_is_told_so(office: Office) -> None:
    alma = make_child(office)
    change(office, "bo", alma.person_id, replace(CHILDREN["alma"], school="Åskolan"))
    with pytest.raises(ChangedMeanwhile):
        change(office, "mia", alma.person_id, replace(CHILDREN["alma"], school="Friskolan"))


def test_a_number_that_is_taken_is_not_given_to_another_child(office: Office) -> None:
    make_child(office, "elsa")
    alma = make_child(office)
    with pytest.raises(Refused) as refused:
        change(office, "bo", alma.person_id, replace(CHILDREN["alma"], number=CHILDREN["elsa"].number))
    assert refused.value.verdict.codes == ("people.number_is_taken",)


def test_somebody_unseen_is_not_corrected(office: Office) -> None:
    alma = make_child(office)
    with pytest.raises(NotOpen):
        change(office, "cia", alma.person_id, CHILDREN["alma"])


def test_a_decider_corrects_nothing(office: Office) -> None:
    alma = make_child(office)
    with seeing(office.viewer("bo")) as bo:
        access.grant_for_decision(
            file_id=alma.file_id,
            employee_id=office.employees["kaj"],
            subject="decisions.proposal:1",
            until=NEXT_DAY,
            reason="Förslag",
            actor=bo,
            at=MORNING,
        )
    with pytest.raises(Refused) as refused:
        change(office, "kaj", alma.person_id, CHILDREN["alma"])
    assert refused.value.verdict.codes == ("access.not_casework",)
