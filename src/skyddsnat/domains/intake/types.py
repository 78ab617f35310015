"""Enums of reports and assessments."""

from enum import StrEnum

from skyddsnat.kernel.text import Text


class Channel(StrEnum):
    """How a report came in."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    MAIL = "mail"
    E_SERVICE = "e_service"
    SECURE_MESSAGE = "secure_message"
    INTERNAL = "internal"  # somebody in the social services saw or heard it


CHANNEL_NAMES: dict[Channel, Text] = {
    Channel.PHONE: Text("Telefon", "Telephone"),
    Channel.VISIT: Text("Besök", "Visit"),
    Channel.LETTER: Text("Brev", "Letter"),
    Channel.MAIL: Text("E-post", "E-mail"),
    Channel.E_SERVICE: Text("E-tjänst", "E-service"),
    Channel.SECURE_MESSAGE: Text("Säkert meddelande (SDK)", "Secure message (SDK)"),
    Channel.INTERNAL: Text("Egen iakttagelse", "Own observation"),
}


class Step(StrEnum):
    """How far a report has come for one child."""

    RECEIVED = "received"
    ASSESSED = "assessed"  # the protection assessment is made
    JOINED = "joined"  # belongs to a running investigation
    OPENED = "opened"  # led to an investigation
    NOT_OPENED = "not_opened"


STEP_NAMES: dict[Step, Text] = {
    Step.RECEIVED: Text("Skydd ska bedömas", "Protection to be assessed"),
    Step.ASSESSED: Text("Förhandsbedömning pågår", "Preliminary assessment under way"),
    Step.JOINED: Text(
        "Ingår i pågående utredning", "Joined to a running investigation"
    ),
    Step.OPENED: Text("Utredning inledd", "Investigation opened"),
    Step.NOT_OPENED: Text("Utredning inte inledd", "No investigation opened"),
}


class Known(StrEnum):
    """Yes, no, or nobody knows."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


KNOWN_NAMES: dict[Known, Text] = {
    Known.YES: Text("Ja", "Yes"),
    Known.NO: Text("Nej", "No"),
    Known.UNKNOWN: Text("Vet inte", "Not known"),
}


class Suspicion(StrEnum):
    """What the protection assessment looks for."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    HONOUR = "honour"
    NEGLECT = "neglect"
    OWN_BEHAVIOUR = "own_behaviour"


SUSPICION_NAMES: dict[Suspicion, Text] = {
    Suspicion.VIOLENCE: Text("Våld", "Violence"),
    Suspicion.SEXUAL: Text("Sexuella övergrepp", "Sexual abuse"),
    Suspicion.HONOUR: Text("Hedersrelaterat", "Honour-related"),
    Suspicion.NEGLECT: Text("Brister i omsorgen", "Neglect"),
    Suspicion.OWN_BEHAVIOUR: Text("Eget beteende", "Own behaviour"),
}


class Judgement(StrEnum):
    """What the protection assessment came to."""

    NO_IMMEDIATE_NEED = "no_immediate_need"
    PROTECTED_BY_OTHERS = "protected_by_others"
    MEASURES_NEEDED = "measures_needed"


JUDGEMENT_NAMES: dict[Judgement, Text] = {
    Judgement.NO_IMMEDIATE_NEED: Text(
        "Inget omedelbart behov av skydd", "No immediate need of protection"
    ),
    Judgement.PROTECTED_BY_OTHERS: Text(
        "Skyddas just nu av andra", "Protected by others for now"
    ),
    Judgement.MEASURES_NEEDED: Text("Behöver skydd nu", "Needs protection now"),
}


class Measure(StrEnum):
    """What was done at once."""

    IMMEDIATE_CUSTODY = "immediate_custody"
    SHELTER = "shelter"
    POLICE_REPORT = "police_report"
    MEDICAL = "medical"
    SAFETY_PLAN = "safety_plan"
    STAYS_WITH_OTHER = "stays_with_other"


MEASURE_NAMES: dict[Measure, Text] = {
    Measure.IMMEDIATE_CUSTODY: Text(
        "Fråga om omedelbart omhändertagande", "Immediate custody to be considered"
    ),
    Measure.SHELTER: Text("Skyddat boende", "Sheltered accommodation"),
    Measure.POLICE_REPORT: Text("Polisanmälan", "Police report"),
    Measure.MEDICAL: Text("Läkarundersökning", "Medical examination"),
    Measure.SAFETY_PLAN: Text("Säkerhetsplan", "Safety plan"),
    Measure.STAYS_WITH_OTHER: Text(
        "Barnet är hos en annan vuxen", "The child stays with another adult"
    ),
}


class Outcome(StrEnum):
    """What the preliminary assessment decided (SoL 14:2, 20:2)."""

    OPEN = "open"
    NOT_OPEN = "not_open"


OUTCOME_NAMES: dict[Outcome, Text] = {
    Outcome.OPEN: Text("Inled utredning", "Open an investigation"),
    Outcome.NOT_OPEN: Text("Inled inte utredning", "Do not open an investigation"),
}
