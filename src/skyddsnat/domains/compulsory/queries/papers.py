"""Papers of a case, what they lack, and which parties have been sent the board's decision."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from skyddsnat.domains.compulsory.models import Notice, Paper
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.chain import ask_measures_of_case, measure, measures_of_case
from skyddsnat.domains.compulsory.queries.matters import matter, matters_of_case
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.places import ask_place_of_file
from skyddsnat.domains.compulsory.queries.rows import ask_rows
from skyddsnat.domains.compulsory.rules import papers as rules
from skyddsnat.domains.compulsory.rules.whereabouts import whereabouts_told
from skyddsnat.domains.compulsory.types import MatterView, MeasureView, PlaceView
from skyddsnat.domains.compulsory.types.papers import (
    Block,
    CasePapers,
    NoticeDesk,
    NoticeView,
    PaperDesk,
    PaperKind,
    PaperView,
)
from skyddsnat.domains.people.queries import ask_parties
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import NotOpen, file_of
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.queries import left_at
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.appeals_care import CareAppeal
from skyddsnat.law.compulsory_states import Act, State, Track

_FOR: dict[Act, PaperKind] = {
    Act.SUBMIT: PaperKind.SUBMISSION,
    Act.APPLY: PaperKind.APPLICATION,
    Act.APPLY_CONTINUED: PaperKind.APPLICATION,
    Act.ASK_EXTENSION: PaperKind.EXTENSION,
}


class NoPaper(NotOpen):
    """There is no such paper for this viewer: unseen and nonexistent are the same answer."""


def _rows() -> QuerySet[Paper]:
    return Paper.objects.select_related("case", "written_by", "signed_by")


def paper(*, paper_id: int, viewer: Viewer) -> PaperView:
    """One paper; raises `NoPaper`."""
    row = _rows().filter(pk=paper_id).first()
    if row is None:
        raise NoPaper
    return _view(row)


def papers_of_case(*, case_id: int, viewer: Viewer) -> list[PaperView]:
    """Every paper of the case, drafts and signed ones, the latest first."""
    return [_view(row) for row in _rows().filter(case_id=case_id).order_by("-id")]


def papers_to_send(*, measure_id: int, act: Act, viewer: Viewer) -> list[PaperView]:
    """Signed papers that can leave for the court for that act on the measure, the latest first. Raises `NoMeasure`."""
    view = measure(measure_id=measure_id, viewer=viewer)
    kind = _FOR.get(act)
    found = papers_of_case(case_id=view.case_id, viewer=viewer)
    return [
        each
        for each in found
        if each.is_signed and each.kind is kind and each.track is view.track and each.measure_id in (None, view.id)
    ]


def draft_of_kind(
    *, case_id: int, kind: PaperKind, track: Track, matter_id: int | None, viewer: Viewer
) -> PaperView | None:
    """The paper of that kind that is being written, if there is one."""
    row = _rows().filter(case_id=case_id, kind=kind.value, track=track.value, matter=matter_id, document=None).first()
    return None if row is None else _view(row)


def blocks_of(*, kind: PaperKind, track: Track, measure_id: int | None, on: date, viewer: Viewer) -> tuple[Block, ...]:
    """The blocks that the paper must have by the Act of the day; empty when no Act knows such a paper then."""
    held = measure(measure_id=measure_id, viewer=viewer) if measure_id else None
    statute = rules.statute_of(track, kind, measure=held, on=on)
    return rules.blocks_of(kind, track, statute) if statute else ()


def papers_to_write(
    *, case_id: int, at: datetime, viewer: Viewer
) -> list[tuple[Track, MeasureView | None, tuple[PaperKind, ...]]]:
    """What can be written in the case: by measure that is not over, and for care before any has begun.

    A letter to the child is written about a decision, and is not among them.
    """
    running = [each for each in measures_of_case(case_id=case_id, viewer=viewer) if not each.is_over(at)]
    found: list[tuple[Track, MeasureView | None]] = [(each.track, each) for each in running]
    if all(track is not Track.CARE for track, _ in found):
        found.insert(0, (Track.CARE, None))
    return [(track, held, _kinds(track, held, local_date(at))) for track, held in found]


def _kinds(track: Track, held: MeasureView | None, on: date) -> tuple[PaperKind, ...]:
    statute = rules.statute_of(track, PaperKind.CARE_PLAN, measure=held, on=on)
    kinds = rules.kinds_on(track, statute) if statute else ()
    without = rules.OF_MEASURE if held is None else frozenset()
    return tuple(kind for kind in kinds if kind is not PaperKind.CHILD_LETTER and kind not in without)


def paper_verdict(*, paper_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Whether the viewer may sign the paper now, with every reason, one for each missing block. Raises `NoPaper`."""
    return paper_desk(paper_id=paper_id, at=at, viewer=viewer).verdict


