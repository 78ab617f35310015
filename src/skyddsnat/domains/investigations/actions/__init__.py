"""Everything that is done in an investigation. Each act checks who may and what the state allows, and is logged."""

from skyddsnat.domains.investigations.actions.closing import close_investigation, finish_follow_up, start_follow_up
from skyddsnat.domains.investigations.actions.opening import add_party, join_report, open_investigation
from skyddsnat.domains.investigations.actions.parties import (
    communicate,
    record_answer,
    skip_communication,
    tell_party,
    withhold_notice,
)
from skyddsnat.domains.investigations.actions.time import extend, stop_waiting, wait_for
from skyddsnat.domains.investigations.actions.writing import (
    change_area_note,
    save_analysis,
    save_plan,
    write_area_note,
)

__all__ = [
    "add_party",
    "change_area_note",
    "close_investigation",
    "communicate",
    "extend",
    "finish_follow_up",
    "join_report",
    "open_investigation",
    "record_answer",
    "save_analysis",
    "save_plan",
    "skip_communication",
    "start_follow_up",
    "stop_waiting",
    "tell_party",
    "wait_for",
    "withhold_notice",
    "write_area_note",
]
