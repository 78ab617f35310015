from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_guard")]

    operations = [
        migrations.AddField(
            model_name="employee",
            name="must_change_password",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
