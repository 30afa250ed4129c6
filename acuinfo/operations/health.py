"""Whether the process lives and the site can answer."""

import logging
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)

ROOM_NEEDED = 20 << 20
"""Bytes that must be free where SQLite and the rest of ``var/`` live."""


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers, every migration is applied, and the disk has room."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        logger.error("database is away: %s", error)
        return JsonResponse({"ready": False, "reason": "The database does not answer."}, status=503)
    if pending:
        return JsonResponse({"ready": False, "reason": f"{len(pending)} migrations are missing."}, status=503)
    if shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.is_dir() else settings.BASE_DIR).free < ROOM_NEEDED:
        return JsonResponse({"ready": False, "reason": "The disk is full."}, status=503)
    return JsonResponse({"ready": True})
