"""Where alarms reach somebody who is not logged in: an address at work, empty until an administrator writes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0005_name_protection")]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="work_email",
            field=models.EmailField(blank=True, db_default="", max_length=254),
        ),
    ]
