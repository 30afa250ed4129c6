"""Articles, and the site's own pages at the root."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from acuinfo.publishing.models import KindName, Publication
from acuinfo.publishing.views import detail, editions, edition, edition_changes, listed  # isort: skip

from .documents import Section

KIND = KindName.ARTICLE.value


def article_list(request: HttpRequest) -> HttpResponse:
    """List articles."""
    return listed(request, KIND, "Background, how research works, and the words we use.")


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article; the site's own pages live at the root instead."""
    if _is_site_page(slug):
        return HttpResponsePermanentRedirect(reverse("site-page", args=[slug]))
    return detail(request, slug, KIND)


def site_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one of the site's own pages, such as /about/."""
    _site_page_or_404(slug)
    return detail(request, slug, KIND)


def site_page_editions(request: HttpRequest, slug: str) -> HttpResponse:
    """List the editions of one of the site's own pages."""
    _site_page_or_404(slug)
    return editions(request, slug, KIND)


def site_page_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one edition of one of the site's own pages."""
    _site_page_or_404(slug)
    return edition(request, slug, number, KIND)


def site_page_changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what an edition of one of the site's own pages changed."""
    _site_page_or_404(slug)
    return edition_changes(request, slug, number, KIND)


def _is_site_page(slug: str) -> bool:
    return Publication.objects.filter(kind=KIND, slug=slug, data__section=Section.ABOUT.value).exists()


def _site_page_or_404(slug: str) -> None:
    if not _is_site_page(slug):
        raise Http404("There is no such page.")
