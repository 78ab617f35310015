"""A clock that runs across a change of law is computed by both Acts and planned on the earlier day."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Coalesce, Least

_OPEN = Q(met_at=None, ended_at=None)


_PLAN_ON = models.GeneratedField(
    expression=Coalesce("prolonged_to", Least("due_on", "other_due_on")),
    output_field=models.DateField(),
    db_persist=True,
)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0002_guard")]

    operations = [
        migrations.AddField("deadline", "other_rule", models.CharField(blank=True, default="", max_length=60)),
        migrations.AddField("deadline", "other_basis_on", models.DateField(null=True)),
        migrations.AddField("deadline", "other_due_on", models.DateField(null=True)),
        migrations.AddConstraint(
            "deadline",
            models.CheckConstraint(
                condition=Q(other_rule="", other_basis_on=None, other_due_on=None)
                | Q(other_basis_on__isnull=False, other_due_on__isnull=False) & ~Q(other_rule=""),
                name="deadline_other_act_is_whole",
            ),
        ),
        # A generated column gets a new expression by being made anew, and its indexes with it.
        migrations.RemoveIndex("deadline", "deadline_open_of_file"),
        migrations.RemoveIndex("deadline", "deadline_open_in_unit"),
        migrations.RemoveField("deadline", "plan_on"),
        migrations.AddField("deadline", "plan_on", _PLAN_ON),
        migrations.AddIndex(
            "deadline", models.Index(fields=["file", "plan_on"], condition=_OPEN, name="deadline_open_of_file")
        ),
        migrations.AddIndex(
            "deadline", models.Index(fields=["unit", "plan_on"], condition=_OPEN, name="deadline_open_in_unit")
        ),
    ]
