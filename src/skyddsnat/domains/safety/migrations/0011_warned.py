"""When the newest warning that holds at each of several places could be known, in one question: for the day of whoever
goes to them. Like what it asks, it has the rights of whoever asks.
"""

from django.db import migrations
from django.db.migrations import RunSQL

_WARNED = """
CREATE FUNCTION safety_warned(files bigint[], keys text[], moments timestamptz[])
RETURNS TABLE (place bigint, since timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT u.place, safety_warned_at(u.file, u.key, u.moment)
    FROM unnest(files, keys, moments) WITH ORDINALITY u (file, key, moment, place) ORDER BY u.place
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("safety", "0010_injuries")]

    operations = [RunSQL(_WARNED, "DROP FUNCTION safety_warned(bigint[], text[], timestamptz[])")]
