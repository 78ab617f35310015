"""Reports without names: what figures are made of. A row is one child in one report."""

from skyddsnat.foundation.access.extract import Mart

REPORTS = Mart(
    "reports",
    "intake_extract_reports",
    (
        ("file", "text"),
        ("unit", "text"),
        ("received_on", "date"),
        ("is_first", "boolean"),  # the first child of its report: counted, these are the reports
        ("is_acute", "boolean"),
        ("step", "text"),
        ("decided_on", "date"),
    ),
)
MARTS = (REPORTS,)
