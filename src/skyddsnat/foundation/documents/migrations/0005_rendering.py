"""Whose names a test of harm was about, and the document without them that it made.

Of tests made before nothing is kept of whom they were about, so they let no protected name out: it is tested anew.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_signed_by_code")]

    operations = [
        migrations.AddField("release", "tested", models.JSONField(db_default=[], default=list)),
        migrations.AddField(
            "document",
            "release",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rendering",
                to="documents.release",
            ),
        ),
        migrations.RemoveConstraint("release", "release_without_names_has_content"),
        migrations.AddConstraint(
            "release",
            models.CheckConstraint(
                condition=Q(outcome="without_names") | Q(content=None), name="release_content_is_without_names"
            ),
        ),
    ]
