"""Samples of readings that a log reviewer signed off. A signed sample is never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from skyddsnat.foundation.access import rls

# How a review came out is for whoever answers for a unit too; what was found of a colleague is for reviewers alone.
_ANSWERS_FOR_A_UNIT = "(SELECT coalesce(current_setting('app.units', true), '') <> '')"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_seal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("per_unit", models.SmallIntegerField()),
                ("drawn", models.IntegerField()),
                ("asked", models.IntegerField()),
                ("handed_on", models.IntegerField()),
                ("note", models.TextField(blank=True)),
                ("signed_at", models.DateTimeField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SampleFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField()),
                (
                    "judged",
                    models.CharField(
                        choices=[("fine", "fine"), ("ask", "ask"), ("handed_on", "handed_on")], max_length=10
                    ),
                ),
                ("words", models.TextField(blank=True)),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="audit.sample"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="sample_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.UniqueConstraint(
                fields=("since", "until", "per_unit", "signed_by"), name="sample_signed_once_by_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="samplefinding",
            constraint=models.UniqueConstraint(fields=("sample", "event_id"), name="finding_once_a_reading"),
        ),
        migrations.AddConstraint(
            model_name="samplefinding",
            constraint=models.CheckConstraint(
                condition=models.Q(("judged", "fine"), models.Q(("words", ""), _negated=True), _connector="OR"),
                name="finding_says_what_it_is",
            ),
        ),
        *(rls.grant(table, "SELECT, INSERT") for table in ("audit_sample", "audit_samplefinding")),
        *(rls.log_changes(table) for table in ("audit_sample", "audit_samplefinding")),
        *rls.policy("audit_sample", f"{rls.LOG_REVIEWER} OR {_ANSWERS_FOR_A_UNIT}", rls.LOG_REVIEWER),
        *rls.policy("audit_samplefinding", rls.LOG_REVIEWER),
        *rls.lock_when("audit_sample", "true"),
        *rls.lock_when("audit_samplefinding", "true"),
    ]
