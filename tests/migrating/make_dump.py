"""A filled database of the code as it stands, written down as plain SQL: what the next migrations must carry over.

    DATABASE_URL=postgresql://… python -m tests.migrating.make_dump 2026-11-22

makes `tests/migrating/2026-11-22.sql.gz`, and beside it the anchor of its log. Run it from the checkout, in the
environment of the tests, with DATABASE_URL a superuser's address on a server of the oldest PostgreSQL that we support
and its programs in the path: later servers take what an older one wrote. Make one at each release, before the first
migration after it. One that is there is never made anew: it is what an installation of that day holds.
"""

import argparse
import gzip
import os
import subprocess
from pathlib import Path

import django

FOLDER = Path(__file__).resolve().parent
# Newer programs wrap the SQL in two commands that only psql understands; the tests restore without it.
_FOR_PSQL = ("\\restrict", "\\unrestrict")


def main() -> None:
    """Make the dump; one that is there is not written over."""
    parser = argparse.ArgumentParser(prog="python -m tests.migrating.make_dump")
    parser.add_argument("name", help="the day: 2026-11-22")
    name = parser.parse_args().name
    os.environ["DJANGO_SETTINGS_MODULE"] = "skyddsnat.config.settings.test"
    django.setup()
    dump, anchor = _filled_database()
    with (FOLDER / f"{name}.sql.gz").open("xb") as file:
        file.write(gzip.compress(dump.encode(), mtime=0))
    (FOLDER / f"{name}.anchor.json").write_text(anchor)


def _filled_database() -> tuple[str, str]:
    """SQL and anchor of a database that is migrated and filled for this alone, and gone afterwards."""
    # Imported here: they need the settings.
    from tests import databases  # noqa: PLC0415
    from tests.factories.staff import MORNING  # noqa: PLC0415
    from tests.migrating.filling import fill  # noqa: PLC0415

    from skyddsnat.foundation.audit.verification import anchor  # noqa: PLC0415

    run = databases.new_run()
    try:
        server = databases.ready_server(run)
        databases.fresh_copy(run, server, "dump")
        fill()
        return _sql(server.address(server.copy("dump"))), anchor(at=MORNING).to_json()
    finally:
        databases.end_run(run)


def _sql(address: str) -> str:
    """Everything in the database, as statements that any driver can run."""
    command = ["pg_dump", "--inserts", "--rows-per-insert=100", "--no-comments", address]
    dumped = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return "".join(line for line in dumped.splitlines(keepends=True) if not line.startswith(_FOR_PSQL))


if __name__ == "__main__":
    main()
