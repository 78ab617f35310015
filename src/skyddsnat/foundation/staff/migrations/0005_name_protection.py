"""Names that are left out of what leaves the building, and service codes that never change (FL 33 §)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from skyddsnat.foundation.access import rls

_OF_HER_UNIT = f"""EXISTS (
    SELECT 1 FROM staff_roleholding r
    WHERE r.employee_id = staff_nameprotection.employee_id AND r.unit_id = {rls.MANAGED}
        AND (r.ends_on IS NULL OR r.ends_on > staff_nameprotection.starts_on)
)"""  # nosec B608 - names that a migration gives
_DECIDES = f"(decided_by_id = {rls.VIEWER} OR {rls.KEEPS_SAFETY} OR {_OF_HER_UNIT})"
_READS = f"(employee_id = {rls.VIEWER} OR {_DECIDES})"

_LOCKED = """TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL OR
    to_jsonb(NEW) - 'ended_at' - 'ended_by_id' - 'ended_why'
        IS DISTINCT FROM to_jsonb(OLD) - 'ended_at' - 'ended_by_id' - 'ended_why'"""

_PROTECTED = """
    SELECT DISTINCT p.employee_id FROM staff_nameprotection p
    WHERE p.subject IN ('', about) AND p.starts_on <= day AND day < p.until
        AND (p.ended_at IS NULL OR day < (p.ended_at AT TIME ZONE 'Europe/Stockholm')::date)
"""

_KEEP_CODES = """
CREATE FUNCTION staff_keep_code() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.service_code IS DISTINCT FROM OLD.service_code THEN
        RAISE EXCEPTION 'locked: a service code is never changed and never reused' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER keep_code BEFORE UPDATE OR DELETE ON staff_employee FOR EACH ROW EXECUTE FUNCTION staff_keep_code();
"""


def _employee(**more):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies = [("staff", "0004_safety_roles"), ("audit", "0002_seal")]

    operations = [
        migrations.CreateModel(
            name="NameProtection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, max_length=80)),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("starts_on", models.DateField()),
                ("until", models.DateField()),
                ("review_on", models.DateField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("decided_by", _employee()),
                ("employee", _employee()),
                ("ended_by", _employee(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["employee", "subject"], name="protection_of_employee")],
                "constraints": [
                    models.CheckConstraint(condition=Q(until__gt=F("starts_on")), name="protection_ends_after_start"),
                    models.CheckConstraint(
                        condition=Q(review_on__gte=F("starts_on"), review_on__lte=F("until")),
                        name="protection_reviewed_within",
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="protection_has_reason"),
                    models.CheckConstraint(
                        condition=~Q(subject="") | ~Q(decided_by=F("employee")), name="protection_not_by_oneself"
                    ),
                    models.CheckConstraint(
                        condition=Q(ended_at=None, ended_by=None, ended_why="")
                        | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")),
                        name="protection_ended_has_who_when_and_why",
                    ),
                ],
            },
        ),
        rls.grant("staff_nameprotection"),
        *rls.policy("staff_nameprotection", _READS, _DECIDES),
        rls.log_changes("staff_nameprotection", hide=("reason", "ended_why")),
        *rls.lock_when("staff_nameprotection", _LOCKED),
        rls.door("staff_protected(day date, about text) RETURNS SETOF bigint", _PROTECTED),
        migrations.RunSQL(_KEEP_CODES, "DROP TRIGGER keep_code ON staff_employee; DROP FUNCTION staff_keep_code()"),
        migrations.RunSQL(
            "CREATE UNIQUE INDEX service_code_whatever_case ON staff_employee (upper(service_code))",
            "DROP INDEX service_code_whatever_case",
        ),
    ]
