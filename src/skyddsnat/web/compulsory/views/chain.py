"""The steps of a measure: a deed as it was done, papers that leave for the court, and the court's receipt."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterOutcome, MatterState, MatterView, MeasureView, NextStep
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.queries import documents_of_file, renderings
from skyddsnat.foundation.documents.release_types import Asker
from skyddsnat.foundation.documents.types import DocumentView
from skyddsnat.law.compulsory_states import Act, By, Track, act_name
from skyddsnat.law.grounds import grounds
from skyddsnat.web import formats
from skyddsnat.web.components import Link
from skyddsnat.web.compulsory.forms import DispatchForm, Options, ReceiptForm, StepForm, ground_options
from skyddsnat.web.compulsory.scene import Scene, scene_of_measure
from skyddsnat.web.compulsory.writing import Writing, way_back, write_page
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import versioned

STEP, DISPATCH, RECEIPT = "compulsory.step", "compulsory.dispatch", "compulsory.receipt"
# What the court decides with the grounds that it found.
WITH_GROUNDS = (Act.ORDER, Act.ORDER_BEGUN, Act.COURT_DECIDES_IMMEDIATE)


@page(of_file=True, methods=("GET",))
def measure(request: HttpRequest, *, viewer: Viewer, at: datetime, measure_id: int) -> HttpResponseBase:
    """To the measure's place on the page of its case: clocks name the measure."""
    view = queries.measure(measure_id=measure_id, viewer=viewer)
    return redirect(f"{reverse('compulsory:case', args=[view.case_id])}#measure-{view.id}")


@page(of_file=True)
def step(request: HttpRequest, *, viewer: Viewer, at: datetime, measure_id: int) -> HttpResponseBase:
    """Write down a deed. What the board decides leads to its matter, what is sent to the court to its dispatch."""
    scene, view = scene_of_measure(measure_id=measure_id, what="compulsory.step", viewer=viewer, at=at)
    deed = _act(request)
    if deed is None:
        return redirect(way_back(scene))
    coming = next((each for each in _next(view, scene) if each.act is deed), None)
    if coming is None:
        return _record_page(request, scene, view, deed, None)
    matters = decided_matters(view, deed, scene)
    if coming.by is By.BOARD and not (coming.is_sent and matters):
        return redirect(matter_url(view, deed))
    if coming.is_sent and (coming.dispatched_at is None or "again" in request.GET):
        return _dispatch_page(request, scene, view, deed, matters if coming.by is By.BOARD else None)
    if coming.is_sent:
        return redirect(deed_url("compulsory:receipt", view.id, deed))
    return _record_page(request, scene, view, deed, coming)


def _act(request: HttpRequest) -> Act | None:
    """Which deed the link named (`?act=submit`)."""
    try:
        return Act(request.GET.get("act", ""))
    except ValueError:
        return None


def deed_url(name: str, measure_id: int, act: Act) -> str:
    """The page of one deed of a measure."""
    return f"{reverse(name, args=[measure_id])}?act={act.value}"


def _next(view: MeasureView, scene: Scene) -> list[NextStep]:
    return queries.next_steps(measure_id=view.id, at=scene.at, viewer=scene.viewer)


def matter_url(view: MeasureView, act: Act) -> str:
    """Where the board is asked for that deed."""
    base = reverse("board:write", args=[view.case_id])
    return f"{base}?{urlencode({'track': view.track.value, 'act': act.value})}"


def decided_matters(view: MeasureView, act: Act, scene: Scene) -> list[MatterView]:
    """Decisions of the board for that deed that have not led to it yet."""
    found = queries.matters_of_case(case_id=view.case_id, viewer=scene.viewer)
    steps = queries.steps_of(measure_id=view.id, viewer=scene.viewer)
    used = {each.matter_id for each in steps if not each.is_dispatch}
    return [
        each
        for each in found
        if each.act is act
        and each.track is view.track
        and each.measure_id in (None, view.id)
        and each.state is MatterState.DECIDED
        and each.outcome is not MatterOutcome.REFUSED
        and each.id not in used
    ]


