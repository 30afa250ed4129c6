"""Where static files live: hashed names, compressed once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hash names, also inside our own JavaScript modules that import each other."""

    support_js_module_import_aggregation = True
    manifest_strict = False
