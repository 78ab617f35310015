"""One decision of the board to ask the police carries one request."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("compulsory", "0005_papers")]

    operations = [
        migrations.AddConstraint(
            model_name="policeneed",
            constraint=models.UniqueConstraint(fields=("matter",), name="police_need_has_own_matter"),
        ),
    ]
