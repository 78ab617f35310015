"""The test suite. tests/conftest.py makes the databases and sets the variables before these settings are read."""

import os
from typing import Any

from skyddsnat.config.environment import database
from skyddsnat.config.settings.base import *  # noqa: F403 - laid over what every installation shares

DEBUG = False
IS_DEMO = True
SECRET_KEY = "only for tests"  # nosec B105 - guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# Without a database (tests/pure alone) the settings still load; the first query then fails.
_NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
DATABASES: dict[str, dict[str, Any]] = {
    "default": database("DATABASE_URL", os.environ.get("SKYDDSNAT_TEST_URL", _NOWHERE)),
    "owner": database("DATABASE_OWNER_URL", os.environ.get("SKYDDSNAT_TEST_OWNER_URL", _NOWHERE)),
}
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = False

# Argon2 takes a tenth of a second a login on purpose. Tests log in thousands of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
