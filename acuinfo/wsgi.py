"""The WSGI application, for granian or gunicorn: the page cache, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
_django = get_wsgi_application()

from acuinfo.operations.metrics import counted  # noqa: E402  settings and models are ready only now
from acuinfo.operations.page_cache.wsgi import wrap  # noqa: E402  settings and models are ready only now

application = counted(wrap(_django))
