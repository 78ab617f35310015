"""An appeal from somebody who has no letter hangs on the decision itself, with who it is from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_letters_in_english"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="appeal",
            name="delivery",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="appeal",
                to="decisions.delivery",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_appeals",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="appellant",
            field=models.CharField(blank=True, db_default="", default="", max_length=160),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(delivery__isnull=False, decision=None, person=None, appellant="")
                | models.Q(delivery=None, decision__isnull=False, person__isnull=False, appellant="")
                | (models.Q(delivery=None, decision__isnull=False, person=None) & ~models.Q(appellant="")),
                name="appeal_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                fields=("decision", "person"), condition=models.Q(person__isnull=False), name="appeal_once_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                fields=("decision", "appellant"), condition=~models.Q(appellant=""), name="appeal_once_a_name"
            ),
        ),
    ]
