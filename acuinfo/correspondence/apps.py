"""Letters from readers and to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    """What readers write to the editors, and what they asked to be told by e-mail."""

    name = "acuinfo.correspondence"
    verbose_name = _("Letters from readers")
