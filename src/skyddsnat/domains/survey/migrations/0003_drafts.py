"""Asked for half answers, the running role is told of none, as with any other table that it does not see into."""

from django.db import migrations

from skyddsnat.foundation.access import rls


class Migration(migrations.Migration):
    dependencies = [("survey", "0002_guard")]

    operations = [rls.grant("survey_draft", "SELECT")]
