"""Whether the process lives and the site can answer."""

import logging
import shutil

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from . import databases
from .static_storage import HashedStaticStorage

logger = logging.getLogger(__name__)

ROOM_NEEDED = 20 << 20
"""Bytes that must be free where SQLite and the rest of ``var/`` live."""


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the site can answer and be edited, or the first thing that stands in the way."""
    try:
        reason = _database() or _disk()
    except DatabaseError as error:
        reason = "The database can only be read." if databases.only_reads(error) else "The database does not answer."
        logger.error("%s %s", reason, error)
    if reason:
        return JsonResponse({"ready": False, "reason": reason}, status=503)
    return JsonResponse({"ready": True})


def _database() -> str:
    executor = MigrationExecutor(connection)
    if pending := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return f"{len(pending)} migrations are missing."
    databases.try_writing()
    return ""


def _disk() -> str:
    if shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.is_dir() else settings.BASE_DIR).free < ROOM_NEEDED:
        return "The disk is full."
    if isinstance(staticfiles_storage, HashedStaticStorage) and not staticfiles_storage.is_collected():
        return "The static files are missing: pages have no styles. Run collectstatic and restart."
    return ""
