"""Decisions signed by the server before, while 0008 was being taken in, leave their names out too (0008 says how)."""

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("skyddsnat.domains.decisions.migrations.0008_names_left_out")

KEEP = f"""{_BEFORE.KEEP} AND NOT EXISTS (
    SELECT 1 FROM staff_nameprotection p WHERE p.subject = 'decisions.proposal:' || d.proposal_id
)"""  # nosec B608 - words of our own


class Migration(migrations.Migration):
    dependencies = [("decisions", "0009_extract")]

    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]
