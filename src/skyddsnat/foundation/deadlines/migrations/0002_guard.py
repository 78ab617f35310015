"""Clocks follow their file."""

from django.db import migrations

from skyddsnat.foundation.access import rls


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("access", "0002_guard")]

    operations = [*rls.guard_by_file("deadlines_deadline")]
