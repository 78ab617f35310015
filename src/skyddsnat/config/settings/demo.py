"""A municipality that does not exist, on this machine alone.

`skyddsnat demo` sets the variables: it makes the key and the database under its data folder.
"""

import os

from skyddsnat.config.environment import databases, required
from skyddsnat.config.settings.base import *  # noqa: F403 - laid over what every installation shares

DEBUG = False
IS_DEMO = True
(SECRET_KEY,) = required("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ONCALL_ADDRESS = os.environ.get("ONCALL_ADDRESS") or "http://127.0.0.1:8000"
MUNICIPALITY = "Norrham"
DATABASES = databases()
