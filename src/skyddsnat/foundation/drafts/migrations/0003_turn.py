"""Whose save a draft is: the window and its turn. What was saved before has neither."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("drafts", "0002_guard")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="window",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddField(
            model_name="draft",
            name="turn",
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(window="", turn=0) | (~models.Q(window="") & models.Q(turn__gt=0)),
                name="draft_turn_of_a_window",
            ),
        ),
    ]
