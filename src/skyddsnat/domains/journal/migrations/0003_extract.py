"""Talks that were held, without names, for the run of the figures."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_TALKS = f"""
    SELECT {rls.pseudonym("file", "t.file_id")}, {rls.day_of("t.held_at")}, t.was_alone
    FROM journal_talk t
    WHERE t.cancelled_at IS NULL AND {rls.day_of("t.held_at")} <= day
"""  # nosec B608 - names of our own


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_guard")]

    operations = [rls.extract("journal_extract_talks", "file text, held_on date, was_alone boolean", _TALKS)]
