"""What the run of the on-call extract may ask of compulsory cases."""

from django.db import connection

from skyddsnat.foundation.access.types import Viewer


def files_for_oncall(*, viewer: Viewer) -> frozenset[int]:
    """Files with an open compulsory case, through a door that answers the run of the on-call extract alone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_id FROM compulsory_oncall_files()")
        return frozenset(file_id for (file_id,) in cursor.fetchall())
