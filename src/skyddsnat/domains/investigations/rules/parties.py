"""Each party by name: told or withheld (SoL 20:4, 23:3), communicated with or not for a reason (FL 25 §)."""

from dataclasses import replace
from datetime import date, datetime

from skyddsnat.domains.investigations.rules.order import because, unless
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.law.citations import FL, SOL

_NO_WAY = because("no_way", "Skriv på vilket sätt.", "Write in what way.")
_IN_FUTURE = because("in_future", "Tiden ligger i framtiden.", "The time is in the future.")
_NO_REASON = because("no_reason", "Skriv varför.", "Write why.")
_NO_PARTY = because(
    "no_party",
    "Personen är inte part: inte vårdnadshavare och inte barnet, fyllt 15 år.",
    "The person is not a party: not a guardian, and not the child, aged 15.",
    SOL.cite("3:4"),
)
_TOLD = because("told", "Personen är redan informerad.", "The person has already been told.", SOL.cite("20:4"))
_WAITING = because(
    "letter_waits",
    "Ett brev är redan gjort och har inte gått än. Skicka det under Handlingar, eller informera på annat sätt.",
    "A letter has been made and has not left yet. Send it under Documents, or tell the party in another way.",
)


_LISTED = because("listed", "Personen står redan i listan.", "The person is already listed.")


def adding(*, is_party: bool, is_listed: bool) -> Verdict:
    """Whether this person is to be told too."""
    return Verdict.of(unless(is_party, _NO_PARTY), unless(not is_listed, _LISTED))


def telling(
    *, is_told: bool, is_waiting: bool, how: str, told_at: datetime, opened_at: datetime, at: datetime
) -> Verdict:
    """Whether this may be noted: a party was told at `told_at`, or by a letter when none `is_waiting` (SoL 20:4)."""
    return Verdict.of(
        unless(not is_told, _TOLD),
        unless(not is_waiting, _WAITING),
        unless(bool(how.strip()), _NO_WAY),
        unless(told_at <= at, _IN_FUTURE),
        unless(
            told_at >= opened_at,
            because("told_too_early", "Tiden ligger före inledandet.", "The time is before the opening."),
        ),
    )


def withholding(*, is_told: bool, reason: str, until: date, former: date | None, today: date) -> Verdict:
    """Whether telling a party may wait until a day. `former` is the day that was set before, if any (SoL 20:4)."""
    return Verdict.of(
        unless(not is_told, _TOLD),
        unless(
            bool(reason.strip()),
            because(
                "no_withholding_reason",
                "Skriv de särskilda skälen mot att informera nu.",
                "Write the special reasons against telling now.",
                SOL.cite("20:4"),
            ),
        ),
        unless(
            until > max(today, former or today),
            because(
                "no_new_day",
                "Sätt en ny dag, senare än i dag och senare än den förra.",
                "Set a new day, later than today and later than the former one.",
            ),
        ),
    )


def communicating(*, is_party: bool, how: str, answer_by: date, today: date) -> Verdict:
    """Whether the investigation may be sent to this person with that time to answer (FL 25 §)."""
    return Verdict.of(
        unless(is_party, _NO_PARTY),
        unless(bool(how.strip()), _NO_WAY),
        unless(
            answer_by > today,
            because("no_time", "Ge tid att svara, minst till i morgon.", "Give time to answer.", FL.cite("25")),
        ),
    )


def leaving(*, answer_by: date | None, today: date) -> Verdict:
    """Whether a letter that has waited still gives time to answer when it leaves (FL 25 §)."""
    return Verdict.of(
        unless(
            answer_by is not None and answer_by > today,
            because(
                "answer_time_over",
                "Svarstiden i brevet gick ut innan det skickades. Kommunicera utredningen på nytt, med ny tid.",
                "The time to answer was over before the letter was sent. Send the investigation anew, with new time.",
                FL.cite("25"),
            ),
        )
    )


def skipping(*, is_party: bool, reason: str) -> Verdict:
    """Whether the investigation may be kept from a party, for a reason (FL 25 §)."""
    no_reason = replace(_NO_REASON, citation=FL.cite("25"))
    return Verdict.of(unless(is_party, _NO_PARTY), unless(bool(reason.strip()), no_reason))


def answering(
    *, sent_at: datetime | None, is_answered: bool, answer: str, answered_at: datetime, at: datetime
) -> Verdict:
    """Whether a party's answer may be noted."""
    return Verdict.of(
        unless(
            sent_at is not None and answered_at >= sent_at,
            because(
                "answer_too_early", "Utredningen var inte skickad då.", "The investigation had not been sent then."
            ),
        ),
        unless(
            not is_answered,
            because(
                "answered",
                "Svaret är redan antecknat. Skriv mer i journalen.",
                "The answer is already noted. Write more in the journal.",
            ),
        ),
        unless(
            bool(answer.strip()),
            because("empty_answer", "Skriv svaret, eller att ingen erinran finns.", "Write the answer."),
        ),
        unless(answered_at <= at, _IN_FUTURE),
    )
