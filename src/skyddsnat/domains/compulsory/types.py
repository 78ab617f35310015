"""Enums and plain data of compulsory care."""

from enum import StrEnum

from skyddsnat.kernel.text import Text

# A deviation from two caseworkers lasts at most this long. No source: the profession's demand, our limit.
DEVIATION_DAYS = 14
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


class OutingKind(StrEnum):
    """Why staff go to a home or take a child somewhere."""

    HOME_VISIT = "home_visit"
    EXECUTION = "execution"


OUTING_NAMES: dict[OutingKind, Text] = {
    OutingKind.HOME_VISIT: Text("Hembesök", "Home visit"),
    OutingKind.EXECUTION: Text("Verkställighet", "Execution"),
}


class PoliceFor(StrEnum):
    """What police help is needed for (LVU 43 §; 2026:1600 20:1)."""

    EXAMINATION = "examination"
    EXECUTION = "execution"


POLICE_FOR_NAMES: dict[PoliceFor, Text] = {
    PoliceFor.EXAMINATION: Text("Läkarundersökning", "Medical examination"),
    PoliceFor.EXECUTION: Text("Verkställa vård eller omhändertagande", "Carry out care or custody"),
}


class PoliceAnswer(StrEnum):
    """What the police answered."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    NONE = "none"


POLICE_ANSWER_NAMES: dict[PoliceAnswer, Text] = {
    PoliceAnswer.GRANTED: Text("Beviljad", "Granted"),
    PoliceAnswer.PARTLY: Text("Delvis beviljad", "Partly granted"),
    PoliceAnswer.REFUSED: Text("Avslagen", "Refused"),
    PoliceAnswer.NONE: Text("Inget svar", "No answer"),
}


class Attendance(StrEnum):
    """Whether the police came."""

    CAME = "came"
    LATE = "late"
    DID_NOT_COME = "did_not_come"


ATTENDANCE_NAMES: dict[Attendance, Text] = {
    Attendance.CAME: Text("Kom", "Came"),
    Attendance.LATE: Text("Kom för sent", "Came late"),
    Attendance.DID_NOT_COME: Text("Kom inte", "Did not come"),
}


class Effect(StrEnum):
    """What it led to for the child."""

    CARRIED_OUT = "carried_out"
    DELAYED = "delayed"
    ABORTED = "aborted"
    WITHOUT_POLICE = "without_police"


EFFECT_NAMES: dict[Effect, Text] = {
    Effect.CARRIED_OUT: Text("Genomfördes", "Carried out"),
    Effect.DELAYED: Text("Fördröjdes", "Delayed"),
    Effect.ABORTED: Text("Avbröts", "Aborted"),
    Effect.WITHOUT_POLICE: Text("Genomfördes utan polis", "Carried out without police"),
}


class EnforcerKind(StrEnum):
    """Who enforces a measure and must be told when it ends (lesson 11)."""

    POLICE = "police"
    HOME = "home"
    PASSPORT = "passport"
    SCHOOL = "school"
    OTHER = "other"


ENFORCER_NAMES: dict[EnforcerKind, Text] = {
    EnforcerKind.POLICE: Text("Polismyndigheten", "Police"),
    EnforcerKind.HOME: Text("Hemmet där barnet vårdas", "Home where the child is cared for"),
    EnforcerKind.PASSPORT: Text("Passmyndigheten", "Passport authority"),
    EnforcerKind.SCHOOL: Text("Skola eller förskola", "School or preschool"),
    EnforcerKind.OTHER: Text("Någon annan", "Somebody else"),
}


class Understood(StrEnum):
    """Whether the one who was told understood (LVU 36 §; 2026:1600 2:1-5)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


UNDERSTOOD_NAMES: dict[Understood, Text] = {
    Understood.YES: Text("Förstod", "Understood"),
    Understood.PARTLY: Text("Förstod delvis", "Understood in part"),
    Understood.NO: Text("Förstod inte", "Did not understand"),
    Understood.UNKNOWN: Text("Vet inte", "Not known"),
}


class PlaceKind(StrEnum):
    """Where care is carried out."""

    FAMILY_HOME = "family_home"
    EMERGENCY_HOME = "emergency_home"
    RESIDENTIAL = "residential"
    STATE_HOME = "state_home"
    OTHER_PARENT = "other_parent"
    OWN_HOME = "own_home"
    SHELTER = "shelter"
    HOSPITAL = "hospital"


PLACE_NAMES: dict[PlaceKind, Text] = {
    PlaceKind.FAMILY_HOME: Text("Familjehem", "Family home"),
    PlaceKind.EMERGENCY_HOME: Text("Jourhem", "Emergency home"),
    PlaceKind.RESIDENTIAL: Text("HVB", "Residential care home"),
    PlaceKind.STATE_HOME: Text("Särskilt ungdomshem (SiS)", "State youth home (SiS)"),
    PlaceKind.OTHER_PARENT: Text("Den andra föräldern", "The other parent"),
    PlaceKind.OWN_HOME: Text("Det egna hemmet", "The own home"),
    PlaceKind.SHELTER: Text("Skyddat boende", "Sheltered accommodation"),
    PlaceKind.HOSPITAL: Text("Sjukhus", "Hospital"),
}
