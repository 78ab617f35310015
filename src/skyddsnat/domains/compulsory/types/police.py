"""Police help: enums and plain data."""

from enum import StrEnum

from skyddsnat.kernel.text import Text


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
