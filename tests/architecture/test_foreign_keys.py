"""Rows point at what caused them: foreign keys go the way that imports go, those written as text too."""

from django.db.models import Model
from tests.architecture.layout import OWN_MODELS, app_of, layer_of, layers


def _edges() -> set[tuple[type[Model], type[Model], str]]:
    return {
        (model, field.related_model, f"{model._meta.label}.{field.name}")
        for model in OWN_MODELS
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and isinstance(field.related_model, type)
    }


def _floor(app: str, order: list[frozenset[str]]) -> int:
    (place,) = (place for place, names in enumerate(order) if app in names)
    return place


def test_a_foreign_key_never_points_at_a_higher_layer() -> None:
    order = layers("direction")
    wrong = {
        name
        for model, other, name in _edges()
        if other in OWN_MODELS and _floor(layer_of(model), order) > _floor(layer_of(other), order)
    }
    assert wrong == set()


def test_a_foreign_key_of_a_domain_points_at_what_came_before() -> None:
    """Names on one line of the order do not know each other."""
    order = layers("case-order")
    wrong = {
        name
        for model, other, name in _edges()
        if layer_of(model) == "domains" == layer_of(other)
        and app_of(model) != app_of(other)
        and _floor(app_of(model), order) >= _floor(app_of(other), order)
    }
    assert wrong == set()


def test_every_domain_has_its_place_in_the_order() -> None:
    named = frozenset().union(*layers("case-order"))
    assert {app_of(model) for model in OWN_MODELS if layer_of(model) == "domains"} <= named


def test_foundations_stand_on_each_other_in_one_direction() -> None:
    below: dict[str, set[str]] = {}
    for model, other, _ in _edges():
        if layer_of(model) == "foundation" and other in OWN_MODELS and app_of(model) != app_of(other):
            below.setdefault(app_of(model), set()).add(app_of(other))
    while leaves := {app for app in below if not below[app] & below.keys()}:
        below = {app: others for app, others in below.items() if app not in leaves}
    assert below == {}, "these foundations point at each other"
