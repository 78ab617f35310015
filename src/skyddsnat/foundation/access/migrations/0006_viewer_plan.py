"""Who looks is asked for by every page, and was planned anew for each: that took four times as long as the answer."""

from django.db import migrations

_VIEWER = "ALTER FUNCTION access_viewer(bigint, timestamptz)"


class Migration(migrations.Migration):
    dependencies = [("access", "0005_grant_subject")]

    operations = [
        migrations.RunSQL(
            f"{_VIEWER} SET plan_cache_mode = force_generic_plan",
            f"{_VIEWER} RESET plan_cache_mode",
        )
    ]
