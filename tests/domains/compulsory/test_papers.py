"""Papers of compulsory care: each block by its Act; a missing one refuses the signature; a signed one can be sent."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office
from tests.pdf import text_in

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.models import Paper
from skyddsnat.domains.compulsory.types.papers import Block, PaperKind, PaperView
from skyddsnat.domains.people.types import Protection
from skyddsnat.foundation.access.actions import end_assignment
from skyddsnat.foundation.access.queries import NotOpen, assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.documents.queries import document, document_content
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act, State, Track

TAKEN = MORNING + DAY
FEBRUARY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
under_each_act = pytest.mark.parametrize("at", [TAKEN, FEBRUARY], ids=["LVU", "2026:1600"])


def blocks(on: Running, kind: PaperKind, *, at: datetime) -> dict[str, Block]:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        found = queries.blocks_of(kind=kind, track=Track.CARE, measure_id=on.measure_id, on=local_date(at), viewer=bo)
        return {each.name: each for each in found}


def verdict(on: Running, paper_id: int, *, at: datetime, by: str = "bo") -> Verdict:
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        return queries.paper_verdict(paper_id=paper_id, at=at, viewer=viewer)


def sign(on: Running, paper_id: int, version: int, *, at: datetime, by: str = "bo") -> int:
    viewer = on.office.viewer(by, at)
    with seeing(viewer):
        return actions.sign_paper(paper_id=paper_id, version=version, actor=viewer, at=at)


def the_paper(on: Running, paper_id: int, *, at: datetime) -> PaperView:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return queries.paper(paper_id=paper_id, viewer=bo)


def read(on: Running, document_id: int, *, at: datetime) -> bytes:
    bo = on.office.viewer("bo", at)
    with seeing(bo):
        return document_content(document_id=document_id, viewer=bo).content


def test_the_application_has_the_contents_of_the_act_of_its_day(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    old, new = blocks(on, PaperKind.APPLICATION, at=TAKEN), blocks(on, PaperKind.APPLICATION, at=FEBRUARY)
    assert old["informed_what"].citation == "4 § LVU"
    assert old["health"].citation == "10 kap. 1 § SoF"
    assert new["informed_what"].citation == new["health"].citation == "4 kap. 2 § lagen (2026:1600)"
    assert new["need"].citation == "10 kap. 1 § SoF"
    assert "goal" in new
    assert "goal" not in old


def test_an_application_that_came_in_before_new_year_keeps_its_list(office: Office, alma: Child) -> None:
    on = line.applied(office, alma, at=TAKEN)
    assert blocks(on, PaperKind.APPLICATION, at=FEBRUARY)["informed_what"].citation == "4 § LVU"


@under_each_act
def test_each_missing_block_of_the_application_is_a_reason_of_its_own(
    office: Office, alma: Child, at: datetime
) -> None:
    on = line.taken(office, alma, at=at)
    line.sign_paper(on, PaperKind.CARE_PLAN, at=at + HOUR)
    for name, block in blocks(on, PaperKind.APPLICATION, at=at).items():
        with transaction.atomic():
            paper_id, version = line.write_paper(on, PaperKind.APPLICATION, at=at + HOUR, without=(name,))
            found = verdict(on, paper_id, at=at + HOUR)
            assert found.codes == (f"compulsory.paper_lacks_{name}",)
            assert found.reasons[0].citation == block.citation
            with pytest.raises(Refused):
                sign(on, paper_id, version, at=at + HOUR)
            assert not the_paper(on, paper_id, at=at + HOUR).is_signed
            transaction.set_rollback(True)


@under_each_act
def test_the_application_needs_a_signed_care_plan(office: Office, alma: Child, at: datetime) -> None:
    on = line.taken(office, alma, at=at)
    paper_id, version = line.write_paper(on, PaperKind.APPLICATION, at=at + HOUR)
    found = verdict(on, paper_id, at=at + HOUR)
    assert found.codes == ("compulsory.paper_lacks_care_plan",)
    assert found.reasons[0].citation == ("10 kap. 1 § SoF" if at == TAKEN else "4 kap. 2 § lagen (2026:1600)")
    line.sign_paper(on, PaperKind.CARE_PLAN, at=at + HOUR)
    assert sign(on, paper_id, version, at=at + HOUR)


@under_each_act
def test_what_is_signed_here_can_be_sent_to_the_court(office: Office, alma: Child, at: datetime) -> None:
    on = line.taken(office, alma, at=at)
    submission = line.sign_paper(on, PaperKind.SUBMISSION, at=at + HOUR)
    bo = office.viewer("bo", at + HOUR)
    with seeing(bo):
        (to_send,) = queries.papers_to_send(measure_id=on.measure_id, act=Act.SUBMIT, viewer=bo)
        assert to_send.document_id == submission
        assert queries.papers_to_send(measure_id=on.measure_id, act=Act.APPLY, viewer=bo) == []
        version = queries.measure(measure_id=on.measure_id, viewer=bo).version
        actions.dispatch(
            measure_id=on.measure_id, version=version, act=Act.SUBMIT, document_id=submission, actor=bo, at=at + HOUR
        )
    line.receive(on, Act.SUBMIT, at=at + 2 * HOUR)
    assert line.see(on, at=at + 2 * HOUR).state is State.SUBMITTED

    line.place(on, at=at + 2 * HOUR)
    line.step(on, Act.CONFIRM, at=at + 4 * DAY)
    line.sign_paper(on, PaperKind.CARE_PLAN, at=at + 5 * DAY)
    application = line.sign_paper(on, PaperKind.APPLICATION, at=at + 5 * DAY)
    matter = line.board_decides(on, Act.APPLY, at=at + 9 * DAY)
    later = at + 9 * DAY + HOUR
    bo = office.viewer("bo", later)
    with seeing(bo):
        version = queries.measure(measure_id=on.measure_id, viewer=bo).version
        actions.dispatch(
            measure_id=on.measure_id, version=version, act=Act.APPLY, document_id=application, matter_id=matter,
            actor=bo, at=later,
        )  # fmt: skip
    line.receive(on, Act.APPLY, at=later + HOUR)
    assert line.see(on, at=later + HOUR).applied_on == local_date(later + HOUR)


def test_a_submission_names_the_decision_and_is_not_built_on_what_has_lapsed(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.SUBMISSION, at=TAKEN + HOUR)
    late = TAKEN + 10 * DAY
    found = verdict(on, paper_id, at=late)
    assert found.codes == ("compulsory.lapsed",)
    with pytest.raises(Refused):
        sign(on, paper_id, version, at=late)


@under_each_act
@pytest.mark.parametrize("kind", [PaperKind.CARE_PLAN, PaperKind.IMPLEMENTATION_PLAN, PaperKind.CONSIDERATION])
def test_plans_and_reviews_are_signed_whole(office: Office, alma: Child, at: datetime, kind: PaperKind) -> None:
    on = line.in_care(office, alma, at=at)
    later = at + 30 * DAY
    paper_id, version = line.write_paper(on, kind, at=later, without=("child_view",))
    assert verdict(on, paper_id, at=later).codes == ("compulsory.paper_lacks_child_view",)
    bo = office.viewer("bo", later)
    with seeing(bo):
        _id, version = actions.save_paper(
            case_id=on.case_id, kind=kind, track=Track.CARE, measure_id=on.measure_id, paper_id=paper_id,
            version=version, blocks={"child_view": "Alma vill bo hos mormor."}, actor=bo, at=later,
        )  # fmt: skip
    text = text_in(read(on, sign(on, paper_id, version, at=later), at=later))
    assert "Alma vill bo hos mormor." in text
    for each in blocks(on, kind, at=later).values():
        assert each.title.sv in text


def test_the_sheet_is_the_same_bytes_tagged_and_says_nothing_outside_its_blocks(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.SUBMISSION, at=TAKEN + HOUR)
    at = TAKEN + 2 * HOUR
    bo = office.viewer("bo", at)
    with seeing(bo):
        drafts = {actions.preview_paper(paper_id=paper_id, actor=bo, at=at) for _ in range(2)}
    (draft,) = drafts
    assert "Utkast" in text_in(draft)
    content = read(on, sign(on, paper_id, version, at=at), at=at)
    text = text_in(content)
    assert "Utkast" not in text
    assert "Om beslutet som lämnas till rätten." in text
    assert "7 § LVU" in text
    assert "Eva" not in text, "an empty template: nobody stands there whom nobody wrote there"
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/Author" not in pdf.docinfo


def test_of_a_protected_child_neither_number_nor_address_is_sent_to_the_court(office: Office) -> None:
    child = make_child(office, protection=Protection.FLAG)
    on = line.taken(office, child, at=TAKEN)
    document_id = line.sign_paper(on, PaperKind.SUBMISSION, at=TAKEN + HOUR)
    text = text_in(read(on, document_id, at=TAKEN + HOUR))
    assert "20180412" not in text
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo):
        assert document(document_id=document_id, viewer=bo).needs_passing


def alone(office: Office, on: Running) -> datetime:
    """Dag leaves under a deviation that ends the same day. Returns a moment of the day after."""
    at = TAKEN + HOUR
    mia = office.viewer("mia", at)
    with seeing(mia):
        actions.deviate(
            case_id=on.case_id, reason="Dag är sjuk.", ends_on=local_date(at), manager_id=office.employees["mia"],
            is_acute=False, actor=mia, at=at,
        )  # fmt: skip
        (running,) = (
            each
            for each in assignments_of(file_id=on.child.file_id, viewer=mia)
            if each.employee_id == office.employees["dag"] and each.ends_at is None
        )
        end_assignment(assignment_id=running.id, actor=mia, at=at)
    return at + DAY


def test_one_caseworker_alone_signs_nothing(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    at = alone(office, on)
    assert "compulsory.pair_fewer_than_two" in verdict(on, paper_id, at=at).codes
    with pytest.raises(Refused):
        sign(on, paper_id, version, at=at)


def test_the_database_refuses_a_signature_with_one_caseworker_alone(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, _version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    at = alone(office, on)
    document_id = line.paper(on, at=at)
    bo = office.viewer("bo", at)
    columns = {"document_id": document_id, "signed_at": at, "signed_by_id": bo.employee_id, "statute": "1990:52"}
    with seeing(bo), transaction.atomic(), connection.cursor() as cursor:
        Paper.objects.filter(pk=paper_id).update(**columns)
        with pytest.raises(IntegrityError, match="pair: fewer than two"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_a_signed_paper_stays_and_another_can_follow(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    sign(on, paper_id, version, at=TAKEN + HOUR)
    bo = office.viewer("bo", TAKEN + 2 * HOUR)
    doing = {
        "case_id": on.case_id, "kind": PaperKind.CARE_PLAN, "track": Track.CARE, "measure_id": on.measure_id,
        "blocks": {"goal": "Något annat."}, "actor": bo, "at": TAKEN + 2 * HOUR,
    }  # fmt: skip
    with seeing(bo):
        with pytest.raises(Refused) as refused:
            actions.save_paper(paper_id=paper_id, version=version + 1, **doing)
        assert refused.value.verdict.codes == ("compulsory.paper_signed",)
        second, _ = actions.save_paper(**doing)
        assert second != paper_id
        with pytest.raises(ChangedMeanwhile):
            actions.save_paper(**doing)
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE compulsory_paper SET blocks = '{}' WHERE id = %s", [paper_id])


def test_of_two_who_write_the_later_is_told(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR, by="dag", paper_id=paper_id, version=version)
    with pytest.raises(ChangedMeanwhile):
        line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR, paper_id=paper_id, version=version)
    with pytest.raises(ChangedMeanwhile):
        sign(on, paper_id, version, at=TAKEN + HOUR)


def test_a_paper_names_nothing_outside_its_case(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, _version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    bo = office.viewer("bo", TAKEN + HOUR)
    with (
        seeing(bo),
        pytest.raises(IntegrityError, match="paper"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE compulsory_paper SET track = 'exit' WHERE id = %s", [paper_id])


def test_a_signature_without_document_or_with_an_unsigned_one_is_refused(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, _version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE compulsory_paper SET signed_at = now(), signed_by_id = %s, statute = '1990:52' WHERE id = %s",
            [bo.employee_id, paper_id],
        )


def test_who_does_not_see_the_file_finds_no_paper(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    paper_id, version = line.write_paper(on, PaperKind.CARE_PLAN, at=TAKEN + HOUR)
    cia = office.viewer("cia", TAKEN + HOUR)
    with seeing(cia):
        with pytest.raises(NotOpen):
            queries.paper(paper_id=paper_id, viewer=cia)
        with pytest.raises(NotOpen):
            actions.sign_paper(paper_id=paper_id, version=version, actor=cia, at=TAKEN + HOUR)
        with pytest.raises(NotOpen):
            actions.preview_paper(paper_id=paper_id, actor=cia, at=TAKEN + HOUR)


def test_a_letter_to_the_child_tells_of_a_decision(office: Office, alma: Child) -> None:
    on = line.taken(office, alma, at=TAKEN)
    bo = office.viewer("bo", TAKEN + HOUR)
    with seeing(bo):
        decision = queries.matters_of_case(case_id=on.case_id, viewer=bo)[0]
    document_id = line.sign_paper(on, PaperKind.CHILD_LETTER, at=TAKEN + HOUR, matter_id=decision.id)
    text = text_in(read(on, document_id, at=TAKEN + HOUR))
    assert "Om brevet." in text
    assert "§" not in text
