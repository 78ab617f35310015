"""Enums and plain data about people that cross the border of this domain."""

from enum import StrEnum

from skyddsnat.kernel.text import Text


class Protection(StrEnum):
    """Protected personal data. A fictitious identity (the third level) leaves no flag and no link, so it is not here.

    Source: OSL 22:1 (flag); folkbokföringslagen 1991:481 16-17 b §§ (protected registration).
    """

    NONE = "none"
    FLAG = "flag"
    REGISTRATION = "registration"


PROTECTION_NAMES: dict[Protection, Text] = {
    Protection.NONE: Text("Inget skydd", "No protection"),
    Protection.FLAG: Text("Sekretessmarkering", "Confidentiality flag"),
    Protection.REGISTRATION: Text("Skyddad folkbokföring", "Protected registration"),
}


class RelationKind(StrEnum):
    """What somebody is to the child."""

    GUARDIAN = "guardian"  # has custody
    PARENT = "parent"  # without custody
    STEP_PARENT = "step_parent"
    SIBLING = "sibling"
    RELATIVE = "relative"
    HOUSEHOLD = "household"
    NETWORK = "network"


RELATION_NAMES: dict[RelationKind, Text] = {
    RelationKind.GUARDIAN: Text("Vårdnadshavare", "Guardian"),
    RelationKind.PARENT: Text("Förälder utan vårdnad", "Parent without custody"),
    RelationKind.STEP_PARENT: Text("Styvförälder", "Step-parent"),
    RelationKind.SIBLING: Text("Syskon", "Sibling"),
    RelationKind.RELATIVE: Text("Släkting", "Relative"),
    RelationKind.HOUSEHOLD: Text("Bor i hushållet", "Lives in the household"),
    RelationKind.NETWORK: Text("Annan viktig person", "Other important person"),
}
