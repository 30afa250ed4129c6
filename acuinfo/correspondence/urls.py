"""Where readers write to the editors, below every page, and where they ask for alerts."""

from django.urls import URLPattern, path

from acuinfo.publishing.kinds import Kind, kinds

from . import views


def feedback_urls() -> list[URLPattern]:
    """Return the address below the pages of each kind, and below those at the root of the site."""
    return [
        *(_below(kind, f"{kind.folder}/") for kind in kinds()),
        *(_below(kind, "") for kind in kinds() if kind.at_root),
    ]


def _below(kind: Kind, prefix: str) -> URLPattern:
    return path(f"{prefix}<slug:slug>/{views.FEEDBACK}", views.feedback, {"kind": kind.name})


urlpatterns = [
    path("alerts/", views.ask, name="alerts"),
    path("alerts/<str:token>/", views.alert, name="alert"),
    path("alerts/<str:token>/leave/", views.leave, name="leave-alert"),
]
