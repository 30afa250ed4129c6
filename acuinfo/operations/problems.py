"""What programs are told when something cannot be answered: problem documents (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"


def problem_document(status: int, detail: str, **more: Any) -> JsonResponse:
    """Answer with a problem document; ``more`` are members of its own, such as the reason of a withdrawal."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JsonResponse(said, status=status, content_type=CONTENT_TYPE)
