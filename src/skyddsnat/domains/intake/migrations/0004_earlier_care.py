"""Until when a child was in care, so that a new report on it is read with that first (lesson 13).

What stands in it follows from compulsory care, which fills it for what is there already (compulsory 0006).
"""

import django.db.models.deletion
from django.db import migrations, models

from skyddsnat.foundation.access import rls


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_search"),
        ("access", "0003_outing"),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierCare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.file"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until__isnull", False)), fields=["until"], name="earlier_care_until"
                    )
                ],
            },
        ),
        *rls.guard_by_file("intake_earliercare"),
    ]
