"""Reporting, changing and closing an incident."""

from datetime import datetime

from skyddsnat.domains.safety.rules.reasons import CLOSED, IN_FUTURE, NO_WORDS, blank, reason, when
from skyddsnat.domains.safety.types.following import DutyView, PoliceReportView, PoliceState, Remaining
from skyddsnat.domains.safety.types.register import IncidentFields, IncidentView, Injury, Source
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import SFB

NOBODY = reason("nobody_exposed", "Säg vem som blev utsatt.", "Say who was exposed.")
UNKNOWN_PERSON = reason(
    "unknown_employee",
    "En av de utsatta finns inte bland dem som arbetar här. Kontrollera tjänstekoden. Allt du har skrivit är kvar.",
    "One of the exposed is not among those who work here. Check the service code. Everything you wrote is kept.",
)
FILE_CLOSED = reason(
    "linked_file_closed",
    "Ärendet som händelsen kopplas till är avslutat. Ta bort kopplingen och skriv i stället vad det handlade om. "
    "Allt du har skrivit är kvar.",
    "The case that the incident is linked to is closed. Remove the link and write what it was about instead. "
    "Everything you wrote is kept.",
)
FILE_NOT_YOURS = reason(
    "linked_file_not_open",
    "Du kan bara koppla händelsen till ett ärende som är öppet för dig.",
    "You can only link the incident to a case that is open to you.",
)
FILE_LINKED = reason(
    "file_linked", "Händelsen är redan kopplad till ärendet.", "The incident is linked to the case already."
)
NO_UNIT = reason(
    "exposed_without_unit",
    "En av de utsatta hade ingen roll i någon enhet den dagen. Be administratören se över det.",
    "One of the exposed held no role in any unit that day. Ask the administrator to look into it.",
)
INJURY_STANDS = reason(
    "injury_stands",
    "Skadan ska anmälas till Försäkringskassan. Att ingen blev skadad skriver bara den som följer upp: be chefen, "
    "skyddsombudet eller säkerhetssamordnaren. Allt du har skrivit är kvar.",
    "The injury must be reported to Försäkringskassan. That nobody was injured is for those who follow up to write: "
    "ask the manager, the safety representative or the safety administrator. Everything you wrote is kept.",
    SFB.cite("42:10"),
)
NAMED_ONCE = reason(
    "source_named_once",
    "Välj personen eller skriv personnumret, det ena av dem.",
    "Choose the person or write the personal number, one of the two.",
)
NOBODY_NAMED = reason("source_not_named", "Ingen är utpekad.", "Nobody has been named.")
NO_PERSON_DID = reason(
    "source_is_no_person",
    "Säg om det är en klient, en anhörig eller någon i familjens nätverk.",
    "Say whether it is a client, a relative or somebody of the family’s network.",
)
NO_CLOSING_WORDS = reason("no_closing_words", "Skriv hur det slutade.", "Write how it ended.")
POLICE_OPEN = reason(
    "police_report_open",
    "Polisanmälan är inte följd till sitt slut.",
    "The police report has not been followed to its end.",
)
DUTIES_OPEN = reason("duties_open", "Något återstår att göra.", "Something remains to be done.")
NOT_ENOUGH = reason(
    "not_enough_yet",
    "Den utsatta har inte sagt att det räcker.",
    "The exposed person has not said that it is enough.",
)
DUTIES_ELSEWHERE = reason(
    "duties_open_elsewhere",
    "Något återstår att göra i en annan enhet. Chefen där eller säkerhetssamordnaren ser vad.",
    "Something remains to be done in another unit. The manager there or the safety administrator sees what.",
)
NOT_ENOUGH_ELSEWHERE = reason(
    "not_enough_elsewhere",
    "Någon som blev utsatt i en annan enhet har inte sagt att det räcker.",
    "Somebody who was exposed in another unit has not said that it is enough.",
)


def reporting(
    fields: IncidentFields,
    *,
    exposed: int,
    known: int,
    with_unit: int,
    files_seen: bool,
    files_open: bool,
    at: datetime,
) -> Verdict:
    """Whether the incident may be written down: with words, in the past, with somebody exposed whom we know.

    `exposed` were named, `known` of them work here, `with_unit` of those held a role then. `files_seen`, `files_open`:
    every linked file is open to whoever reports, and none is closed.
    """
    return written(fields, at=at) + Verdict.of(
        when(exposed == 0, NOBODY),
        when(known < exposed, UNKNOWN_PERSON),
        when(with_unit < known, NO_UNIT),
        when(not files_seen, FILE_NOT_YOURS),
        when(files_seen and not files_open, FILE_CLOSED),
    )


def written(fields: IncidentFields, *, at: datetime) -> Verdict:
    """Whether the words and the time of an incident can stand."""
    return Verdict.of(when(blank(fields.words), NO_WORDS), when(fields.happened_at > at, IN_FUTURE))


def changing(view: IncidentView) -> Verdict:
    """Whether anything may still be written to the incident."""
    return Verdict.of(when(not view.is_open, CLOSED))


def linking(*, is_seen: bool, is_closed: bool, is_linked: bool) -> Verdict:
    """Whether the incident may be linked to the file that somebody names."""
    return Verdict.of(when(not is_seen, FILE_NOT_YOURS), when(is_closed, FILE_CLOSED), when(is_linked, FILE_LINKED))


def naming(source: Source, *, is_typed: bool, is_chosen: bool) -> Verdict:
    """Whether somebody may be named as the one who did it: a person, once, by a number or by a choice."""
    return Verdict.of(
        when(source in (Source.CAMPAIGN, Source.UNKNOWN), NO_PERSON_DID),
        when(is_typed is is_chosen, NAMED_ONCE),
    )


def unnaming(view: IncidentView) -> Verdict:
    """Whether there is somebody named to take back."""
    return Verdict.of(when(not view.is_named, NOBODY_NAMED))


def wrong_number(why: Text) -> Reason:
    """What is wrong with a number, without repeating it."""
    return Reason("safety.number_is_wrong", why)


def changing_injury(*, before: Injury, after: Injury, follows_up: bool) -> Verdict:
    """Whether the injury may be written so: that nobody was injured after all ends the duty to report it, and is for
    those who follow up to say.
    """
    taken_back = before is not Injury.NONE and after is Injury.NONE
    return Verdict.of(when(taken_back and not follows_up, INJURY_STANDS))


def closing(
    view: IncidentView,
    *,
    police: PoliceReportView | None,
    duties: tuple[DutyView, ...],
    remaining: Remaining,
    words: str,
) -> Verdict:
    """Whether the incident may be closed: nothing remains, and every exposed person has said that it is enough.

    `view` and `duties` hold what the viewer sees, `remaining` is of all units.
    """
    ended = police is not None and police.state in (PoliceState.CLOSED, PoliceState.NOT_MADE)
    to_do = any(each.is_open for each in duties)
    wished = any(each.enough_at is None for each in view.exposures)
    return changing(view) + Verdict.of(
        when(not ended, POLICE_OPEN),
        when(to_do, DUTIES_OPEN),
        when(remaining.duties and not to_do, DUTIES_ELSEWHERE),
        when(wished, NOT_ENOUGH),
        when(remaining.wishes and not wished, NOT_ENOUGH_ELSEWHERE),
        when(blank(words), NO_CLOSING_WORDS),
    )
