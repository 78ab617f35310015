"""What the board, the committee and the chair decide: the enums and plain data of matters."""

from enum import StrEnum

from skyddsnat.kernel.text import Text

# The last hours before a measure lapses, in which manager and chair are alarmed. No source: own limit.
ALARM_HOURS = 48


class MatterState(StrEnum):
    """Where a matter for the board stands."""

    DRAFT = "draft"
    PREPARED = "prepared"
    DECIDED = "decided"
    RETURNED = "returned"


class MatterOutcome(StrEnum):
    """What the board, the committee or the chair did with what was prepared."""

    AS_PROPOSED = "as_proposed"
    CHANGED = "changed"
    REFUSED = "refused"


MATTER_OUTCOME_NAMES: dict[MatterOutcome, Text] = {
    MatterOutcome.AS_PROPOSED: Text("Enligt förslaget", "As proposed"),
    MatterOutcome.CHANGED: Text("Ändrat", "Changed"),
    MatterOutcome.REFUSED: Text("Avslaget", "Refused"),
}


class Handing(StrEnum):
    """A step on the way from the official who prepares to the chair who signs."""

    PREPARED = "prepared"
    SOUGHT = "sought"  # the chair was called and did not answer
    REACHED = "reached"
    SIGNED = "signed"


HANDING_NAMES: dict[Handing, Text] = {
    Handing.PREPARED: Text("Underlaget klart", "Papers ready"),
    Handing.SOUGHT: Text("Sökt utan svar", "Called without answer"),
    Handing.REACHED: Text("Nådd", "Reached"),
    Handing.SIGNED: Text("Undertecknat", "Signed"),
}
