"""Making surveys, sending them, answering them, closing them; waves from elsewhere; files that leave."""

from skyddsnat.domains.survey.actions.answering import hand_in, keep_answers
from skyddsnat.domains.survey.actions.elsewhere import add_published_wave, import_wave
from skyddsnat.domains.survey.actions.exports import export_answers, export_codebook, export_ddi, print_report
from skyddsnat.domains.survey.actions.making import change_survey, change_wave, make_survey, plan_wave
from skyddsnat.domains.survey.actions.running import (
    close_over,
    close_wave,
    empty_frame,
    invite_addresses,
    invite_staff,
    open_wave,
)
from skyddsnat.domains.survey.actions.sending import claim_mails, note_mail

__all__ = [
    "add_published_wave",
    "change_survey",
    "change_wave",
    "claim_mails",
    "close_over",
    "close_wave",
    "empty_frame",
    "export_answers",
    "export_codebook",
    "export_ddi",
    "hand_in",
    "import_wave",
    "invite_addresses",
    "invite_staff",
    "keep_answers",
    "make_survey",
    "note_mail",
    "open_wave",
    "plan_wave",
    "print_report",
]
