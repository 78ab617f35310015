"""Every model says how its rows live and what each field is, once."""

import inspect
import pkgutil
from collections import Counter

import pytest
from django.apps import apps
from django.db.models import Model
from tests.architecture.layout import OWN_MODELS, PACKAGE

from skyddsnat.foundation.audit.types import Privacy, Record

each_model = pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)


@each_model
def test_a_model_says_how_its_rows_live(model: type[Model]) -> None:
    """Declared on the model itself: a base class would let the next model forget."""
    assert isinstance(vars(model).get("record"), Record)
    assert isinstance(vars(model).get("privacy"), Privacy)


@each_model
def test_every_field_has_exactly_one_class(model: type[Model]) -> None:
    """By the attribute's name as declared: a foreign key without `_id`."""
    privacy: Privacy = model.privacy  # type: ignore[attr-defined]
    classified = Counter((*privacy.open, *privacy.personal, *privacy.secret))
    declared = Counter(field.name for field in model._meta.concrete_fields)
    assert classified == declared


@each_model
def test_a_model_tells_what_it_is_and_never_who_it_is_about(model: type[Model]) -> None:
    """`str()` of a row reaches logs and error pages, so it may hold no personal text."""
    assert inspect.getdoc(model), "a model without a docstring"
    privacy: Privacy = model.privacy  # type: ignore[attr-defined]
    source = inspect.getsource(model.__str__)
    told = [name for name in (*privacy.personal, *privacy.secret) if f"self.{name}}}" in source.replace(" ", "")]
    assert told == [] or model._meta.label in TOLD_ON_PURPOSE
    assert bool(told) or model._meta.label not in TOLD_ON_PURPOSE, "a stale exemption"


# A name of the model, and why its text holds a personal field.
TOLD_ON_PURPOSE = {
    "audit.Event": "the target is a model and an id",
    "people.Relation": "the kind of a relation between two ids",
}


def test_every_package_with_models_is_an_installed_app() -> None:
    found = {
        f"skyddsnat.{part}.{package.name}"
        for part in ("domains", "foundation")
        for package in pkgutil.iter_modules([str(PACKAGE / part)])
        if (PACKAGE / part / package.name / "models.py").exists() or (PACKAGE / part / package.name / "models").is_dir()
    }
    assert found == {
        app.name for app in apps.get_app_configs() if app.name.split(".")[1:2] in (["domains"], ["foundation"])
    }
