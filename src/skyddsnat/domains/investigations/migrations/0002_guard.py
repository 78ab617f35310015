"""Investigations follow their file. A closed one is never changed; the notes in its areas lock within a day."""

from django.db import migrations

from skyddsnat.foundation.access import rls

_ADD = "SELECT, INSERT"


class Migration(migrations.Migration):
    dependencies = [("investigations", "0001_initial"), ("intake", "0002_guard")]

    operations = [
        rls.grant("investigations_area"),
        rls.log_changes("investigations_area"),
        *rls.guard_by_file("investigations_investigation"),
        *rls.lock_when("investigations_investigation", "OLD.state = 'closed'"),
        *rls.guard_by_file("investigations_joinedreport", rights=_ADD),
        *rls.guard_by_file("investigations_plan"),
        *rls.guard_by_file("investigations_areanote"),
        *rls.lock_when("investigations_areanote", "OLD.locks_at <= now()"),
        *rls.guard_by_file("investigations_notice"),
        *rls.guard_by_file("investigations_communication"),
        *rls.guard_by_file("investigations_extension", rights=_ADD),
        *rls.guard_by_file("investigations_waiting"),
    ]
