"""A decision counts in the unit that had the child when it was made."""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_BEFORE = vars(import_module("skyddsnat.domains.decisions.migrations.0009_extract"))["_DECISIONS"]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0010_names_left_out_again"), ("access", "0010_unit_then")]

    operations = [
        rls.extract_again(
            "decisions_extract",
            (
                "file text, unit text, decided_on date, level text, outcome text, had_best boolean, is_best boolean, "
                "for_money boolean, for_threat boolean, gives_service boolean, is_placement boolean, is_urgent boolean"
            ),
            rls.unit_then(_BEFORE, file="d.file_id", on=rls.day_of("d.decided_at")),
            before=_BEFORE,
        )
    ]