def _record_page(
    request: HttpRequest, scene: Scene, view: MeasureView, act: Act, coming: NextStep | None
) -> HttpResponseBase:
    def do(fields: dict[str, Any], version: int) -> None:
        happened_at = last_of_minute(fields.pop("happened_at"), at=scene.at)
        found = fields.pop("grounds", ())
        actions.record_step(
            measure_id=view.id,
            version=version,
            act=act,
            happened_at=happened_at,
            grounds=found or None,
            actor=scene.viewer,
            at=scene.at,
            **fields,
        )

    is_courts = coming is not None and coming.by is By.COURT
    against = queries.stepping_verdict(
        measure_id=view.id,
        act=act,
        happened_at=scene.at,
        at=scene.at,
        viewer=scene.viewer,
        extended_to=scene.today if act is Act.EXTEND else None,
    )
    is_extension = act is Act.EXTEND
    writing = Writing(
        key=f"{STEP}.{act.value}:{view.id}",
        form=StepForm,
        title=said(act_name(view.track, act)),
        verb=_("Skriv in"),
        done=_("Steget är inskrivet."),
        do=do,
        version=view.version,
        initial={"happened_at": scene.at},
        given={
            "documents": documents(scene),
            "grounds": _grounds(view, scene) if act in WITH_GROUNDS else [],
            "is_courts": is_courts,
            "is_extension": is_extension,
            "sets_time": (view.track, act) == (Track.REMOVAL, Act.ORDER),
        },
        about=(_about(coming),) if coming else (),
        # What hangs on the very day that the court gives is said when it is known.
        against=_without_day(against, is_extension),
        way_out=_prepare_anew(view, scene),
    )
    return write_page(request, scene, writing)


def _without_day(against: Any, is_extension: bool) -> Any:
    return (
        type(against)(tuple(each for each in against.reasons if each.code != "compulsory.not_later"))
        if (is_extension)
        else against
    )


def _about(coming: NextStep) -> str:
    return _("Enligt {section}.").format(section=coming.citation)


def _prepare_anew(view: MeasureView, scene: Scene) -> Link | None:
    """The way on after the law has ended a measure: a new decision."""
    if not view.has_lapsed(scene.at):
        return None
    return Link(label=_("Förbered ett nytt beslut"), url=reverse("board:write", args=[view.case_id]))


def _grounds(view: MeasureView, scene: Scene) -> Options:
    return ground_options(grounds(view.act_on(scene.today), scene.today))


def documents(scene: Scene) -> Options:
    """The signed papers of the file, the latest first."""
    found = documents_of_file(file_id=scene.file.id, viewer=scene.viewer)
    locked = sorted((each for each in found if each.is_locked), key=lambda each: each.made_at, reverse=True)
    return [(str(each.id), _paper_words(each, scene)) for each in locked]


def _paper_words(paper: DocumentView, scene: Scene) -> str:
    words = f"{paper.title}, {formats.moment(paper.made_at, today=scene.today)}"
    return words if paper.release_id is None else _("{paper}, utan de skyddade namnen").format(paper=words)


def matter_options(found: list[MatterView], scene: Scene) -> Options:
    """Decisions of the board, by what they decided and when."""
    return [
        (str(each.id), f"{said(act_name(each.track, each.act))}, {formats.moment(each.decided_at, today=scene.today)}")
        for each in found
        if each.decided_at
    ]


def _dispatch_page(
    request: HttpRequest, scene: Scene, view: MeasureView, act: Act, matters: list[MatterView] | None
) -> HttpResponseBase:
    papers = documents(scene)
    written = queries.papers_to_send(measure_id=view.id, act=act, viewer=scene.viewer)
    best = str(written[0].document_id) if written else _best_paper(papers, view, matters, scene)
    papers, best = _without_names(papers, best, scene)
    writing = Writing(
        key=f"{DISPATCH}.{act.value}:{view.id}",
        form=DispatchForm,
        title=_("Skicka: {deed}").format(deed=said(act_name(view.track, act)).lower()),
        verb=_("Handlingarna är skickade nu"),
        done=_("Avsänt. Det räknas som gjort först när rättens kvittens är sparad."),
        do=lambda fields, version: actions.dispatch(
            measure_id=view.id, version=version, act=act, actor=scene.viewer, at=scene.at, **fields
        ),
        version=view.version,
        initial={"document_id": best, "matter_id": matters[0].id if matters else ""},
        given={
            "documents": papers,
            "matters": None if matters is None else matter_options(matters, scene),
        },
        about=(
            _("Tiden skrivs av systemet när du trycker. Fristen löper vidare tills rättens kvittens är sparad här."),
            *(() if written else (_("Ingen sådan handling är skriven i ärendet. Beslutet självt kan skickas."),)),
        ),
        against=queries.pair_verdict(file_id=view.file_id, at=scene.at, viewer=scene.viewer),
        then=deed_url("compulsory:receipt", view.id, act) if request.method == "POST" else "",
    )
    return write_page(request, scene, writing)


