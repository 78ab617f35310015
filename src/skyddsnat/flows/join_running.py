"""A report on a child under investigation becomes part of that investigation."""

from datetime import datetime

from django.db import transaction

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake.queries import joining_verdict, report_child
from skyddsnat.domains.investigations.actions import join_report
from skyddsnat.domains.investigations.queries import running_in_file
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_NOTHING_RUNS = Reason(
    "intake.nothing_runs",
    Text("Ingen utredning pågår om barnet.", "No investigation of the child is running."),
)


@transaction.atomic
def join_running(*, report_child_id: int, actor: Viewer, at: datetime) -> int:
    """Join a report that was assessed before the investigation was opened.

    No decision to open is needed then (SoL 20:2). Raises `NoReport`, `Refused`. Returns the investigation's id.
    """
    child = report_child(report_child_id=report_child_id, viewer=actor)
    running = running_in_file(file_id=child.file_id, viewer=actor)
    verdict = Verdict.of(None if running else _NOTHING_RUNS)
    (verdict + joining_verdict(report_child_id=report_child_id, viewer=actor)).require()
    assert running is not None  # required above
    join_report(investigation_id=running.id, report_child_id=report_child_id, actor=actor, at=at)
    intake.join_running(report_child_id=report_child_id, actor=actor, at=at)
    return running.id
