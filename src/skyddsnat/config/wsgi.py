"""What the server calls: `application`. DJANGO_SETTINGS_MODULE says which settings, production unless told."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skyddsnat.config.settings.production")

application = get_wsgi_application()
