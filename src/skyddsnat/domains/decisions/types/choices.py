"""What may be chosen about proposals and decisions, and what each is called."""

from enum import StrEnum

from skyddsnat.kernel.text import Text

# A start later than this after the proposal is late and must say why. No source: own limit.
LATE_START_DAYS = 14


class Kind(StrEnum):
    """What is decided."""

    SERVICE = "service"  # SoL 11:1
    NO_SERVICE = "no_service"
    REFUSAL = "refusal"  # an application is refused
    FOLLOW_UP = "follow_up"  # SoL 23:1


KIND_NAMES: dict[Kind, Text] = {
    Kind.SERVICE: Text("Insats", "Service"),
    Kind.NO_SERVICE: Text("Ingen insats", "No service"),
    Kind.REFUSAL: Text("Avslag på ansökan", "Application refused"),
    Kind.FOLLOW_UP: Text("Uppföljning efter utredning", "Follow-up after the investigation"),
}


class State(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    DECIDED = "decided"
    RETURNED = "returned"


class Obstacle(StrEnum):
    """Why not the most suitable, or why not now. Counted, never with the child's name."""

    MONEY = "money"
    THREAT = "threat"
    NO_STAFF = "no_staff"
    NO_PLACE = "no_place"
    NO_POLICE = "no_police"
    NO_CONSENT = "no_consent"
    NO_LEGAL_GROUND = "no_legal_ground"
    OTHER = "other"


OBSTACLE_NAMES: dict[Obstacle, Text] = {
    Obstacle.MONEY: Text("Ekonomi", "Money"),
    Obstacle.THREAT: Text("Hot eller rädsla", "Threat or fear"),
    Obstacle.NO_STAFF: Text("Personal saknas", "No staff"),
    Obstacle.NO_PLACE: Text("Ingen plats", "No place"),
    Obstacle.NO_POLICE: Text("Polis kom inte", "Police did not come"),
    Obstacle.NO_CONSENT: Text("Samtycke saknas", "Consent lacking"),
    Obstacle.NO_LEGAL_GROUND: Text("Inget lagrum passar", "No statute fits"),
    Obstacle.OTHER: Text("Annat", "Other"),
}


class Settler(StrEnum):
    """Who settled that it could not be the most suitable."""

    ME = "me"
    MANAGER = "manager"
    COMMITTEE = "committee"
    PROVIDER = "provider"


SETTLER_NAMES: dict[Settler, Text] = {
    Settler.ME: Text("Jag", "I"),
    Settler.MANAGER: Text("Enhetschef", "Unit manager"),
    Settler.COMMITTEE: Text("Nämnd eller utskott", "Board or committee"),
    Settler.PROVIDER: Text("Utförare", "Provider"),
}


class Level(StrEnum):
    """Who decides, from the lowest to the highest."""

    CASEWORKER = "caseworker"
    SENIOR = "senior"
    MANAGER = "manager"
    COMMITTEE = "committee"
    BOARD = "board"


LEVEL_NAMES: dict[Level, Text] = {
    Level.CASEWORKER: Text("Socialsekreterare", "Caseworker"),
    Level.SENIOR: Text("Förste socialsekreterare", "Senior caseworker"),
    Level.MANAGER: Text("Enhetschef", "Unit manager"),
    Level.COMMITTEE: Text("Utskottet", "Committee"),
    Level.BOARD: Text("Nämnden", "Board"),
}


class Outcome(StrEnum):
    """What the decider did with the proposal."""

    AS_PROPOSED = "as_proposed"
    CHANGED = "changed"
    REFUSED = "refused"


OUTCOME_NAMES: dict[Outcome, Text] = {
    Outcome.AS_PROPOSED: Text("Enligt förslaget", "As proposed"),
    Outcome.CHANGED: Text("Ändrat", "Changed"),
    Outcome.REFUSED: Text("Avslaget", "Refused"),
}


class Answer(StrEnum):
    """What a person said when asked for consent (SoL 21:1)."""

    CONSENTS = "consents"
    REFUSES = "refuses"
    NOT_REACHED = "not_reached"


ANSWER_NAMES: dict[Answer, Text] = {
    Answer.CONSENTS: Text("Samtycker", "Consents"),
    Answer.REFUSES: Text("Samtycker inte", "Refuses"),
    Answer.NOT_REACHED: Text("Har inte gått att nå", "Could not be reached"),
}


class AppealOutcome(StrEnum):
    """What was done with an appeal that came in (FL 45-46 §§)."""

    FORWARDED = "forwarded"
    DISMISSED = "dismissed"


APPEAL_OUTCOME_NAMES: dict[AppealOutcome, Text] = {
    AppealOutcome.FORWARDED: Text("Lämnat till domstolen", "Handed over to the court"),
    AppealOutcome.DISMISSED: Text("Avvisat, för sent inkommet", "Dismissed, came too late"),
}


class FactKind(StrEnum):
    """What may have happened in the file since a proposal was made (lesson 10)."""

    REPORT = "report"
    CONSENT = "consent"
    TALK = "talk"
    PERSON = "person"  # address, guardians, protection
    PROTECTION = "protection"


FACT_NAMES: dict[FactKind, Text] = {
    FactKind.REPORT: Text("Ny orosanmälan", "New report of concern"),
    FactKind.CONSENT: Text("Nytt svar om samtycke", "New answer on consent"),
    FactKind.TALK: Text("Nytt samtal med barnet", "New talk with the child"),
    FactKind.PERSON: Text("Ändrade uppgifter om barnet eller familjen", "Changed data on the child or the family"),
    FactKind.PROTECTION: Text("Ny skyddsbedömning", "New protection assessment"),
}


class Gap(StrEnum):
    """A decision or consent that is not there (lesson 4)."""

    NO_DECISION = "no_decision"
    NO_CONSENT = "no_consent"
    NOT_TOLD = "not_told"


GAP_NAMES: dict[Gap, Text] = {
    Gap.NO_DECISION: Text("Utredningen är avslutad men inget är beslutat", "Investigation closed, nothing decided"),
    Gap.NO_CONSENT: Text("Insats utan giltigt samtycke", "Service without valid consent"),
    Gap.NOT_TOLD: Text("Parten har inte fått beslutet", "The party has not been sent the decision"),
}