def paper_desk(*, paper_id: int, at: datetime, viewer: Viewer) -> PaperDesk:
    """The paper with its blocks, and whether the viewer may sign it now. Raises `NoPaper`."""
    view = paper(paper_id=paper_id, viewer=viewer)
    about = signing_of(view, at=at, viewer=viewer)
    verdict = (
        acting(file=file_of(file_id=view.file_id, viewer=viewer), viewer=viewer)
        + rules.signing(about)
        + pair_verdict(file_id=view.file_id, at=at, viewer=viewer)
    )
    blocks = rules.blocks_of(view.kind, view.track, about.statute) if about.statute else ()
    return PaperDesk(paper=view, blocks=blocks, verdict=verdict)


def signing_of(view: PaperView, *, at: datetime, viewer: Viewer) -> rules.Signing:
    """What the paper is signed in the light of. For this domain's own use."""
    held = measure(measure_id=view.measure_id, viewer=viewer) if view.measure_id else None
    asks_others, asks_decisions = view.kind is PaperKind.APPLICATION, view.kind is PaperKind.SUBMISSION
    others = papers_of_case(case_id=view.case_id, viewer=viewer) if asks_others else []
    return rules.Signing(
        paper=view,
        statute=rules.statute_of(view.track, view.kind, measure=held, on=local_date(at)),
        measure=held,
        matters=tuple(matters_of_case(case_id=view.case_id, viewer=viewer)) if asks_decisions else (),
        signed=frozenset(each.kind for each in others if each.is_signed),
        at=at,
    )


def case_papers(*, case_id: int, at: datetime, viewer: Viewer) -> CasePapers:
    """Everything that the case has on paper, and what it lacks, in four statements.

    That the police were asked decides nothing about anybody's right, and to be told of it beforehand puts the child at
    risk: no letter is missing (own reading; no source says).
    """
    papers = papers_of_case(case_id=case_id, viewer=viewer)
    decided = [each for each in matters_of_case(case_id=case_id, viewer=viewer) if each.decided_at]
    notices = list(Notice.objects.filter(matter__case_id=case_id).order_by("pk"))
    left = _left(notices, viewer)
    told, waiting = set[int](), set[int]()
    for row in notices:
        (told if _letters(row) <= left.keys() else waiting).add(row.matter_id)
    to_child = {each.matter_id for each in papers if each.kind is PaperKind.CHILD_LETTER and each.is_signed}
    return CasePapers(
        papers=tuple(papers),
        to_write=tuple(papers_to_write(case_id=case_id, at=at, viewer=viewer)),
        untold=tuple(each for each in decided if not each.child_letter_id and each.id not in to_child),
        unsent=tuple(each for each in decided if each.id not in told - waiting and each.act is not Act.ASK_POLICE),
    )


# --- Notices to the parties (FL 33 §) ---------------------------------------------------------------------------------


