"""A file may be open to a colleague who goes along to the home; the column takes the new word, no row changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_guard")]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="kind",
            field=models.CharField(
                choices=[
                    ("emergency", "emergency"),
                    ("received", "received"),
                    ("decision", "decision"),
                    ("outing", "outing"),
                ],
                max_length=12,
            ),
        ),
    ]
