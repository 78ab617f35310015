"""Waves of disinformation: what is written of them, where they were seen, the answer, what belongs to them."""

from datetime import date

from skyddsnat.domains.safety.rules.reasons import blank, reason, when
from skyddsnat.domains.safety.types.campaigns import LONGEST_URL, CampaignFields
from skyddsnat.kernel.verdict import Verdict

_NO_TITLE = reason("campaign_no_title", "Ge vågen ett namn.", "Give the campaign a name.")
_NO_WORDS = reason("campaign_no_words", "Skriv vad som sprids.", "Write what is spread.")
_STARTS = reason("campaign_starts_later", "Första dagen har inte varit än.", "The first day is still to come.")
_DAYS = reason(
    "campaign_days",
    "Sista dagen är före den första, eller har inte varit.",
    "The last day is before the first, or still to come.",
)
_NO_URL = reason(
    "campaign_no_url", "Skriv adressen, med https:// först.", "Write the address, beginning with https://."
)
_URL_LONG = reason(
    "campaign_url_long",
    "Adressen är längre än 500 tecken. Ta bort det som står efter frågetecknet.",
    "The address is longer than 500 characters. Take away what stands after the question mark.",
)
_SEEN = reason("campaign_seen_later", "Dagen har inte varit än.", "The day is still to come.")
_NO_ANSWER = reason("campaign_no_answer", "Skriv vad som svarades.", "Write what was answered.")
_NOTHING = reason("campaign_ties_nothing", "Välj minst en händelse.", "Choose at least one incident.")


def writing(fields: CampaignFields, *, on: date) -> Verdict:
    """Whether the wave may be written down."""
    ended = fields.ended_on is not None and not fields.started_on <= fields.ended_on <= on
    return Verdict.of(
        when(blank(fields.title), _NO_TITLE),
        when(blank(fields.words), _NO_WORDS),
        when(fields.started_on > on, _STARTS),
        when(ended, _DAYS),
    )


def linking(url: str, *, seen_on: date, on: date) -> Verdict:
    """Whether the link may be kept: an address of the web, seen on a day that has been."""
    is_web = url.strip().startswith(("https://", "http://"))
    too_long = len(url.strip()) > LONGEST_URL
    return Verdict.of(when(not is_web, _NO_URL), when(too_long, _URL_LONG), when(seen_on > on, _SEEN))


def answering(words: str) -> Verdict:
    """Whether the answer may be noted."""
    return Verdict.of(when(blank(words), _NO_ANSWER))


def tying(count: int) -> Verdict:
    """Whether so many incidents may be tied at once."""
    return Verdict.of(when(count == 0, _NOTHING))
