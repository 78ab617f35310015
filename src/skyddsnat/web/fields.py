"""Kinds of form fields that every journey has: long texts, days, moments, and choices named in two languages."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from skyddsnat.kernel.stockholm import comes_twice, latest
from skyddsnat.kernel.text import Text
from skyddsnat.web.presenters import said


def long_text(label: Any, rows: int, *, hint: Any = "", required: bool = False) -> forms.CharField:
    """A text of some length; `rows` is how high it begins."""
    return forms.CharField(label=label, help_text=hint, required=required, widget=forms.Textarea(attrs={"rows": rows}))


def day(label: Any, *, hint: Any = "", required: bool = False) -> forms.DateField:
    """A day, picked or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=required, widget=widget)


class Moment(forms.DateTimeField):
    """A day and a time of day, in Swedish time. Of an hour that comes twice, the later one that has come is meant.

    Django's own field refuses both, and with them what happens on that night of the year.
    """

    def to_python(self, value: Any) -> datetime | None:
        """The typed moment. Raises `ValidationError` for what is none, the hour that summer time leaves out too."""
        typed = _clock(value)
        return latest(typed, at=timezone.now()) if typed and comes_twice(typed) else super().to_python(value)


def _clock(value: Any) -> datetime | None:
    """What a clock on the wall showed; nothing when it was typed with a time zone, or is no time at all."""
    with suppress(ValueError):
        typed = parse_datetime(value.strip()) if isinstance(value, str) else None
        return typed if typed and typed.tzinfo is None else None
    return None


def moment(label: Any, *, hint: Any = "", required: bool = True) -> Moment:
    """A day and a time of day, in Swedish time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return Moment(label=label, help_text=hint, required=required, widget=widget)


def last_of_minute(typed: datetime, *, at: datetime) -> datetime:
    """The moment that a typed minute stands for: its last, but never later than now.

    What happened in the same minute as what came before it would otherwise seem to have happened first.
    """
    return typed if typed > at else min(typed + timedelta(seconds=59, microseconds=999_999), at)


def one_of(label: Any, *, hint: Any = "", required: bool = True) -> forms.ChoiceField:
    """One choice among few, drawn as buttons; the form gives the choices when it is made."""
    return forms.ChoiceField(label=label, help_text=hint, required=required, widget=forms.RadioSelect)


def some_of(label: Any, *, hint: Any = "") -> forms.MultipleChoiceField:
    """Any number of choices, none too; the form gives the choices when it is made."""
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple)


def choices(names: Mapping[Any, Text]) -> list[tuple[str, str]]:
    """Codes with their names in the language of the page."""
    return [(code.value, said(text)) for code, text in names.items()]


def choose(form: forms.Form, **named: Sequence[tuple[str, str]]) -> None:
    """Give fields of the form their choices, which are known only when a page is made."""
    for name, options in named.items():
        form.fields[name].choices = options  # type: ignore[attr-defined]  # fields with choices alone
