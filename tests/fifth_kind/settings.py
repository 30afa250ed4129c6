"""The site's settings with the one line that a new kind needs."""

from acuinfo.settings import *  # noqa: F403  the line below is the only difference
from acuinfo.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.fifth_kind.apps.ExercisesConfig"]
