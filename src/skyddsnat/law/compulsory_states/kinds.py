"""The tracks of compulsory care, the states a measure can be in, what is done with it, and by whom.

A state is a place on the law's chain, the same word on every track where it means the same: `DECIDED` is an immediate
custody, a temporary prohibition or an immediate place that must go to the court within its time.
"""

from dataclasses import dataclass
from enum import StrEnum


class Track(StrEnum):
    """One chain of steps. A case has one measure on each track that it uses."""

    CARE = "care"
    CONTACT = "contact"
    REMOVAL = "removal"
    EXIT = "exit"
    CONTINUED = "continued"
    INTERMEDIATE = "intermediate"
    WITHOUT_CONSENT = "without_consent"
    SHELTER = "shelter"
    LVM = "lvm"


class State(StrEnum):
    """Where a measure stands."""

    PREPARED = "prepared"
    DECIDED = "decided"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    EXTENSION_ASKED = "extension_asked"
    APPLIED = "applied"
    APPLIED_DECIDED = "applied_decided"
    APPLIED_SUBMITTED = "applied_submitted"
    APPLIED_CONFIRMED = "applied_confirmed"
    ORDERED = "ordered"
    IN_CARE = "in_care"
    END_CONSIDERED = "end_considered"
    ENDED = "ended"
    FOLLOW_UP = "follow_up"
    FOLLOWED_UP = "followed_up"
    PLANNED = "planned"
    IN_FORCE = "in_force"
    APPLIED_AGAIN = "applied_again"
    CONDITION_ONLY = "condition_only"
    CONTINUED = "continued"
    ENDED_EARLY = "ended_early"
    ENDED_BY_COURT = "ended_by_court"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LAPSED = "lapsed"


class Act(StrEnum):
    """What is done with a measure, or what the law does by itself."""

    DECIDE_IMMEDIATE = "decide_immediate"
    DECIDE_INTERNATIONAL = "decide_international"
    SUBMIT = "submit"
    CONFIRM = "confirm"
    COURT_ENDS = "court_ends"
    COURT_DECIDES_IMMEDIATE = "court_decides_immediate"
    EXECUTE = "execute"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    END_IMMEDIATE = "end_immediate"
    APPLY = "apply"
    APPLY_CONTINUED = "apply_continued"
    WITHDRAW = "withdraw"
    ORDER = "order"  # care has not begun yet
    ORDER_BEGUN = "order_begun"  # the court's order where care already goes on since the custody
    REJECT = "reject"
    LEGAL_FORCE = "legal_force"
    BEGIN = "begin"
    PLACE = "place"
    CONSIDER = "consider"
    EXAMINE = "examine"
    CONSIDER_TRANSFER = "consider_transfer"
    DISMISS_REQUEST = "dismiss_request"
    CONSIDER_END = "consider_end"
    KEEP = "keep"
    END = "end"
    OVERTURN = "overturn"
    REACH_AGE = "reach_age"
    EXPEL = "expel"
    START_FOLLOW_UP = "start_follow_up"
    END_FOLLOW_UP = "end_follow_up"
    OPEN_INVESTIGATION = "open_investigation"
    DRAW_PLAN = "draw_plan"
    DECIDE = "decide"
    DECIDE_FOR_GUARDIAN = "decide_for_guardian"
    SET_CONTACT = "set_contact"
    SET_CONDITION = "set_condition"
    SET_GUARDIAN_CONDITION = "set_guardian_condition"
    SET_HOME_HOURS = "set_home_hours"
    EXCEPT = "except"
    SET_FINE = "set_fine"
    KEEP_CONDITION = "keep_condition"
    ASK_POLICE = "ask_police"
    MAIN_MEASURE_ENDS = "main_measure_ends"
    CARE_TAKES_OVER = "care_takes_over"
    EXPIRE = "expire"
    LAPSE = "lapse"


class By(StrEnum):
    """Whose deed it is. What is the board's is decided by whoever `who_may` names for its section."""

    BOARD = "board"
    COURT = "court"
    CASEWORKER = "caseworker"
    OTHER = "other"  # another authority
    LAW = "law"  # happens by itself: nobody decides it and no job need run


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an act is under one Act of law.

    `clocks_met` and `clocks_started` are rule ids. A clock that runs already is started anew only if the deed also
    meets it. Some start only where their rule fits: a review by the ground of the care, `custody_transfer` in a family
    home. `section` is what `who_may` is asked for, None when the deed is no decision of the board; `citation` is the
    place in the Act.
    """

    track: Track
    act: Act
    statute: str
    by: By
    citation: str
    section: str | None = None
    clocks_met: tuple[str, ...] = ()
    clocks_started: tuple[str, ...] = ()

    @property
    def clock_met(self) -> str | None:
        return self.clocks_met[0] if self.clocks_met else None


class UnknownDeed(LookupError):
    """The Act knows no such deed on that track."""

    def __init__(self, track: Track, act: Act, statute: str) -> None:
        super().__init__(f"{statute} knows no {act} on the track {track}")
