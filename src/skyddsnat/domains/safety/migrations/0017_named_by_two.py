"""A warning by number, in no child's file, reaches the on-call team when the manager has agreed to it: two stand behind it.

The extract says who has the number and whose family it is. Unagreed, it would have answered whoever follows up one unit,
and is on call, about anybody whose number she types.
"""

from importlib import import_module

from django.db import migrations
from django.db.migrations import RunSQL

_BEFORE = vars(import_module("skyddsnat.domains.safety.migrations.0016_named_source"))
_NAMED = "AND (w.person_number = '' OR named.id IS NOT NULL)"
_BY_TWO = """AND (w.person_number = '' OR named.id IS NOT NULL AND (
            w.agreed_at IS NOT NULL OR EXISTS (SELECT 1 FROM safety_warningfile f WHERE f.warning_id = w.id)
        ))"""
_IN_FORCE = _BEFORE["_IN_FORCE"].replace(_NAMED, _BY_TWO)
if _IN_FORCE.count(_BY_TWO) != 1:
    raise ValueError(_IN_FORCE)


class Migration(migrations.Migration):
    dependencies = [("safety", "0016_named_source")]

    operations = [RunSQL(_BEFORE["_oncall"](_IN_FORCE), _BEFORE["_oncall"](_BEFORE["_IN_FORCE"]))]
