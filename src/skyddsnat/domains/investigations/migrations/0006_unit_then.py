"""An investigation counts in the unit that had the child when it was closed, or when its time ran out."""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_BEFORE = vars(import_module("skyddsnat.domains.investigations.migrations.0005_extract"))["_INVESTIGATIONS"]
_DUE = (
    "(SELECT min(d.due_on) FROM deadlines_deadline d "
    "WHERE d.subject = 'investigations.investigation:' || i.id AND d.rule = 'sol.investigation')"
)


class Migration(migrations.Migration):
    dependencies = [("investigations", "0005_extract"), ("access", "0010_unit_then")]

    operations = [
        rls.extract_again(
            "investigations_extract",
            "file text, unit text, opened_on date, due_on date, closed_on date, was_extended boolean",
            rls.unit_then(_BEFORE, file="i.file_id", on=f"least({rls.day_of('i.closed_at')}, {_DUE}, day)"),
            before=_BEFORE,
        )
    ]
