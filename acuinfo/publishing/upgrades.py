"""Read any edition ever published as a document of today.

Old editions are never rewritten. A kind that changes its document raises ``SCHEMA`` and adds one function that
lifts the plain data of the version before; a frozen sample of each version stays in ``tests/documents``.
"""

import json
from functools import lru_cache

from . import process_caches
from .documents import Document
from .kinds import Kind
from .models import Edition


@lru_cache(maxsize=256)
def load(kind: Kind, body: str, version: int) -> Document:
    """Return the document in a stored body. The same body gives the same (frozen) document, so the latest are kept.

    Raises ``pydantic.ValidationError`` when it is not one, KeyError when no upgrade leads from its version.
    """
    data = json.loads(body)
    for step in range(version, kind.document.SCHEMA):
        data = kind.upgrades[step](data)
    return kind.document.model_validate(data)


process_caches.add(load.cache_clear)


def document_of(edition: Edition) -> Document:
    """Return what an edition says."""
    return load(edition.publication.spec, edition.body, edition.schema_version)
