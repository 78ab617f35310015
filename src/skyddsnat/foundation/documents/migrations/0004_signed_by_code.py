"""Whether the signature of a document shows the service code. What was signed before is taken to show the name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_release")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="signed_by_code",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
