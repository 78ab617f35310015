"""What is done with documents: made, signed, passed, corrected, handed out after a test of harm, and sent."""

from skyddsnat.foundation.documents.actions.making import (
    correct_document,
    keep_received,
    make_document,
    make_signed_document,
    pass_cover,
    preview_document,
    sign_document,
)
from skyddsnat.foundation.documents.actions.releases import ask_release, decide_release
from skyddsnat.foundation.documents.actions.sendings import note_sending, send_document, send_when_ready

__all__ = [
    "ask_release",
    "correct_document",
    "decide_release",
    "keep_received",
    "make_document",
    "make_signed_document",
    "note_sending",
    "pass_cover",
    "preview_document",
    "send_document",
    "send_when_ready",
    "sign_document",
]
