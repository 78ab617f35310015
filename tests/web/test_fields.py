"""Fields of forms that every journey has."""

from datetime import UTC, datetime

import pytest
from django import forms

from skyddsnat.web.fields import moment


class Form(forms.Form):
    when = moment("När")


def read(typed: str, *, at: datetime, monkeypatch: pytest.MonkeyPatch) -> object:
    """What the form makes of it at that moment; nothing when it is refused."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    form = Form({"when": typed})
    return form.cleaned_data["when"] if form.is_valid() else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T02:10", datetime(2026, 10, 25, 1, 10, tzinfo=UTC)),  # the second time, which has come
        ("2026-10-25T02:50:10", datetime(2026, 10, 25, 0, 50, 10, tzinfo=UTC)),  # the second time is still to come
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-10-25T02:10+01:00", datetime(2026, 10, 25, 1, 10, tzinfo=UTC)),
        ("2026-03-29T02:30", None),  # summer time leaves it out
        ("2026-13-41T02:30", None),
        ("", None),
    ],
)
def test_in_the_night_when_an_hour_comes_twice_a_time_can_be_typed(
    typed: str, meant: datetime | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(typed, at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), monkeypatch=monkeypatch) == meant
