"""Who may read the log as a whole. Whoever sees a file may always see who has read that file."""

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

_NOT_LOG_REVIEWER = Reason(
    "audit.not_log_reviewer",
    Text(
        "Loggen granskas av logggranskare. Vem som har läst ett barns akt syns i akten.",
        "The log is reviewed by log reviewers. Who has read a child's file is shown in the file.",
    ),
    citation="10 § lagen (2001:454)",
)


def reading_log(*, viewer: Viewer) -> Verdict:
    """Whether the viewer may read the log of everybody."""
    return Verdict.of(None if viewer.is_log_reviewer else _NOT_LOG_REVIEWER)


def check_user_can_read_log(*, viewer: Viewer) -> None:
    """Raise `Refused` unless the viewer may read the log of everybody."""
    reading_log(viewer=viewer).require()


def user_can_read_log(*, viewer: Viewer) -> bool:
    """Whether the viewer may read the log of everybody."""
    return reading_log(viewer=viewer).allowed
