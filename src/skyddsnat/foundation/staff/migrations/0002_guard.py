"""What the application role may do with staff; changes are logged, the password hash never is."""

from django.db import migrations

from skyddsnat.foundation.access import rls


class Migration(migrations.Migration):
    dependencies = [("staff", "0001_initial"), ("audit", "0002_seal")]

    operations = [
        *(
            rls.grant(table)
            for table in (
                "staff_unit",
                "staff_employee",
                "staff_roleholding",
                "staff_absence",
            )
        ),
        rls.log_changes("staff_unit"),
        rls.log_changes("staff_employee", hide=("password",)),
        rls.log_changes("staff_roleholding"),
        rls.log_changes("staff_absence"),
    ]
