"""The few formats a template may need itself: `{% load formats %}`. Most texts come finished from a presenter."""

from datetime import date, datetime

from django import template

from skyddsnat.web import formats

register = template.Library()


@register.filter
def exact(value: date | datetime) -> str:
    return formats.exact(value)


@register.filter
def number(value: float) -> str:
    return formats.number(value)


@register.filter
def day(on: date, today: date) -> str:
    """`{{ due|day:today }}`"""
    return formats.day(on, today=today)


@register.filter
def moment(at: datetime, today: date) -> str:
    """`{{ saved_at|moment:today }}`"""
    return formats.moment(at, today=today)
