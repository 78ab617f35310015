"""Writes of proposals and decisions: rule, row, log and clock in one transaction."""

from skyddsnat.domains.decisions.actions.appeals import (
    record_appeal,
    record_other_appeal,
    settle_appeal,
    settle_other_appeal,
)
from skyddsnat.domains.decisions.actions.decisions import add_party, decide, deliver, record_start, serve
from skyddsnat.domains.decisions.actions.order import NoDelegation, add_delegation, add_meeting, end_delegation
from skyddsnat.domains.decisions.actions.preview import preview_letter
from skyddsnat.domains.decisions.actions.proposals import (
    ChangedMeanwhile,
    propose,
    record_consent,
    return_proposal,
    save_proposal,
)

__all__ = [
    "ChangedMeanwhile", "NoDelegation", "add_delegation", "add_meeting", "add_party", "decide", "deliver",
    "end_delegation", "preview_letter", "propose", "record_appeal", "record_consent", "record_other_appeal",
    "record_start", "return_proposal", "save_proposal", "serve", "settle_appeal", "settle_other_appeal",
]  # fmt: skip
