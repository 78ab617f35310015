"""What happens around the cases: absences, somebody standing in, emergency accesses, and the channels' own tests."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from skyddsnat.demo import acts
from skyddsnat.demo.acts import Stage
from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.colleagues import CHILDREN_2, INTAKE
from skyddsnat.demo.days import earlier_today, on
from skyddsnat.demo.families import Child
from skyddsnat.demo.norrham import SETUP
from skyddsnat.domains.intake.actions import note_channel_test
from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.queries import grants_to_review
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import GrantKind, Part, system_run
from skyddsnat.foundation.audit.samples import draw, sign_sample
from skyddsnat.foundation.audit.types import Finding, Judged
from skyddsnat.foundation.staff.actions import report_absence

# Readings that a sample draws of each unit.
_DRAWN = 3
_REASONS = (
    ("dan", 21, "Tindra", "Jourbesök i natt: pappan står utanför hos mormor och vill hämta."),
    ("sofie", 9, "Nour", "Nour sitter på vår mottagning och ansvarig handläggare är på kurs."),
    ("emil", 2, "Tindra", "Skolan ringde fel enhet och undrade vem som kommer i morgon."),
)


def all_around(stage: Stage, known: Mapping[str, Child]) -> list[Story]:
    """Their stories. `known` are the named children, by given name."""
    emergencies = [_emergency(stage, who, days, known[name], reason) for who, days, name, reason in _REASONS]
    reviews = [_review(stage, 20, was_justified=True), _review(stage, 7, was_justified=False)]
    return [
        *emergencies,
        *reviews,
        _absences(stage),
        _deputy(stage, known["Nour"]),
        _channels(stage),
        _integration(stage),
        _sample(stage),
    ]


def _ago(stage: Stage, days: int, hour: int = 9) -> datetime:
    return on(stage.place.today - timedelta(days=days), hour)


def _emergency(stage: Stage, who: str, days: int, child: Child, reason: str) -> Story:
    at = _ago(stage, days, 21)
    yield at
    with stage.place.acting(who, at) as actor:
        access.take_emergency_access(file_id=child.file_id, reason=reason, actor=actor, at=at)
    read_at = at + timedelta(minutes=4)
    yield read_at
    with stage.place.acting(who, read_at) as actor:
        access.log_reading(file_id=child.file_id, what="web.child", actor=actor, at=read_at)


def _review(stage: Stage, days: int, *, was_justified: bool) -> Story:
    """The log reviewer signs what she finds waiting of emergency accesses."""
    at = _ago(stage, days, 15)
    yield at
    note = "Styrkt av jourens anteckning." if was_justified else "Ansvarig hade en ersättare som kunde ha ringts."
    with stage.place.acting("leif", at) as actor:
        for grant in grants_to_review(viewer=actor):
            if grant.kind is GrantKind.EMERGENCY:
                access.review_grant(grant_id=grant.id, was_justified=was_justified, note=note, actor=actor, at=at)


def _absences(stage: Stage) -> Story:
    """Petra is away for two weeks and nobody stands in; Sofie was, in the spring."""
    for name, begins, lasts in (("sofie", 190, 12), ("petra", 3, 16)):
        at = _ago(stage, begins, 7)
        yield at
        first = stage.place.today - timedelta(days=begins)
        with seeing(SETUP):
            report_absence(
                employee_id=stage.place.employees[name],
                starts_on=first,
                ends_on=first + timedelta(days=lasts),
                actor=SETUP,
                at=at,
            )


def _deputy(stage: Stage, child: Child) -> Story:
    at = _ago(stage, 30)
    yield at
    acts.assign(stage, child, "johan", CHILDREN_2, at, part=Part.DEPUTY)


def _integration(stage: Stage) -> Story:
    """The system through which other authorities report has had its key for a year."""
    at = _ago(stage, 365)
    yield at
    with seeing(SETUP):
        unit = stage.place.units[INTAKE]
        add_integration(name="SDK", unit_id=unit, scopes=(Scope.REPORTS_WRITE,), actor=SETUP, at=at)


def _sample(stage: Stage) -> Story:
    """Leif draws readings of a month at random; one of them he asks about."""
    at = _ago(stage, 12, 13)
    yield at
    until = stage.place.today - timedelta(days=15)
    days: dict[str, Any] = {"since": until - timedelta(days=30), "until": until, "per_unit": _DRAWN}
    with stage.place.acting("leif", at) as leif:
        drawn = [event.id for events in draw(viewer=leif, **days).values() for event in events]
        findings = {event: Finding(Judged.FINE, "") for event in drawn} | {
            event: Finding(Judged.ASK, "Inget skrevs i akten den dagen. Jag frågar varför den lästes.")
            for event in drawn[:1]
        }
        sign_sample(findings=findings, note="En läsning att fråga om.", actor=leif, at=at, **days)


def _channels(stage: Stage) -> Story:
    """Both channels test themselves every day; one of them failed this morning (lesson 3)."""
    at = earlier_today(stage.place.now, 4)
    yield at
    run = system_run("channels", units=frozenset({stage.place.units[INTAKE]}))
    with seeing(run):
        note_channel_test(source="sdk", passed=True, fault="", actor=run, at=at)
        note_channel_test(source="e-tjanst", passed=False, fault="Inget svar inom 30 sekunder.", actor=run, at=at)
