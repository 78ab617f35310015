"""Alma after her investigation, the delegation order, and Bo's proposal. Pages read the clock, so it happens now."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.factories.decisions import FIELDS, Proposed, adopt_order, answer, hand_in, write
from tests.factories.investigations import Opened, carried_through
from tests.factories.people import Child, make_child
from tests.factories.staff import Office

from skyddsnat.domains.decisions.types import ProposalFields
from skyddsnat.domains.investigations.types import Result


@pytest.fixture
def fields(now: datetime) -> ProposalFields:
    """A contact family next week, where family treatment is most suitable."""
    return replace(FIELDS, planned_start_on=now.date() + timedelta(days=7))


@pytest.fixture
def alma(office: Office, now: datetime) -> Child:
    """Alma, with her mother, in Bo's hands, and the delegation order in force."""
    adopt_order(office, at=now)
    return make_child(office, at=now)


@pytest.fixture
def closed(office: Office, alma: Child, now: datetime) -> Opened:
    """The investigation of Alma, closed with a service proposed."""
    return carried_through(office, alma, result=Result.SERVICE, opened_at=now, closed_at=now)


@pytest.fixture
def written(office: Office, alma: Child, closed: Opened, fields: ProposalFields, now: datetime) -> Proposed:
    """Bo's proposal; nobody has been asked."""
    return write(office, alma, fields, investigation=closed, at=now)


@pytest.fixture
def proposed(office: Office, written: Proposed, now: datetime) -> Proposed:
    """The proposal, handed in with Eva's consent."""
    answer(office, written, "eva", at=now)
    return hand_in(office, written, at=now)
