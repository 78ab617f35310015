"""Safety representative, safety administrator and the commission are roles too."""

from django.db import migrations, models

_ROLES = (
    "intake_worker",
    "caseworker",
    "senior",
    "unit_manager",
    "committee_member",
    "chair_on_call",
    "registrar",
    "log_reviewer",
    "data_analyst",
    "administrator",
    "safety_representative",
    "safety_administrator",
    "safety_commission",
)


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_start_password")]

    operations = [
        migrations.AlterField(
            model_name="roleholding",
            name="role",
            field=models.CharField(max_length=24, choices=[(role, role) for role in _ROLES]),
        ),
        migrations.RemoveConstraint(model_name="roleholding", name="role_is_known"),
        migrations.AddConstraint(
            model_name="roleholding",
            constraint=models.CheckConstraint(condition=models.Q(role__in=list(_ROLES)), name="role_is_known"),
        ),
    ]
