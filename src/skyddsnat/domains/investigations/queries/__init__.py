"""Reads about investigations. Row-level security decides what the viewer may see; protected persons come masked."""

from skyddsnat.domains.investigations.queries.closing import (
    closing_verdict,
    facts,
    steps,
)
from skyddsnat.domains.investigations.queries.marks import (
    ask_cases_of_file,
    ask_late_waitings,
    ask_notices,
    ask_standing,
    ask_withheld,
    ask_withheld_in_units,
    stalled_among,
)
from skyddsnat.domains.investigations.queries.oversight import overseen
from skyddsnat.domains.investigations.queries.reading import (
    area_note,
    area_notes,
    areas,
    chains,
    communication,
    communications,
    earlier_in_file,
    extensions,
    investigation,
    investigations_of_file,
    joined_reports,
    last_change,
    notice,
    notices,
    plan,
    repeated_texts,
    running_in_file,
    running_in_files,
    stalled,
    untold_notices,
    waitings,
    withheld_notices,
)

__all__ = [
    "area_note", "area_notes", "areas", "ask_cases_of_file", "ask_late_waitings", "ask_notices",
    "ask_standing", "ask_withheld", "ask_withheld_in_units",
    "chains", "closing_verdict", "communication", "communications", "earlier_in_file", "extensions", "facts",
    "investigation", "investigations_of_file", "joined_reports", "last_change", "notice", "notices", "overseen", "plan",
    "repeated_texts", "running_in_file", "running_in_files", "stalled", "stalled_among", "steps", "untold_notices",
    "waitings", "withheld_notices",
]  # fmt: skip