def _without_names(papers: Options, best: str, scene: Scene) -> tuple[Options, str]:
    """The same papers and choice, where one is tested for the court so that it leaves without names: as it leaves."""
    found = renderings(document_ids=[int(value) for value, _words in papers], to=Asker.AUTHORITY, viewer=scene.viewer)
    instead = {str(paper): str(rendering) for paper, rendering in found.items()}
    return [each for each in papers if each[0] not in instead], instead.get(best, best)


def _best_paper(papers: Options, view: MeasureView, matters: list[MatterView] | None, scene: Scene) -> str:
    """The board's own decision, when it is there."""
    steps = queries.steps_of(measure_id=view.id, viewer=scene.viewer)
    known = {each.id: each for each in queries.matters_of_case(case_id=view.case_id, viewer=scene.viewer)}
    behind = [known[each.matter_id] for each in reversed(steps) if each.matter_id in known]
    wanted = [str(each.document_id) for each in (*(matters or ()), *behind) if each.document_id]
    there = {value for value, _words in papers}
    return next((each for each in wanted if each in there), papers[0][0] if papers else "")


@page(of_file=True)
def receipt(request: HttpRequest, *, viewer: Viewer, at: datetime, measure_id: int) -> HttpResponseBase:
    """Store the court's receipt: from then on the deed is done."""
    scene, view = scene_of_measure(measure_id=measure_id, what="compulsory.receipt", viewer=viewer, at=at)
    deed = _act(request)
    if deed is None:
        return redirect(way_back(scene))
    coming = next((each for each in _next(view, scene) if each.act is deed), None)

    def do(fields: dict[str, Any], version: int) -> None:
        paper = fields["paper"]
        actions.store_receipt(
            measure_id=view.id,
            version=version,
            act=deed,
            content=paper.read() if paper else fields["receipt"],
            court_number=fields["court_number"],
            actor=viewer,
            at=at,
        )

    writing = Writing(
        key=f"{RECEIPT}.{deed.value}:{view.id}",
        form=ReceiptForm,
        title=_("Rättens kvittens: {deed}").format(deed=said(act_name(view.track, deed)).lower()),
        verb=_("Spara kvittensen"),
        done=_("Kvittensen är sparad. Steget är gjort."),
        do=do,
        version=view.version,
        about=_sent(coming, scene),
        against=queries.stepping_verdict(
            measure_id=view.id,
            act=deed,
            happened_at=at,
            at=at,
            viewer=viewer,
            matter_id=_sent_matter(view, deed, scene),
        ),
        way_out=_prepare_anew(view, scene)
        or Link(label=_("Skicka handlingarna"), url=f"{deed_url('compulsory:step', view.id, deed)}&again=1"),
        has_file=True,
    )
    return write_page(request, scene, writing)


def _sent_matter(view: MeasureView, act: Act, scene: Scene) -> int | None:
    """The decision that the papers on their way rest on."""
    steps = queries.steps_of(measure_id=view.id, viewer=scene.viewer)
    sent = [each for each in steps if each.is_dispatch and each.act.endswith(act.value)]
    return sent[-1].matter_id if sent else None


def _sent(coming: NextStep | None, scene: Scene) -> tuple[str, ...]:
    if coming is None or coming.dispatched_at is None:
        return ()
    when = formats.moment(coming.dispatched_at, today=scene.today)
    return (_("Handlingarna skickades {when}. Utan kvittens räknas det inte som gjort.").format(when=when),)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.measure(measure_id=row_id, viewer=viewer).version
    except queries.NoMeasure:
        return None


for _kind in (STEP, DISPATCH, RECEIPT):
    for _deed in Act:
        versioned(f"{_kind}.{_deed.value}", _saved_version)
