"""Alarms by mail to those who are not logged in: each sending is kept, and what did not reach anybody is told.

The run of the alarms sees which measures end before long, whose they are, and its own sendings; nothing else.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from skyddsnat.foundation.access import rls

_IS_RUN = "current_setting('app.actor', true) = 'system:alarms'"
_DUE = f"""
    SELECT m.id, m.file_id, f.unit_id, m.lapses_at, f.responsible_id, f.deputy_id
    FROM compulsory_measure m JOIN access_file f ON f.id = m.file_id
    WHERE m.ended_at IS NULL AND m.lapses_at > moment AND m.lapses_at <= moment + make_interval(hours => hours)
        AND {_IS_RUN}
    ORDER BY m.lapses_at, m.id
"""  # nosec B608 - names of our own
_UNREACHED = f"""
    SELECT u.name, m.track, s.lapses_at, s.rung, e.service_code, s.tried_at, s.failure
    FROM compulsory_alarmsending s
    JOIN compulsory_measure m ON m.id = s.measure_id AND m.ended_at IS NULL AND m.lapses_at = s.lapses_at
    JOIN access_file f ON f.id = s.file_id JOIN staff_unit u ON u.id = f.unit_id
    JOIN staff_employee e ON e.id = s.employee_id
    WHERE s.sent_at IS NULL AND s.lapses_at > moment AND f.unit_id = {rls.overseen_units("day")}
    ORDER BY s.lapses_at, s.id
"""  # nosec B608 - names of our own
_SEEN = f"({_IS_RUN} OR {rls.visible_file('compulsory_alarmsending.file_id')})"


def _kept(to):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0009_officials"), ("staff", "0006_work_email")]

    operations = [
        migrations.CreateModel(
            name="AlarmSending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lapses_at", models.DateTimeField()),
                (
                    "rung",
                    models.CharField(
                        choices=[("workers", "workers"), ("manager", "manager"), ("chair", "chair")], max_length=10
                    ),
                ),
                ("tried_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "failure",
                    models.CharField(
                        blank=True, choices=[("no_address", "no_address"), ("not_taken", "not_taken")], max_length=12
                    ),
                ),
                ("employee", _kept(settings.AUTH_USER_MODEL)),
                ("file", _kept("access.file")),
                ("measure", _kept("compulsory.measure")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "lapses_at", "rung", "employee"), name="alarm_once_a_rung"
                    ),
                    models.CheckConstraint(
                        condition=Q(("sent_at", None), ("failure", ""), _connector="OR"),
                        name="alarm_sent_has_not_failed",
                    ),
                ],
            },
        ),
        rls.grant("compulsory_alarmsending"),
        *rls.policy("compulsory_alarmsending", _SEEN, _IS_RUN),
        rls.door(
            "compulsory_alarms_due(moment timestamptz, hours int) RETURNS TABLE (measure_id bigint, file_id bigint, "
            "unit_id bigint, lapses_at timestamptz, owner_id bigint, deputy_id bigint)",
            _DUE,
        ),
        rls.door(
            "compulsory_alarms_unreached(moment timestamptz, day date) RETURNS TABLE (unit text, track text, "
            "lapses_at timestamptz, rung text, who text, tried_at timestamptz, failure text)",
            _UNREACHED,
        ),
    ]
