"""Who makes surveys, and who reads what came of them. Whoever answers one is nobody here, and needs no permission.

Pairs: a verdict with every reason, and `user_can_x`, which answers.
"""

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

READERS = (
    *(Role.DATA_ANALYST, Role.UNIT_MANAGER, Role.COMMITTEE_MEMBER, Role.CHAIR_ON_CALL),
    *(Role.SAFETY_REPRESENTATIVE, Role.SAFETY_ADMINISTRATOR, Role.SAFETY_COMMISSION),
)
_NOT_KEEPING = Reason(
    "survey.not_keeping",
    Text("Enkäter görs av utredare i statistik.", "Surveys are made by the data analysts."),
)
_NOT_READING = Reason(
    "survey.not_reading",
    Text(
        "Enkätens resultat läses av utredare, chefer, skyddsombud, kommissionen och de förtroendevalda.",
        "The results are read by analysts, managers, safety representatives, the commission and the elected.",
    ),
)


def keeping(*, viewer: Viewer) -> Verdict:
    """Whether the viewer makes, sends, closes and exports surveys, and reads free text."""
    return Verdict.of(None if viewer.keeps_surveys else _NOT_KEEPING)


def reading(*, viewer: Viewer) -> Verdict:
    """Whether the viewer reads the figures of closed waves."""
    return Verdict.of(None if user_can_read(viewer=viewer) else _NOT_READING)


def user_can_keep(*, viewer: Viewer) -> bool:
    """Whether the viewer makes surveys."""
    return viewer.keeps_surveys


def user_can_read(*, viewer: Viewer) -> bool:
    """Whether the viewer reads the figures of closed waves."""
    return viewer.keeps_surveys or viewer.has_role(*READERS)
