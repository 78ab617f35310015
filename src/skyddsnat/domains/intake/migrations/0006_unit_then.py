"""A report counts in the unit that had the child when it came in."""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_BEFORE = vars(import_module("skyddsnat.domains.intake.migrations.0005_extract"))["_REPORTS"]


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_extract"), ("access", "0010_unit_then")]

    operations = [
        rls.extract_again(
            "intake_extract_reports",
            "file text, unit text, received_on date, is_first boolean, is_acute boolean, step text, decided_on date",
            rls.unit_then(_BEFORE, file="c.file_id", on=rls.day_of("c.received_at")),
            before=_BEFORE,
        )
    ]
