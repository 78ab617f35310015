"""Registering reports, assessing protection, the preliminary assessment, and feedback to the reporter."""

from skyddsnat.domains.intake.actions.care import note_care
from skyddsnat.domains.intake.actions.channels import note_channel_item, note_channel_test
from skyddsnat.domains.intake.actions.feedback import ask_feedback, decline_feedback, give_feedback
from skyddsnat.domains.intake.actions.preliminary import (
    decide_preliminary,
    join_running,
    prolong_preliminary,
    save_preliminary,
)
from skyddsnat.domains.intake.actions.protection import assess_protection, document_protection
from skyddsnat.domains.intake.actions.reports import AlreadyReceived, register_report, reveal_reporter

__all__ = [
    "AlreadyReceived",
    "ask_feedback",
    "assess_protection",
    "decide_preliminary",
    "decline_feedback",
    "document_protection",
    "give_feedback",
    "join_running",
    "note_care",
    "note_channel_item",
    "note_channel_test",
    "prolong_preliminary",
    "register_report",
    "reveal_reporter",
    "save_preliminary",
]
