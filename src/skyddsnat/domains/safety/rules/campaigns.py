"""Waves of disinformation and the page of facts that answers them."""

from datetime import date

from skyddsnat.domains.safety.rules.reasons import blank, reason, when
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.kernel.verdict import Verdict

_NO_TITLE = reason("campaign_no_title", "Ge vågen ett namn.", "Give the wave a name.")
_NO_WORDS = reason("campaign_no_words", "Skriv vad som sprids.", "Write what is spread.")
_DAYS = reason(
    "campaign_days",
    "Sista dagen är före den första, eller har inte varit.",
    "The last day is before the first, or still to come.",
)
_NO_URL = reason(
    "campaign_no_url", "Skriv adressen, med https:// först.", "Write the address, beginning with https://."
)
_SEEN = reason("campaign_seen_later", "Dagen har inte varit än.", "The day is still to come.")
_NO_ANSWER = reason("campaign_no_answer", "Skriv vad som svarades.", "Write what was answered.")


def writing(fields: CampaignFields, *, on: date) -> Verdict:
    """Whether the wave may be written down."""
    ended = fields.ended_on is not None and not fields.started_on <= fields.ended_on <= on
    return Verdict.of(
        when(blank(fields.title), _NO_TITLE),
        when(blank(fields.words), _NO_WORDS),
        when(ended or fields.started_on > on, _DAYS),
    )


def linking(url: str, *, seen_on: date, on: date) -> Verdict:
    """Whether the link may be kept: an address of the web, seen on a day that has been."""
    is_web = url.strip().startswith(("https://", "http://"))
    return Verdict.of(when(not is_web, _NO_URL), when(seen_on > on, _SEEN))


def answering(words: str) -> Verdict:
    """Whether the answer may be noted."""
    return Verdict.of(when(blank(words), _NO_ANSWER))
