"""The list of articles; an article's own addresses are like those of every kind."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from acuinfo.publishing.models import KindName
from acuinfo.reading.views import listed


def article_list(request: HttpRequest) -> HttpResponse:
    """List articles."""
    return listed(request, KindName.ARTICLE.value, _("Background, how research works, and the words we use."))
