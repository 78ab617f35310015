"""The decision after a preliminary assessment: an investigation is opened in the same breath, or none is."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.queries import preliminary_verdict, report_child
from skyddsnat.domains.intake.types import Outcome, PreliminaryFields, ReportChildView
from skyddsnat.domains.investigations.actions import open_investigation
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.domains.investigations.types import Question
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.law.citations import SOL

_ONE_RUNS = Reason(
    "intake.one_runs",
    Text(
        "En utredning om barnet pågår redan. För anmälan till den i stället; inget beslut behövs.",
        "An investigation of the child is already running. Join the report to it instead; no decision is needed.",
    ),
    SOL.cite("20:2"),
)
_NO_QUESTION = Reason(
    "intake.no_question", Text("Välj vad utredningen gäller.", "Choose what the investigation is about.")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The signed preliminary assessment, and the investigation that was opened."""

    document_id: int
    investigation_id: int | None


def deciding_verdict(*, report_child_id: int, viewer: Viewer) -> Verdict:
    """Everything that stands in the way of deciding, also an investigation that runs already. Raises `NoReport`."""
    child = report_child(report_child_id=report_child_id, viewer=viewer)
    running = running_in_file(file_id=child.file_id, viewer=viewer) if child.is_open else None
    return Verdict.of(_ONE_RUNS if running else None) + preliminary_verdict(
        report_child_id=report_child_id, viewer=viewer
    )


@transaction.atomic
def decide_preliminary(
    *,
    report_child_id: int,
    outcome: Outcome,
    version: int | None,
    actor: Viewer,
    at: datetime,
    fields: PreliminaryFields | None = None,
    question: Question | None = None,
    asks: str = "",
    what_is_new: str = "",
) -> Decided:
    """Decide to open an investigation at once (SoL 14:2) or not to (20:2), signed, with the clocks that follow.

    `fields` is the text as it stands when the button is pressed: it is saved first.
    `question`, `asks` and, in a chain on the same question, `what_is_new` belong to the investigation. Raises
    `NoReport`, `ChangedMeanwhile`, and `Refused` with every reason of both.
    """
    if fields is not None:
        version = intake.save_preliminary(
            report_child_id=report_child_id, version=version, fields=fields, actor=actor, at=at
        )
    child = report_child(report_child_id=report_child_id, viewer=actor)
    verdict = deciding_verdict(report_child_id=report_child_id, viewer=actor)
    investigation_id = None
    if outcome is Outcome.OPEN and _ONE_RUNS not in verdict.reasons:
        try:
            investigation_id = _open(child, question, asks, what_is_new, actor, at)
        except Refused as refused:
            verdict += refused.verdict
    verdict.require()  # what was opened before a refusal goes with it
    document_id = intake.decide_preliminary(
        report_child_id=report_child_id, outcome=outcome, version=version, actor=actor, at=at
    )
    return Decided(document_id=document_id, investigation_id=investigation_id)


def _open(
    child: ReportChildView, question: Question | None, asks: str, what_is_new: str, actor: Viewer, at: datetime
) -> int:
    if question is None:
        raise Refused(Verdict.of(_NO_QUESTION))
    return open_investigation(
        file_id=child.file_id,
        child_id=child.child_id,
        cause_id=child.id,
        question=question,
        asks=asks,
        what_is_new=what_is_new,
        actor=actor,
        at=at,
    )
