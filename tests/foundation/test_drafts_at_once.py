"""Two saves of one window reach the server at the same moment: the page was left while one was on its way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.drafts.actions import TypedElsewhere, save_draft
from skyddsnat.foundation.drafts.queries import draft_of
from skyddsnat.foundation.drafts.types import Turn, Typed

pytestmark = pytest.mark.django_db(transaction=True)
KEY, WINDOW = "test.form:7", "a" * 32


def save(office: Office, turn: Turn, version: int = 0) -> None:
    bo = office.viewer("bo")
    typed = Typed(KEY, "Om Alma", "/drafts/", {"text": [f"{turn.window}{turn.number}"]}, None, turn)
    with seeing(bo):
        save_draft(typed=typed, version=version, actor=bo, at=MORNING)


def at_once(office: Office, *turns: Turn) -> list[str]:
    """What became of each save."""
    all_here = Barrier(len(turns))

    def one(turn: Turn) -> str:
        try:
            all_here.wait(timeout=60)
            save(office, turn)
        except TypedElsewhere:
            return "elsewhere"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(len(turns)) as pool:
        return list(pool.map(one, turns))


def kept(office: Office) -> Turn:
    bo = office.viewer("bo")
    with seeing(bo):
        found = draft_of(form_key=KEY, viewer=bo)
    assert found is not None
    assert found.data["text"] == [f"{found.turn.window}{found.turn.number}"]
    return found.turn


@pytest.mark.parametrize("is_new", [True, False])
def test_of_the_saves_of_one_window_at_once_the_last_turn_stays_and_none_is_a_conflict(is_new: bool) -> None:
    office = make_office()
    if not is_new:
        save(office, Turn(WINDOW, 1))
    assert at_once(office, *(Turn(WINDOW, number) for number in (2, 3, 4))) == ["kept"] * 3
    assert kept(office) == Turn(WINDOW, 4)


def test_of_two_windows_at_once_one_is_told() -> None:
    office = make_office()
    found = at_once(office, Turn(WINDOW, 1), Turn("b" * 32, 1))
    assert sorted(found) == ["elsewhere", "kept"]
    assert kept(office).window == (WINDOW if found[0] == "kept" else "b" * 32)
