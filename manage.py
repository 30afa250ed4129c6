#!/usr/bin/env python
"""Django's command line. ``./run manage`` calls it with the right environment."""

import os
import sys


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings must be named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
