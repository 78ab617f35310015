"""The safety roles of the small office, and an incident with what follows.

Sara represents those who work in Barn 1, Sven keeps the register, Kim sits in the commission.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.people import Child
from tests.factories.staff import MORNING, SETUP, Office

from skyddsnat.domains.safety.actions import (
    add_link,
    answer_serious,
    ask_police,
    close_incident,
    close_police_report,
    do_duty,
    make_facts,
    offer_support,
    plan_visit,
    report_incident,
    say_enough,
    send_police_report,
    write_campaign,
    write_warning,
)
from skyddsnat.domains.safety.queries import duties_of, incident, police_report
from skyddsnat.domains.safety.types.campaigns import CampaignFields
from skyddsnat.domains.safety.types.facts import FactsFields
from skyddsnat.domains.safety.types.following import PoliceOutcome, PoliceReportView, SeriousAnswers, Wish
from skyddsnat.domains.safety.types.register import (
    Channel,
    Concerns,
    IncidentFields,
    IncidentKind,
    NewAttachment,
    Source,
)
from skyddsnat.domains.safety.types.warnings import Cause, VisitFields, WarningFields, WarningOn
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff import actions as staff
from skyddsnat.foundation.staff.types import Role

HOUR = timedelta(hours=1)
CALM = SeriousAnswers(is_death=False, is_serious_injury=False, are_several_injured=False, was_danger_to_life=False)
_ROLES = (
    ("sara", "Sara Skyddsombud", Role.SAFETY_REPRESENTATIVE, "barn1"),
    ("sven", "Sven Samordnare", Role.SAFETY_ADMINISTRATOR, "board"),
    ("kim", "Kim Kommission", Role.SAFETY_COMMISSION, "board"),
)


def employ_safety(office: Office) -> None:
    """Employ those who hold the safety roles."""
    with seeing(SETUP):
        for name, full_name, role, unit in _ROLES:
            employee_id = office.employees[name] = staff.add_employee(
                username=name, name=full_name, service_code=f"S{len(office.employees)}", in_profession_since=None,
                handles_protected=False, actor=SETUP, at=MORNING,
            )  # fmt: skip
            staff.give_role(
                employee_id=employee_id, unit_id=office.units[unit], role=role, starts_on=date(2020, 1, 1),
                actor=SETUP, at=MORNING,
            )  # fmt: skip


def fields_of(**changes: Any) -> IncidentFields:
    """A threat on the phone, an hour before the morning begins."""
    written: dict[str, Any] = {
        "kind": IncidentKind.THREAT,
        "channel": Channel.PHONE,
        "happened_at": MORNING - HOUR,
        "source": Source.RELATIVE,
        "alias": "Anonym 17",
        "concerns": Concerns.CUSTODY,
        "words": "Ringde och sade att han vet var jag parkerar.",
    }
    return IncidentFields(**(written | changes))


def reported(
    office: Office, *, by: str = "bo", exposed: Iterable[str] = ("bo",), at: datetime = MORNING, **rest: Any
) -> int:
    """An incident that was reported, with its id."""
    linked = rest.pop("linked_files", ())
    attachments = rest.pop("attachments", ())
    with seeing(office.viewer(by, at)) as actor:
        return report_incident(
            fields=fields_of(**rest),
            exposed=[office.employees[name] for name in exposed],
            linked_files=linked,
            attachments=attachments,
            actor=actor,
            at=at,
        )


def police_of(incident_id: int, viewer: Viewer) -> PoliceReportView:
    """The incident's report to the police."""
    found = police_report(incident_id=incident_id, viewer=viewer)
    assert found is not None
    return found


def close_incident_of(office: Office, incident_id: int, *, at: datetime = MORNING) -> None:
    """Everything that follows the incident is done, and it is closed."""
    with seeing(office.viewer("sven", at)) as sven:
        by: dict[str, Any] = {"actor": sven, "at": at}
        send_police_report(incident_id=incident_id, version=1, channel="114 14", **by)
        close_police_report(incident_id=incident_id, version=2, outcome=PoliceOutcome.NOT_OPENED, **by)
        answer_serious(incident_id=incident_id, answers=CALM, **by)
        for each in duties_of(incident_id=incident_id, at=at, viewer=sven):
            if each.is_open:
                do_duty(duty_id=each.id, version=each.version, reference="1", **by)
        view = incident(incident_id=incident_id, viewer=sven)
        for exposed in view.exposures:
            say_enough(exposure_id=exposed.id, was_asked_to=True, **by)
        close_incident(incident_id=incident_id, version=view.version, words="Klart.", **by)


def fill_register(office: Office, child: Child, *, at: datetime) -> None:
    """Something in every table of the register: Bo is threatened over Alma, Mia follows it up."""
    incident_id = reported(
        office,
        at=at,
        happened_at=at - HOUR,
        linked_files=(child.file_id,),
        attachments=(NewAttachment("a.txt", b"Hot"),),
    )
    with seeing(office.viewer("mia", at)) as mia:
        by = {"actor": mia, "at": at}
        (bo,) = incident(incident_id=incident_id, viewer=mia).exposures
        send_police_report(incident_id=incident_id, version=1, channel="114 14", **by)
        ask_police(incident_id=incident_id, version=2, words="Inget nytt.", **by)
        answer_serious(incident_id=incident_id, answers=CALM, **by)
        offer_support(exposure_id=bo.id, kind=Wish.COLLEAGUE, words="Dag följer med.", **by)
        wave = CampaignFields(title="Lögnen", started_on=at.date() - timedelta(days=3), words="Att barn rövas bort.")
        campaign_id = write_campaign(fields=wave, **by)
        add_link(campaign_id=campaign_id, url="https://exempel.se/1", seen_on=at.date(), words="", **by)
        make_facts(fields=facts_of(at, campaign_id=campaign_id), **by)
    with seeing(office.viewer("bo", at)) as bo_viewer:
        write_warning(fields=warning_of(child, at), incident_id=incident_id, actor=bo_viewer, at=at)
        goers = (office.employees["bo"], office.employees["dag"])
        visit = VisitFields(planned_at=at + 5 * HOUR, place="Storgatan 1", goers=goers, assessment="Två åker.")
        plan_visit(file_id=child.file_id, fields=visit, actor=bo_viewer, at=at)


def facts_of(at: datetime, **changes: Any) -> FactsFields:
    """A page of facts on the month before."""
    written: dict[str, Any] = {
        "title_sv": "Så är det i Norrhamn",
        "title_en": "How it is in Norrhamn",
        "words_sv": "Ingen tar ett barn för pengar. Rätten prövar varje beslut enligt 11 § LVU.",
        "words_en": "Nobody takes a child for money. The court tries each decision by Section 11 LVU.",
        "since": at.date() - timedelta(days=30),
        "until": at.date(),
    }
    return FactsFields(**(written | changes))


def warning_of(child: Child, at: datetime, **changes: Any) -> WarningFields:
    """A warning on the household, to be looked at again in a month."""
    written: dict[str, Any] = {
        "about": WarningOn.HOUSEHOLD,
        "cause": Cause.THREATENING,
        "words": "Åk två. Ring när ni är framme.",
        "file_ids": (child.file_id,),
        "was_told": False,
        "not_told_reason": "Det kan öka risken.",
        "review_on": at.date() + timedelta(days=30),
        "ends_on": at.date() + timedelta(days=180),
    }
    return WarningFields(**(written | changes))
