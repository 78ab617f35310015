"""The investigation is sent to a party when its letter has left: until then the letter waits."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("investigations", "0006_unit_then")]

    operations = [
        migrations.RemoveConstraint("communication", "communication_sent_or_reason"),
        migrations.AddConstraint(
            "communication",
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False, answer_by__isnull=False, not_sent_reason="")
                | Q(sent_at=None, answer_by__isnull=False, document__isnull=False, not_sent_reason="")
                | Q(sent_at=None) & ~Q(not_sent_reason=""),
                name="communication_sent_or_waits_or_reason",
            ),
        ),
    ]
