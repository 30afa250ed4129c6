"""The page “Who did what”: everything anybody did on the desk, filtered, and as a table to take away.

Sign-ins are for superusers only. What is shown of drafts, reviews and records is what the person may see anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from axes.models import AccessAttempt
from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext, override

from acuinfo.accounts.sign_in_log import SIGN_IN_FLAGS
from acuinfo.desk import history
from acuinfo.desk.history import Happening, Span
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Change, Review, Tag
from acuinfo.publishing.people import name_of
from acuinfo.reading.spreadsheets import CONTENT_TYPE, csv_lines
from acuinfo.sources.models import Source


class DeedKind(models.TextChoices):
    """What can be asked for."""

    DRAFTS = "drafts", _("Edits of drafts")
    REVIEWS = "reviews", _("Reviews")
    PUBLISHING = "publishing", _("What readers noticed")
    RECORDS = "records", _("Edits of sources and tags")
    ACCOUNTS = "accounts", _("Edits of accounts")
    SIGN_INS = "sign-ins", _("Sign-ins")


FOR_SUPERUSERS = (DeedKind.ACCOUNTS, DeedKind.SIGN_INS)


class Person(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own forms take no parameters
    """A choice of people by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name as colleagues know it."""
        return name_of(obj)


class FilterForm(forms.Form):
    """Whose deeds, of what kind, when."""

    person = Person(
        queryset=User.objects.order_by("first_name", "username"),
        required=False,
        label=_("Person"),
        empty_label=_("Everybody"),
    )
    kind = forms.ChoiceField(required=False, label=_("Kind"))
    since = forms.DateField(required=False, label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any, user: User) -> None:
        super().__init__(data)
        allowed = [kind for kind in DeedKind if user.is_superuser or kind not in FOR_SUPERUSERS]
        self.fields["kind"].choices = [("", _("Everything")), *((kind.value, kind.label) for kind in allowed)]  # type: ignore[attr-defined]  # a choice field
        self.allowed = allowed

    def happenings(self, user: User) -> Iterator[Happening]:
        """Yield what was asked for, newest first. Call when valid."""
        said = self.cleaned_data
        span = Span(said["person"], said["since"], said["until"])
        wanted = [kind for kind in self.allowed if said["kind"] in ("", kind)]
        return history.merged(*(stream for kind in wanted for stream in _streams(kind, span, user)))


def page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the story, fifty a page."""
    user = _allowed(request)
    form = FilterForm(request.GET, user)
    happenings = form.happenings(user) if form.is_valid() else iter(())
    query = request.GET.copy()
    query.pop("page", None)
    full = {**context, "title": gettext("Who did what"), "form": form, "query": query.urlencode()}
    full["page"] = history.page_of(happenings, request.GET.get("page", ""))
    return TemplateResponse(request, "admin/who_did_what.html", full)


def table(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Send the same as CSV, line by line, however long it is."""
    user = _allowed(request)
    form = FilterForm(request.GET, user)
    if not form.is_valid():
        told = gettext("These dates or choices cannot be read.")
        return HttpResponse(told, status=400, content_type="text/plain")
    answer = StreamingHttpResponse(_table(_in_english(form.happenings(user))), content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="who-did-what-{timezone.localdate()}.csv"'
    return answer


def _allowed(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm("publishing.view_change"):
        raise PermissionDenied
    return user


# --- What there is to tell --------------------------------------------------------------------------------------
def _streams(kind: DeedKind, span: Span, user: User) -> list[Iterator[Happening]]:
    drafts = [spec for spec in kinds() if _may_see(user, spec.draft)]
    of_kinds = [spec.name for spec in drafts] if user.has_perm("publishing.view_review") else []
    records = [model for model in (Source, Tag) if _may_see(user, model)]
    there: dict[DeedKind, Callable[[], list[Iterator[Happening]]]] = {
        DeedKind.DRAFTS: lambda: [history.edits(_log([spec.draft for spec in drafts]), span)],
        DeedKind.REVIEWS: lambda: [history.reviews(Review.objects.filter(publication__kind__in=of_kinds), span)],
        DeedKind.PUBLISHING: lambda: [history.changes(Change.objects.all(), span)],
        DeedKind.RECORDS: lambda: [history.edits(_log(records), span)],
        DeedKind.ACCOUNTS: lambda: [history.edits(_log([User, Group]).exclude(action_flag__in=SIGN_IN_FLAGS), span)],
        DeedKind.SIGN_INS: lambda: [_sign_ins(span), _refused(span)],
    }
    return there[kind]()


def _may_see(user: User, model: type[models.Model]) -> bool:
    meta = model._meta
    return any(user.has_perm(f"{meta.app_label}.{verb}_{meta.model_name}") for verb in ("view", "change"))


def _log(about: Iterable[type[models.Model]]) -> QuerySet[LogEntry]:
    return LogEntry.objects.filter(content_type__in=ContentType.objects.get_for_models(*about).values())


def _sign_ins(span: Span) -> Iterator[Happening]:
    """Yield who came in and left, as the sign-in page wrote it down."""
    rows = span.of(LogEntry.objects.filter(action_flag__in=SIGN_IN_FLAGS).select_related("user"), "action_time", "user")
    for row in rows.iterator(chunk_size=500):
        yield Happening(
            row.action_time,
            name_of(row.user),
            str(SIGN_IN_FLAGS[row.action_flag]),
            details=(row.change_message,),
        )


def _refused(span: Span) -> Iterator[Happening]:
    """Yield the tries that did not succeed and are remembered until the right password comes."""
    rows = AccessAttempt.objects.all()
    if span.person is not None:
        rows = rows.filter(username=span.person.username)
    found = Span(None, span.since, span.until).of(rows, "attempt_time", "")
    for row in found.iterator(chunk_size=500):
        tries = ngettext("%(n)d tries from %(address)s", "%(n)d tries from %(address)s", row.failures_since_start)
        told = tries % {"n": row.failures_since_start, "address": row.ip_address}
        who = row.username or gettext("unknown")
        yield Happening(row.attempt_time, who, gettext("Sign-in refused"), details=(told,))


# --- As a table -------------------------------------------------------------------------------------------------
COLUMNS = ("When (UTC)", "Who", "What", "Page", "Details")


def _in_english(happenings: Iterator[Happening]) -> Iterator[Happening]:
    """Tell what happened in English, as every table for machines does, whatever the desk speaks."""
    while True:
        with override(None):  # only while one is told: between two lines others have their say
            one = next(happenings, None)
        if one is None:
            return
        yield one


def _table(happenings: Iterable[Happening]) -> Iterator[str]:
    """Yield the table's lines. It begins with the mark by which spreadsheets know UTF-8."""
    heading, *_none = csv_lines([COLUMNS])
    yield "\ufeff" + heading
    yield from csv_lines(map(_cells, happenings))


def _cells(one: Happening) -> tuple[str, ...]:
    at = one.at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")
    return (at, one.who, one.what, one.subject, "\n".join(one.details))
