"""The reference page of the chains: a diagram and a table for each track under each Act, made from the tables."""

from collections.abc import Iterable

from skyddsnat.kernel.states import StateTable
from skyddsnat.kernel.text import Text
from skyddsnat.law.citations import statute
from skyddsnat.law.compulsory_states.deeds import PREFIX, acts, deed_of, is_in_force, lapse_clocks, statutes
from skyddsnat.law.compulsory_states.kinds import Act, State, Track
from skyddsnat.law.compulsory_states.names import BY_NAMES, STATE_NAMES, TRACK_NAMES, act_name
from skyddsnat.law.compulsory_states.tables import TRACKS
from skyddsnat.law.register import rules

_HEAD = """\
# Tvångsåtgärdernas steg

*The steps of compulsory care.* Sidan skapas ur tabellerna med `python3 run.py docs`; ändra i
`src/skyddsnat/law/compulsory_states/`. Varje lag har sina spår, varje spår ett diagram och en tabell. Det som inte
flyttar åtgärden står bara i tabellen. Tiderna står i [Regler och frister](rules.md).

"""
_COLUMNS = "| Läge *(state)* | Steg *(act)* | Vem *(by)* | Lagrum *(section)* | Möter *(meets)* | Startar *(starts)* |"


def states_page() -> str:
    """Markdown of every track under every Act, in the order the Acts come into force or are used."""
    parts = [_HEAD, _contents()]
    for number in PREFIX:
        parts.append(f"## {_act_title(number)}\n")
        parts += [_track(track, number) for track in _tracks(number)]
    return "\n".join(parts)


def _contents() -> str:
    lines = [
        f"- {_act_title(number)}: {', '.join(_lower(TRACK_NAMES[track].sv) for track in _tracks(number))}"
        for number in PREFIX
    ]
    return "\n".join([*lines, ""])


def _tracks(number: str) -> tuple[Track, ...]:
    return tuple(track for track in Track if number in statutes(track))


def _act_title(number: str) -> str:
    return f"{statute(number).name.sv} (SFS {number})"


def _track(track: Track, number: str) -> str:
    known = _known_rows(track, number)
    table = StateTable(tuple(row for row in known if row[0] != row[2]), start=State.PREPARED)
    return "\n".join(
        [
            f"### {_both(TRACK_NAMES[track])}",
            "",
            "```mermaid",
            table.mermaid(lambda word: _label(track, word)).rstrip(),
            "```",
            "",
            _COLUMNS,
            "|---|---|---|---|---|---|",
            *(_row(track, number, before, act, after) for before, act, after in known),
            "",
            _holds(track),
            *_lapses(track, number, table.states),
            "",
        ]
    )


def _known_rows(track: Track, number: str) -> tuple[tuple[State, Act, State], ...]:
    """The rows of the table that the Act knows, in states that can be reached by them."""
    rows = tuple(row for row in TRACKS[track].rows if row[1] in acts(track, row[0], number))
    entered = {State.PREPARED, *(after for before, _, after in rows if before != after)}
    order = list(State)
    return tuple(sorted((row for row in rows if row[0] in entered), key=lambda row: order.index(row[0])))


def _row(track: Track, number: str, before: State, act: Act, after: State) -> str:
    deed = deed_of(track, act, number, before)
    step = act_name(track, act).sv if before == after else f"{act_name(track, act).sv} → {STATE_NAMES[after].sv}"
    cells = (
        STATE_NAMES[before].sv,
        step,
        BY_NAMES[deed.by].sv,
        deed.citation,
        _clocks(deed.clocks_met),
        _clocks(deed.clocks_started),
    )
    return f"| {' | '.join(cells)} |"


def _clocks(rule_ids: Iterable[str]) -> str:
    return ", ".join(f"[`{rule_id}`](rules.md#{rule_id.replace('.', '')})" for rule_id in rule_ids)


def _holds(track: Track) -> str:
    holding = [_lower(STATE_NAMES[state].sv) for state in TRACKS[track].states if is_in_force(track, state)]
    return f"Åtgärden gäller, så att något kan byggas på den, i: {'; '.join(holding)}.\n"


def _lapses(track: Track, number: str, states: Iterable[State]) -> list[str]:
    return [
        f"- {STATE_NAMES[state].sv}: upphör av sig självt när tiden går ut för {_or(clocks)}."
        for state in states
        if (clocks := lapse_clocks(track, state, number))
    ]


def _or(rule_ids: Iterable[str]) -> str:
    titles = {rule.id: _lower(rule.title.sv) for rule in rules()}
    return " eller ".join(f"”{titles[rule_id]}”" for rule_id in rule_ids)


def _lower(words: str) -> str:
    """As it stands within a sentence: the first letter small, names of Acts as they are."""
    return words[:1].lower() + words[1:]


def _label(track: Track, word: str) -> str:
    return STATE_NAMES[word].sv if isinstance(word, State) else act_name(track, Act(word)).sv


def _both(text: Text) -> str:
    return f"{text.sv} *({text.en})*"
