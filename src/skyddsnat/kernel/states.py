"""State machines written as one table, so that the law's order of steps can be read at a glance and drawn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

State = TypeVar("State", bound=str)
Act = TypeVar("Act", bound=str)


class NotAllowed(Exception):
    """The act has no row in the table for this state."""

    def __init__(self, state: str, act: str, allowed: tuple[str, ...]) -> None:
        super().__init__(state, act, allowed)
        self.state = state
        self.act = act
        self.allowed = allowed

    def __str__(self) -> str:
        instead = ", ".join(f"{act}" for act in self.allowed) or "nothing"
        return f"{self.act} is not allowed in state {self.state}; allowed: {instead}"


@dataclass(frozen=True)
class StateTable(Generic[State, Act]):
    """Rows of (state, act, next state). States and acts are members of `StrEnum`s.

    Raises ValueError when the same state and act lead to two different states: a table must have one answer.
    """

    rows: tuple[tuple[State, Act, State], ...]
    start: State | None = None
    _next: dict[tuple[State, Act], State] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_next", _unambiguous(self.rows))

    @property
    def states(self) -> tuple[State, ...]:
        """Every state in the table, in the order they are first named."""
        named = (state for before, _, after in self.rows for state in (before, after))
        return tuple(dict.fromkeys(named))

    @property
    def ends(self) -> tuple[State, ...]:
        """The states that nothing leads out of."""
        return tuple(state for state in self.states if not self.acts(state))

    def acts(self, state: State) -> tuple[Act, ...]:
        """What may be done in `state`, in table order."""
        return tuple(act for before, act, _ in self.rows if before == state)

    def allows(self, state: State, act: Act) -> bool:
        return (state, act) in self._next

    def next(self, state: State, act: Act) -> State:
        """The state after `act`; raises `NotAllowed` when the table has no such row."""
        try:
            return self._next[(state, act)]
        except KeyError:
            raise NotAllowed(state, act, self.acts(state)) from None

    def mermaid(self, label: Callable[[str], str] = str) -> str:
        """A Mermaid state diagram. `label` names states and acts; by default their stored values."""
        lines = ["stateDiagram-v2"]
        lines += [f"    {_node(state)} : {label(state)}" for state in self.states]
        if self.start is not None:
            lines.append(f"    [*] --> {_node(self.start)}")
        lines += [f"    {_node(a)} --> {_node(b)} : {label(act)}" for a, act, b in self.rows]
        lines += [f"    {_node(state)} --> [*]" for state in self.ends]
        return "\n".join(lines) + "\n"


def _node(state: str) -> str:
    """Mermaid ids may hold letters, digits and underscores only."""
    return "".join(sign if sign.isalnum() else "_" for sign in str(state))


def _unambiguous(rows: Iterable[tuple[State, Act, State]]) -> dict[tuple[State, Act], State]:
    table: dict[tuple[State, Act], State] = {}
    for before, act, after in rows:
        if table.setdefault((before, act), after) != after:
            raise ValueError(f"two next states for {act} in {before}: {table[(before, act)]} and {after}")
    return table
