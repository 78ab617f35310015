"""Enums of notes and talks."""

from enum import StrEnum

from skyddsnat.kernel.text import Text


class NoteKind(StrEnum):
    """What a note is about."""

    NOTE = "note"
    CONTACT = "contact"  # telephone, mail, meeting with somebody else than the child
    HOME_VISIT = "home_visit"
    CORRECTION = "correction"  # what somebody says is wrong in the file (SoL 14:6)


NOTE_NAMES: dict[NoteKind, Text] = {
    NoteKind.NOTE: Text("Anteckning", "Note"),
    NoteKind.CONTACT: Text("Kontakt", "Contact"),
    NoteKind.HOME_VISIT: Text("Hembesök", "Home visit"),
    NoteKind.CORRECTION: Text("Påpekad felaktighet", "Claimed error"),
}


class Understood(StrEnum):
    """Whether the child understood what it was told (SoL 3:3)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_TOLD = "not_told"


UNDERSTOOD_NAMES: dict[Understood, Text] = {
    Understood.YES: Text("Ja", "Yes"),
    Understood.PARTLY: Text("Delvis", "Partly"),
    Understood.NO: Text("Nej", "No"),
    Understood.NOT_TOLD: Text("Fick ingen information", "Was not told anything"),
}
