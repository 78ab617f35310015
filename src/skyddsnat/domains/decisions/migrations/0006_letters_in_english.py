"""A party whose language is English gets the notice in English too, beside the Swedish one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_appeal"),
        ("documents", "0002_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="english",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
    ]
