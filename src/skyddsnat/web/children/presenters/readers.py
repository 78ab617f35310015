"""*Who has read*: openings of the file with their ground, emergency access in red, and temporary accesses."""

from collections.abc import Sequence
from enum import StrEnum

from django.utils.translation import gettext as _

from skyddsnat.foundation.access.queries import GrantView
from skyddsnat.foundation.access.types import GRANT_NAMES, GrantKind
from skyddsnat.foundation.audit.types import EventView
from skyddsnat.web import formats
from skyddsnat.web.children.scene import Scene
from skyddsnat.web.components import Cell, Chip, Column, Tab, Table, TimelineEvent, Tone
from skyddsnat.web.deeds import deed_words, ground_words, who_words
from skyddsnat.web.presenters import said

# Deeds by which somebody who was not at home in the file came to see it, or saw more than others.
IN_RED = ("access.grant.emergency", "people.protected.revealed")


class Kind(StrEnum):
    """Which events are shown."""

    READINGS = "readings"
    PEOPLE = "people"
    ALL = "all"

    @classmethod
    def of(cls, text: str) -> "Kind":
        """The kind of that name, or readings."""
        return cls(text) if text in set(cls) else cls.READINGS

    @property
    def deed(self) -> str:
        """How the deeds begin."""
        return {Kind.READINGS: "access.", Kind.PEOPLE: "people.", Kind.ALL: ""}[self]


def kind_tabs(current: Kind) -> list[Tab]:
    """The kinds as links."""
    labels = {
        Kind.READINGS: _("Läst och fördelat"),
        Kind.PEOPLE: _("Frågor om barnet"),
        Kind.ALL: _("Allt, också skrivet"),
    }
    return [Tab(label=label, url=f"?kind={kind}", is_current=kind is current) for kind, label in labels.items()]


def reading_events(events: Sequence[EventView], scene: Scene) -> list[TimelineEvent]:
    """Each event in words, the latest first."""
    return [
        TimelineEvent(
            when=formats.moment(event.at, today=scene.today),
            exact=formats.exact(event.at),
            kind=deed_words(event.deed),
            text=ground_words(event),
            by=who_words(event),
            tone=Tone.LATE if event.deed in IN_RED or event.ground == GrantKind.EMERGENCY.value else Tone.PLAIN,
        )
        for event in events
    ]


def grant_table(grants: Sequence[GrantView], scene: Scene) -> Table:
    """Those who saw the file for a time without working with the child, the latest first."""
    columns = (
        Column(label=_("Vem")), Column(label=_("Grund")), Column(label=_("Tid")), Column(label=_("Granskad")),
    )  # fmt: skip
    rows = tuple(_row(grant, scene) for grant in grants)
    return Table(caption=_("Tillfällig åtkomst"), columns=columns, rows=rows)


def _row(grant: GrantView, scene: Scene) -> tuple[Cell, ...]:
    is_red = grant.kind is GrantKind.EMERGENCY
    start = formats.moment(grant.starts_at, today=scene.today)
    end = formats.moment(grant.ends_at, today=scene.today)
    reason = "" if grant.reason == grant.kind.value else grant.reason
    return (
        Cell(text=grant.name, detail=grant.service_code),
        Cell(
            text="",
            chips=(Chip(text=said(GRANT_NAMES[grant.kind]), tone=Tone.LATE if is_red else Tone.PLAIN),),
            detail=reason,
        ),
        Cell(text=f"{start} {formats.EN_DASH} {end}"),
        Cell(text=_review(grant), detail=grant.review_note),
    )


def _review(grant: GrantView) -> str:
    if grant.reviewed_at is None:
        return _("inte än")
    return _("befogad") if grant.was_justified else _("inte befogad")
