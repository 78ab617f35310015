"""What may be done with a wave, and when: draft, open, closed. Figures are shown after the close, never before."""

from collections.abc import Mapping
from datetime import date

from skyddsnat.domains.survey.types.definition import Definition, Kind
from skyddsnat.domains.survey.types.definition_faults import said_of
from skyddsnat.domains.survey.types.definition_file import read_definition, write_definition
from skyddsnat.domains.survey.types.faults import BrokenFile
from skyddsnat.domains.survey.types.waves import WAVE_STATE_NAMES, WaveAct, WaveFields, WaveKind, WaveState, WaveView
from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Verdict

# No figure from fewer answers, so nobody is asked in a smaller group either.
LEAST = 5

WAVES: StateTable[WaveState, WaveAct] = StateTable(
    (
        (WaveState.DRAFT, WaveAct.CHANGE, WaveState.DRAFT),
        (WaveState.DRAFT, WaveAct.INVITE, WaveState.DRAFT),
        (WaveState.DRAFT, WaveAct.OPEN, WaveState.OPEN),
        (WaveState.OPEN, WaveAct.CHANGE, WaveState.OPEN),
        (WaveState.OPEN, WaveAct.SEND, WaveState.OPEN),
        (WaveState.OPEN, WaveAct.HAND_IN, WaveState.OPEN),
        (WaveState.OPEN, WaveAct.CLOSE, WaveState.CLOSED),
        (WaveState.CLOSED, WaveAct.READ, WaveState.CLOSED),
    ),
    start=WaveState.DRAFT,
)


def _reason(code: str, sv: str, en: str) -> Reason:
    return Reason(f"survey.{code}", Text(sv, en))


_NO_NAME = _reason("wave_no_name", "Ge omgången ett namn.", "Give the wave a name.")
_DAYS = _reason("wave_days", "Sista dagen är före den första.", "The last day is before the first.")
_REMINDERS = _reason(
    "wave_reminders",
    "Högst två påminnelser, i ordning, efter första dagen och senast den sista.",
    "Two reminders at most, in order, after the first day and no later than the last.",
)
_ASKED = _reason(
    "wave_begun",
    "Omgången är öppen: bara sista dagen och påminnelserna går att ändra.",
    "The wave is open: only its last day and the reminders can be changed.",
)
_OVER = _reason("wave_over", "Sista dagen har varit.", "The last day has passed.")
_FEW = _reason(
    "wave_few",
    f"Färre än {LEAST} är inbjudna. Så få kan inte vara anonyma.",
    f"Fewer than {LEAST} are invited. So few cannot be anonymous.",
)
_WRITES_DOWN = _reason(
    "wave_server_log",
    "Databasen skriver ner vad den får veta, och då är svaren inte anonyma. Stäng av log_statement, log_duration, "
    "log_min_duration_statement och log_parameter_max_length_on_error för rollen som kör.",
    "The database writes down what it is told, so answers are not anonymous. Turn off log_statement, log_duration, "
    "log_min_duration_statement and log_parameter_max_length_on_error for the role that runs.",
)
_COUNTS = _reason(
    "wave_counts",
    "Antalen ska vara noll eller fler, av svar som frågorna har, och av frågor med ett svar.",
    "The counts must be zero or more, of answers that the questions have, and of questions with one answer.",
)


_NOT_KEPT = _reason(
    "definition",
    "Någon text börjar eller slutar med tecken som inte går att spara.",
    "A text begins or ends with signs that cannot be kept.",
)


def doing(act: WaveAct, wave: WaveView) -> Verdict:
    """Whether the act belongs to the state that the wave is in."""
    if WAVES.allows(wave.state, act):
        return Verdict()
    name = WAVE_STATE_NAMES[wave.state]
    said = Text(f"Omgången är {name.sv.lower()}: det går inte nu.", f"The wave is {name.en.lower()}: not now.")
    return Verdict.of(Reason(f"survey.wave_is_{wave.state}", said))


def defining(definition: Definition) -> Verdict:
    """Whether the definition agrees with itself, and can be kept: one reason for each thing that does not.

    It is kept as its file, so what that could not be read from again is no definition.
    """
    said = tuple(_reason_of(where, text) for where, text in said_of(definition))
    return Verdict(said) if said else Verdict.of(_kept(definition))


def _kept(definition: Definition) -> Reason | None:
    try:
        is_kept = read_definition(write_definition(definition)) == definition
    except BrokenFile as broken:
        return _reason_of((), broken.faults[0].text)
    return None if is_kept else _NOT_KEPT


def _reason_of(where: tuple[str, ...], text: Text) -> Reason:
    at = f"{where[0]}: " if where else ""
    return Reason(".".join(("survey.definition", *where)), Text(f"{at}{text.sv}", f"{at}{text.en}"))


def writing(fields: WaveFields) -> Verdict:
    """Whether the wave's name and days may stand."""
    days = (fields.opens_on, *fields.reminders_on)
    rising = all(one < other for one, other in zip(days, days[1:], strict=False))
    reminded = len(fields.reminders_on) <= 2 and rising and days[-1] <= max(fields.opens_on, fields.closes_on)
    return Verdict.of(
        None if fields.name.strip() else _NO_NAME,
        None if fields.opens_on <= fields.closes_on else _DAYS,
        None if reminded else _REMINDERS,
    )


def changing(wave: WaveView, fields: WaveFields) -> Verdict:
    """Whether the wave may be changed to `fields`."""
    stands = (wave.fields.name, wave.fields.opens_on) == (fields.name.strip(), fields.opens_on)
    begun = wave.state is WaveState.OPEN and not stands
    return doing(WaveAct.CHANGE, wave) + writing(fields) + Verdict.of(_ASKED if begun else None)


def opening(wave: WaveView, *, invited: int, today: date, writes_down: bool) -> Verdict:
    """Whether it may be opened. `writes_down`: the database's own log would hold what is handed in."""
    return doing(WaveAct.OPEN, wave) + Verdict.of(
        _FEW if invited < LEAST else None,
        _OVER if wave.fields.closes_on < today else None,
        _WRITES_DOWN if writes_down else None,
    )


def publishing(definition: Definition, counts: Mapping[str, Mapping[str, int]]) -> Verdict:
    """Whether the counts can be those of the survey: of questions with one answer each, whose counts have a sum."""
    summed = [each for each in definition.questions if each.kind in (Kind.SINGLE, Kind.SCALE)]
    codes = {each.key: set(each.codes) - each.missing_codes for each in summed}
    fits = bool(counts) and all(
        key in codes and set(found) <= codes[key] and min(found.values(), default=-1) >= 0
        for key, found in counts.items()
    )
    return Verdict.of(None if fits else _COUNTS)


def is_readable(wave: WaveView) -> bool:
    """Whether single answers are there to be read: closed, and more than counts."""
    return WAVES.allows(wave.state, WaveAct.READ) and wave.kind is not WaveKind.PUBLISHED
