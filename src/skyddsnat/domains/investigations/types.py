"""Enums of investigations."""

from enum import StrEnum

from skyddsnat.kernel.text import Text


class State(StrEnum):
    """Where an investigation stands. Closed only when the written text is signed (lesson 6)."""

    OPEN = "open"
    CLOSED = "closed"


class Question(StrEnum):
    """What is asked. Investigations opened back to back on the same question have one joined clock (lesson 6)."""

    CARE = "care"
    VIOLENCE = "violence"
    OWN_BEHAVIOUR = "own_behaviour"
    CRIME = "crime"
    SUPPORT = "support"  # the family asks for help
    OTHER = "other"


QUESTION_NAMES: dict[Question, Text] = {
    Question.CARE: Text("Omsorg och föräldraförmåga", "Care and parenting"),
    Question.VIOLENCE: Text("Våld eller övergrepp", "Violence or abuse"),
    Question.OWN_BEHAVIOUR: Text("Barnets eget beteende", "The child's own behaviour"),
    Question.CRIME: Text("Brott", "Crime"),
    Question.SUPPORT: Text("Familjen söker stöd", "The family asks for support"),
    Question.OTHER: Text("Annat", "Other"),
}


class View(StrEnum):
    """Whose view a note in an area gives."""

    FACT = "fact"
    CHILD = "child"
    GUARDIAN = "guardian"
    OTHER = "other"


VIEW_NAMES: dict[View, Text] = {
    View.FACT: Text("Uppgift med källa", "Fact with source"),
    View.CHILD: Text("Barnets egna ord", "The child's own words"),
    View.GUARDIAN: Text("Vårdnadshavarens syn", "The guardian's view"),
    View.OTHER: Text("Annans syn", "Somebody else's view"),
}


class NoticeOf(StrEnum):
    """What a party is to be told."""

    OPENED = "opened"  # SoL 20:4
    FOLLOW_UP = "follow_up"  # SoL 23:3


class Result(StrEnum):
    """What the investigation came to."""

    SERVICE = "service"
    NO_SERVICE = "no_service"
    FOLLOW_UP = "follow_up"  # SoL 23:1
    MOVED = "moved"  # another municipality took over (SoL 29:9-10)


RESULT_NAMES: dict[Result, Text] = {
    Result.SERVICE: Text("Insats föreslås", "A service is proposed"),
    Result.NO_SERVICE: Text("Avslutas utan insats", "Closed without a service"),
    Result.FOLLOW_UP: Text("Avslutas med uppföljning", "Closed with follow-up"),
    Result.MOVED: Text(
        "Överflyttad till annan kommun", "Moved to another municipality"
    ),
}