def notice_desk(*, matter_id: int, on: date, viewer: Viewer, whereabouts_reason: str = "") -> NoticeDesk:
    """What the parties of the day are told of a decision, and whether letters may be made now. Raises `NoMatter`.

    `whereabouts_reason`: why the text may name where the child is though that may be secret.
    """
    view = matter(matter_id=matter_id, viewer=viewer)
    found = ask(
        viewer=viewer,
        made=ask_rows(Notice.objects.filter(matter_id=matter_id), lambda row: row),
        parties=ask_parties(file_id=view.file_id, on=on, viewer=viewer),
        places=ask_place_of_file(file_id=view.file_id, viewer=viewer),
        measures=ask_measures_of_case(case_id=view.case_id, viewer=viewer),
    )
    made = {row.person_id: row for row in found["made"]}
    parties = [each for each in found["parties"] if each is not None]
    appeal = _appeal_against(view, found["measures"], on)
    tells = _tells_whereabouts(view, found["places"], found["measures"])
    verdict = acting(file=file_of(file_id=view.file_id, viewer=viewer), viewer=viewer) + rules.notifying(
        matter=view,
        appeal=appeal,
        parties=len(parties),
        untold=sum(each.id not in made for each in parties),
        tells_whereabouts=tells and not whereabouts_reason.strip(),
    )
    left = _left(found["made"], viewer)
    told = tuple(_notice(each.id, made.get(each.id), left) for each in parties)
    return NoticeDesk(
        matter=view,
        appeal=appeal,
        parties=tuple(parties),
        told=told,
        verdict=verdict,
        tells_whereabouts=tells,
    )


def _tells_whereabouts(view: MatterView, places: Iterable[PlaceView], measures: Iterable[MeasureView]) -> bool:
    """Whether the letter would name where the child is, while contact is restricted or the whereabouts are secret.

    A measure on that track does not say which of the two it is: either is taken for secret.
    """
    lived_at = next(iter(places), None)
    if lived_at is None or not any((each.track, each.state) == (Track.CONTACT, State.IN_FORCE) for each in measures):
        return False
    return whereabouts_told((view.decided_text, view.fields.reasons, view.change_reason), lived_at.name)


def notices_of_matter(*, matter_id: int, on: date, viewer: Viewer) -> list[NoticeView]:
    """Each party of the day, with the letters about the decision. Raises `NoMatter`."""
    return list(notice_desk(matter_id=matter_id, on=on, viewer=viewer).told)


def _appeal_against(view: MatterView, measures: Iterable[MeasureView], on: date) -> CareAppeal | None:
    held = next((each for each in measures if each.id == view.measure_id), None)
    statute = rules.act_of_matter(view, held, on)
    return rules.appeal_against(view, statute) if statute else None


def _notice(person_id: int, row: Notice | None, left: Mapping[int, datetime]) -> NoticeView:
    if row is None:
        return NoticeView(person_id=person_id, document_id=None, english_id=None)
    return NoticeView(
        person_id=person_id,
        document_id=row.letter_id,
        english_id=row.english_id,
        sent_at=left.get(row.letter_id),
        english_sent_at=left.get(row.english_id or 0),
    )


def _letters(row: Notice) -> set[int]:
    return {row.letter_id, *((row.english_id,) if row.english_id else ())}


def _left(notices: Iterable[Notice], viewer: Viewer) -> dict[int, datetime]:
    """When each of the letters first left."""
    ids = {letter for row in notices for letter in _letters(row)}
    return left_at(document_ids=ids, viewer=viewer) if ids else {}


def _view(row: Paper) -> PaperView:
    return PaperView(
        id=row.pk,
        case_id=row.case_id,
        measure_id=row.measure_id,
        matter_id=row.matter_id,
        file_id=row.file_id,
        track=Track(row.track),
        kind=PaperKind(row.kind),
        blocks=dict(row.blocks),
        statute=row.statute,
        written_at=row.written_at,
        written_by_id=row.written_by_id,
        written_by=row.written_by.name,
        signed_at=row.signed_at,
        signed_by=row.signed_by.name if row.signed_by else "",
        document_id=row.document_id,
        is_case_open=row.case.closed_at is None,
        version=row.version,
    )
