"""A child's file is closed when nothing in it runs any more, and not before (lesson 12)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from skyddsnat.domains.compulsory.queries import runs_in_file
from skyddsnat.domains.decisions.queries import decisions_of_file, gaps, proposals_of_file
from skyddsnat.domains.decisions.types import GAP_NAMES, Gap, State
from skyddsnat.domains.intake.queries import reports_of_file
from skyddsnat.domains.investigations.queries import running_in_file, untold_notices
from skyddsnat.domains.journal.queries import talks_of_file
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.permissions import writing
from skyddsnat.foundation.access.queries import file_of
from skyddsnat.foundation.access.types import FileView, Ground, Viewer
from skyddsnat.foundation.deadlines import actions as deadlines
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import SOL
from skyddsnat.law.register import rule_counting_from

_CLOSED = Reason("file.closed", Text("Akten är redan avslutad.", "The file is already closed."))
_NOT_HERS = Reason(
    "file.not_assigned",
    Text(
        "Akten avslutas av den som handlägger den, av mottagningen eller av enhetschefen.",
        "The file is closed by whoever is assigned to it, by intake or by the manager.",
    ),
)
_INVESTIGATION = Reason(
    "file.investigation_runs",
    Text("En utredning pågår.", "An investigation is under way."),
    SOL.cite("20:3"),
    "sol.investigation",
)
_REPORT = Reason(
    "file.report_open",
    Text("En anmälan är inte färdigbedömd.", "A report has not been assessed to the end."),
    SOL.cite("20:2"),
    "sol.preliminary_assessment",
)
_PROPOSAL = Reason(
    "file.proposal_open",
    Text("Ett förslag till beslut är inte avgjort.", "A proposal has not been decided."),
)
_SERVICE = Reason(
    "file.service_runs",
    Text("En beviljad insats väntar eller pågår.", "A granted service waits or is under way."),
    SOL.cite("34:1"),
    "sol.unexecuted_decision",
)
_COMPULSORY = Reason(
    "file.compulsory_case_runs",
    Text("Ett tvångsärende är öppet.", "A compulsory case is open."),
)
_TALK = Reason(
    "file.talk_planned",
    Text("Ett samtal med barnet är planerat. Håll det eller ställ in det.", "A talk with the child is planned."),
)
_UNTOLD = Reason(
    "file.party_untold",
    Text("Någon part har ännu inte fått veta det den ska få veta.", "A party has not been told what it is to be told."),
    SOL.cite("20:4"),
    "sol.inform_investigation_opened",
)
_RAN_OUT = "Tiden gick ut."
_CLOSERS = frozenset({Ground.ASSIGNED, Ground.MANAGER, Ground.INTAKE})


def closing_verdict(*, file_id: int, at: datetime, viewer: Viewer) -> Verdict:
    """Everything that runs in the file, and whether the viewer may close it. Raises `NotOpen`."""
    file = file_of(file_id=file_id, viewer=viewer)
    found = tuple(_running(file_id, viewer)) + tuple(_missing(file_id, at, viewer))
    return _may(file, viewer) + Verdict(found + tuple(_clocks(file_id, found, local_date(at), viewer)))


def _may(file: FileView, viewer: Viewer) -> Verdict:
    return writing(file=file, viewer=viewer) + Verdict.of(
        None if file.ground in _CLOSERS else _NOT_HERS,
        _CLOSED if file.is_closed else None,
    )


def _running(file_id: int, viewer: Viewer) -> Iterator[Reason]:
    if running_in_file(file_id=file_id, viewer=viewer):
        yield _INVESTIGATION
    if any(report.is_open for report in reports_of_file(file_id=file_id, viewer=viewer)):
        yield _REPORT
    if any(each.state is not State.DECIDED for each in proposals_of_file(file_id=file_id, viewer=viewer)):
        yield _PROPOSAL
    if any(each.is_favourable for each in decisions_of_file(file_id=file_id, viewer=viewer)):
        yield _SERVICE
    if runs_in_file(file_id=file_id, viewer=viewer):
        yield _COMPULSORY
    if any(_is_planned(talk.held_at, talk.cancelled_at) for talk in talks_of_file(file_id=file_id, viewer=viewer)):
        yield _TALK
    if untold_notices(file_ids=(file_id,), viewer=viewer):
        yield _UNTOLD


def _is_planned(held_at: datetime | None, cancelled_at: datetime | None) -> bool:
    return held_at is None and cancelled_at is None


def _missing(file_id: int, at: datetime, viewer: Viewer) -> Iterator[Reason]:
    """A decision, consent or letter that is not there (lesson 4), each kind once."""
    kinds = {each.gap for each in gaps(file_id=file_id, at=at, viewer=viewer)}
    yield from (Reason(f"file.{gap.value}", GAP_NAMES[gap]) for gap in Gap if gap in kinds)


def _clocks(file_id: int, found: Iterable[Reason], today: date, viewer: Viewer) -> Iterator[Reason]:
    """One reason for each kind of clock that runs and that nothing else in the verdict speaks of."""
    told = {reason.rule for reason in found}
    for clock in open_clocks_of_files(file_ids=(file_id,), viewer=viewer):
        if clock.rule not in told and not clock.has_ended(today):
            told.add(clock.rule)
            rule = rule_counting_from(clock.rule, local_date(clock.basis_at))
            text = Text(f"En frist löper: {rule.title.sv}.", f"A time limit runs: {rule.title.en}.")
            yield Reason("file.clock_runs", text, rule.citation, rule.id)


@transaction.atomic
def close_file(*, file_id: int, actor: Viewer, at: datetime) -> None:
    """Close the file; refused with everything that runs in it (lesson 12). Raises `NotOpen`, `Refused`."""
    closing_verdict(file_id=file_id, at=at, viewer=actor).require()
    # Times of others that have run out ended by themselves; in a closed file no clock is left that says otherwise.
    for clock in open_clocks_of_files(file_ids=(file_id,), viewer=actor):
        deadlines.end(rule=clock.rule, subject=clock.subject, reason=_RAN_OUT, actor=actor, at=at)
    access.close_file(file_id=file_id, actor=actor, at=at)
