"""Measuring tools; not part of the site and not shipped with it."""
