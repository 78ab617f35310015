"""Two requests under the same key at the same moment: one is carried out, both get its answer."""

import threading
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.api.conftest import Answer, Caller
from tests.factories.staff import SETUP, make_office

from skyddsnat.foundation.access.integrations import Scope, add_integration
from skyddsnat.foundation.access.seeing import seeing

SENDERS = 4


def send(headers: dict[str, str], body: Any, barrier: threading.Barrier, answers: list[Answer]) -> None:
    try:
        barrier.wait(timeout=60)
        answers.append(Caller(Client(), headers).post("/reports", body, Idempotency_Key="same"))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins_and_all_get_its_answer(message: dict[str, Any], now: datetime) -> None:
    office = make_office(at=now)
    with seeing(SETUP):
        token = add_integration(
            name="e-service", unit_id=office.units["intake"], scopes=tuple(Scope), actor=SETUP, at=timezone.now()
        )
    headers = {"Authorization": f"Bearer {token}"}
    del message["source"], message["external_id"]
    barrier, answers = threading.Barrier(SENDERS), list[Answer]()
    threads = [threading.Thread(target=send, args=(headers, message, barrier, answers)) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)
    assert len(answers) == SENDERS
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == SENDERS - 1
    assert len(Caller(Client(), headers).get("/reports").body["items"]) == 1
