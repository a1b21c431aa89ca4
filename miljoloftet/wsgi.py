"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miljoloftet.settings")
application = get_wsgi_application()

from miljoloftet.checks import refuse_unsafe  # noqa: E402  # needs the settings to be read

refuse_unsafe()
