"""What a file is open to somebody for: each thing that waits ends its own. Grants already given have none, and end as
before, with whatever is settled first.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0004_oncall")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="subject",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
    ]
