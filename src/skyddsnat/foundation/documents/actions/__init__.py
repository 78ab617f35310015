"""What is done with documents: made, signed, passed, corrected, and handed out after a test of harm."""

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

__all__ = [
    "ask_release",
    "correct_document",
    "decide_release",
    "keep_received",
    "make_document",
    "make_signed_document",
    "pass_cover",
    "preview_document",
    "sign_document",
]
