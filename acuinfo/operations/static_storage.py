"""Where static files live: hashed names, compressed once."""

import logging

from whitenoise.storage import CompressedManifestStaticFilesStorage

logger = logging.getLogger(__name__)


class HashedStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hash names, also inside our own JavaScript modules that import each other."""

    support_js_module_import_aggregation = True
    manifest_strict = False

    def is_collected(self) -> bool:
        """Tell whether collectstatic has run."""
        return bool(self.manifest_hash)

    def stored_name(self, name: str) -> str:
        """Return a file's hashed name; its plain one where it was never collected: words without styles are worth more.

        /readyz says so, and the log once for each file. Where all were collected, whitenoise asks for names that it
        guesses when it starts, and nobody needs to hear of that.
        """
        try:
            return str(super().stored_name(name))
        except ValueError:
            if not self.is_collected():
                logger.error("a static file was not collected: %s", name)
            self.hashed_files[self.hash_key(name)] = name
            return name
