"""Colleagues with names that stand in no other word, so that a trace of one is found, and their protection."""

from datetime import datetime, timedelta

from tests.factories.staff import MORNING, SETUP, Office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.actions import protect_name
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import local_date

YEAR = timedelta(days=365)
# Name and login that a search finds. Everybody who may stand in a paper.
NAMES = {
    "ida": ("Ida Zetterqvist", "idazet91"),
    "bo": ("Bo Qvarnström", "boqva17"),
    "dag": ("Dag Wåxnäs", "dagwax22"),
    "stina": ("Stina Qvickberg", "stiqvi33"),
    "mia": ("Mia Zachrisdotter", "miazac44"),
    "ingvar": ("Ingvar Wredenhjelm", "ingwre55"),
    "kaj": ("Kaj Qvillerstedt", "kajqvi66"),
    "olga": ("Olga Zornblad", "olgzor77"),
    "rut": ("Rut Wiklövsson", "rutwik88"),
}


def rename(office: Office, *who: str) -> None:
    """Give these of the office (all of them when none is named) the names above."""
    with seeing(SETUP):
        for short in who or NAMES:
            name, username = NAMES[short]
            Employee.objects.filter(pk=office.employees[short]).update(name=name, username=username)


def protect(
    office: Office, who: str, *, by: str = "mia", subject: str = "", at: datetime = MORNING, **days: timedelta
) -> int:
    """The name is left out for a year, or for as long as `lasts`. Returns the decision's id."""
    actor = office.viewer(by, at)
    until = local_date(at + days.get("lasts", YEAR))
    with seeing(actor):
        return protect_name(
            employee_id=office.employees[who], subject=subject, reason="Hot i brev och på nätet.",
            starts_on=local_date(at), until=until, review_on=until, actor=actor, at=at,
        )  # fmt: skip
