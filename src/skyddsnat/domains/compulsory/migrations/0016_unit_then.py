"""What was decided, needed and done in a compulsory case counts in the unit that had the child then."""

from importlib import import_module

from django.db import migrations

from skyddsnat.foundation.access import rls

_BEFORE = vars(import_module("skyddsnat.domains.compulsory.migrations.0013_extract"))


def _again(name: str, columns: str, body: str, *, file: str, on: str) -> migrations.RunSQL:
    before = _BEFORE[body]
    return rls.extract_again(name, columns, rls.unit_then(before, file=file, on=on), before=before)


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0015_risk_renewed"), ("access", "0010_unit_then")]

    operations = [
        _again(
            "compulsory_extract_matters",
            "unit text, decided_on date, level text, outcome text",
            "_MATTERS",
            file="m.file_id",
            on="compulsory_day(m.decided_at)",
        ),
        _again(
            "compulsory_extract_police",
            "unit text, needed_on date, was_requested boolean, not_asked text, answer text, attendance text",
            "_POLICE",
            file="n.file_id",
            on="compulsory_day(n.needed_at)",
        ),
        _again(
            "compulsory_extract_care",
            "file text, unit text, happened_on date, is_immediate boolean",
            "_CARE",
            file="s.file_id",
            on="compulsory_day(s.happened_at)",
        ),
        _again(
            "compulsory_extract_pairs",
            "file text, unit text, month date, is_kept boolean",
            "_PAIRS",
            file="m.file_id",
            on="least((m.month + interval '1 month')::date - 1, day)",
        ),
    ]
