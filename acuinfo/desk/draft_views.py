"""The pages of the desk that act on a draft.

Each view finds, checks the right to see, acts through ``actions`` and answers. Changes are made by POST only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from acuinfo.publishing import actions, differences, notifications
from acuinfo.publishing.inserted import hosts_of
from acuinfo.publishing.kinds import subject_kinds
from acuinfo.publishing.models import Draft, DraftCard, Edition, Publication, Review, ReviewInvitation
from acuinfo.publishing.upgrades import document_of
from acuinfo.reading import views
from acuinfo.reading.pages import preview_of

from . import history
from .draft_state import DraftState
from .forms import InviteForm, MoveForm, PublishForm, RequestForm, ReviewForm, WithdrawForm

if TYPE_CHECKING:
    from .draft_admin import DraftAdmin


class DeskViews:
    """The pages of one kind's drafts, below its admin."""

    def __init__(self, admin: DraftAdmin) -> None:
        self.admin = admin

    # -- shared --
    def _state(self, request: HttpRequest, pk: str) -> DraftState:
        draft = get_object_or_404(self.admin.get_queryset(request), pk=pk) if pk.isascii() and pk.isdigit() else None
        if draft is None or not self.admin.has_view_permission(request, draft):
            raise PermissionDenied
        return DraftState(draft)

    def _page(self, request: HttpRequest, state: DraftState, template: str, title: str, **context: Any) -> HttpResponse:
        """Show a page of the desk. ``title`` may name the ``title`` of the draft and what else is shown."""
        options = self.admin.opts
        full = {
            **self.admin.admin_site.each_context(request),
            "title": title % {"title": state.draft, **context},
            "state": state,
            "draft": state.draft,
            "opts": options,
            "change_url": self.url(state.draft),
            "may_publish": request.user.has_perm("publishing.publish_publication"),
            "may_approve": request.user.has_perm("publishing.approve_publication"),
            **context,
        }
        request.current_app = self.admin.admin_site.name
        return TemplateResponse(request, f"admin/publishing/{template}.html", full)

    def _must_publish(self, request: HttpRequest) -> None:
        if not request.user.has_perm("publishing.publish_publication"):
            raise PermissionDenied

    def url(self, draft: Draft, name: str = "change", *args: Any) -> str:
        """Return the address of one of the draft's pages."""
        options = self.admin.opts
        return reverse(f"admin:{options.app_label}_{options.model_name}_{name}", args=[draft.pk, *args])

    def _act(
        self, request: HttpRequest, told: str | Callable[[Any], str], action: Callable[..., Any], **said: Any
    ) -> bool:
        """Do something that may be refused; tell the editor how it went. ``told`` may make words of the result."""
        try:
            done = action(by=request.user, **said)
        except actions.NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return False
        messages.success(request, told if isinstance(told, str) else told(done))
        return True

    def _confirmed(
        self, request: HttpRequest, state: DraftState, told: str, action: Callable[..., Any], form: Form | None = None
    ) -> HttpResponse | None:
        """Act once the page that asks is sent, and lead back to the draft; None while that page is to be shown."""
        if request.method != "POST" or (form is not None and not form.is_valid()):
            return None
        done = self._act(request, told, action, publication=state.publication, **(form.cleaned_data if form else {}))
        return HttpResponseRedirect(self.url(state.draft)) if done or form is None else None

    # -- views --
    def preview(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show the draft as readers would get it; nothing is stored."""
        state = self._state(request, pk)
        try:
            page = preview_of(state.publication)
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(self.url(state.draft))
        response = views.show(request, page)
        response["X-Robots-Tag"] = "noindex"
        return response

    def review(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Ask for a review, or give one."""
        state = self._state(request, pk)
        shown = {"digest": state.compiled.digest if state.compiled else ""}
        form = ReviewForm(request.POST or None, initial=shown, state=state)
        ask = RequestForm(request.POST or None)
        if request.method == "POST" and form.is_valid() | ask.is_valid() and self._review(request, state, form, ask):
            return HttpResponseRedirect(self.url(state.draft, "review"))
        return self._page(request, state, "review", gettext("Review: %(title)s"), form=form, ask=ask)

    def _review(self, request: HttpRequest, state: DraftState, form: ReviewForm, ask: RequestForm) -> bool:
        publication = state.publication
        if "_request" in request.POST:
            comment = ask.cleaned_data["comment"]
            return self._act(request, _in_words, actions.request_review, publication=publication, comment=comment)
        if not form.is_valid():
            return False
        said = {name: form.cleaned_data[name] for name in ("digest", "comment", "role", "is_clinician")}
        if "_approve" in request.POST:
            given = {
                **said, "answers": form.answers, "read_every_sentence": form.cleaned_data["read_every_sentence"],
            }  # fmt: skip
            return self._act(request, _in_words, actions.approve, publication=publication, **given)
        if "_answers" in request.POST:
            given = {"digest": said["digest"], "answers": form.answers}
            told = gettext("Your answers are kept.")
            return self._act(request, told, actions.answer_for_sentences, publication=publication, **given)
        if "_changes" in request.POST:
            given = {"digest": said["digest"], "comment": said["comment"]}
            return self._act(request, _in_words, actions.request_changes, publication=publication, **given)
        return False

    def publish(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show what will change for readers, then publish exactly that."""
        state = self._state(request, pk)
        self._must_publish(request)
        first = {
            "digest": state.compiled.digest if state.compiled else "",
            "change_note": "" if state.publication.current else "First edition.",
        }
        form = PublishForm(request.POST or None, initial=first, state=state)
        self_approval = settings.SELF_APPROVAL and state.approval is None
        if not self_approval:
            for name in ("approve_myself", *form.asked):
                del form.fields[name]
            form.asked = {}
        if request.method == "POST" and form.is_valid() and self._publish(request, state, form):
            return HttpResponseRedirect(self.url(state.draft))
        title = gettext("Publish: %(title)s")
        return self._page(request, state, "publish", title, form=form, self_approval=self_approval)

    def _publish(self, request: HttpRequest, state: DraftState, form: PublishForm) -> bool:
        said = {name: form.cleaned_data[name] for name in ("digest", "change_note", "weight")} | {
            "overrides": form.overrides
        }
        due_at = form.cleaned_data["due_at"]

        @transaction.atomic
        def act(by: Any) -> str:
            if form.cleaned_data.get("approve_myself"):
                actions.request_review(publication=state.publication, by=by)
                given = {"digest": said["digest"], "answers": form.answers, "read_every_sentence": True}
                actions.approve(publication=state.publication, by=by, **given)
            if due_at:
                actions.schedule(publication=state.publication, by=by, due_at=due_at, **said)
                told = gettext("Scheduled. Readers get exactly this on %(date)s at %(time)s UTC.")
                return told % {"date": date_format(due_at, gettext("d F Y")), "time": f"{due_at:%H:%M}"}
            edition = actions.publish(publication=state.publication, by=by, **said)
            return gettext("Published as edition %(number)d. Readers see it now.") % {"number": edition.number}

        return self._act(request, str, act)

    def unschedule(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Call off what is scheduled."""
        state = self._state(request, pk)
        self._must_publish(request)
        told, title = gettext("Called off. Nothing goes live by itself."), gettext("Call off: %(title)s")
        return self._confirmed(request, state, told, actions.cancel_schedule) or self._page(
            request, state, "unschedule", title
        )

    def invite(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make, list and revoke links for reviewers without an account."""
        state = self._state(request, pk)
        if not self.admin.has_change_permission(request, state.draft):
            raise PermissionDenied
        deed = next((name for name in ("_revoke", "_reopen") if name in request.POST), "")
        form = InviteForm(None if deed else request.POST or None)
        user: Any = request.user
        link = ""
        if request.method == "POST" and deed:
            number = request.POST[deed]
            invitation = ReviewInvitation.objects.filter(
                publication=state.publication, pk=number if number.isascii() and number.isdigit() else 0
            ).first()
            if invitation is not None and deed == "_revoke":
                told = gettext("The link for %(name)s no longer works.") % {"name": invitation.name}
                self._act(request, told, actions.revoke_invitation, invitation=invitation)
            elif invitation is not None:
                told = gettext("%(name)s can say something again.") % {"name": invitation.name}
                self._act(request, told, actions.reopen_invitation, invitation=invitation)
            return HttpResponseRedirect(self.url(state.draft, "invite"))
        if request.method == "POST" and form.is_valid():
            try:
                invitation, token = actions.invite_reviewer(publication=state.publication, by=user, **form.cleaned_data)
            except actions.Refused as refused:
                messages.error(request, str(refused))
            else:
                link = settings.SITE_URL + reverse("outside-review", args=[token])
                notifications.of_invitation(invitation, str(state.draft), link)
                told = gettext("The link for %(name)s is below. It is shown only now.")
                messages.success(request, told % {"name": invitation.name})
        invitations = ReviewInvitation.objects.filter(publication=state.publication).select_related("created_by")
        return self._page(
            request,
            state,
            "invite",
            gettext("Reviewers without an account: %(title)s"),
            form=form,
            link=link,
            invitations=invitations,
        )

    def withdraw(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show what withdrawing changes, then withdraw."""
        state = self._state(request, pk)
        self._must_publish(request)
        form = WithdrawForm(request.POST or None)
        others = Publication.objects.live().of_kind(state.publication.kind).exclude(pk=state.publication.pk)
        form.fields["successor"].queryset = others.in_list_order()  # type: ignore[attr-defined]  # a model choice field
        told, title = gettext("Withdrawn. Readers are told why."), gettext("Withdraw: %(title)s")
        return self._confirmed(request, state, told, actions.withdraw, form) or self._page(
            request, state, "withdraw", title, form=form, impact=impact(state.publication)
        )

    def reinstate(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Bring a withdrawn page back."""
        state = self._state(request, pk)
        self._must_publish(request)
        told, title = gettext("Reinstated. Readers see the page again, as it was."), gettext("Reinstate: %(title)s")
        return self._confirmed(request, state, told, actions.reinstate) or self._page(
            request, state, "reinstate", title, impact=impact(state.publication)
        )

    def move(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show what another address changes, then move."""
        state = self._state(request, pk)
        self._must_publish(request)
        form = MoveForm(request.POST or None)
        told, title = gettext("Moved. The old address leads to the new one."), gettext("Change the address: %(title)s")
        naming = DraftCard.objects.filter(about=state.publication).select_related("publication")
        return self._confirmed(request, state, told, actions.move, form) or self._page(
            request, state, "move", title, form=form, impact=impact(state.publication), naming=naming
        )

    def editions(self, request: HttpRequest, pk: str) -> HttpResponse:
        """List every edition, with the way to bring one back into the draft."""
        state = self._state(request, pk)
        rows = state.publication.editions.select_related("published_by").defer("body")
        return self._page(request, state, "editions", gettext("Editions: %(title)s"), editions=rows)

    def restore(self, request: HttpRequest, pk: str, number: int) -> HttpResponse:
        """Show what an old edition would change in the draft, then load it into the draft."""
        state = self._state(request, pk)
        if not self.admin.has_change_permission(request, state.draft):
            raise PermissionDenied
        edition = get_object_or_404(
            Edition.objects.select_related("publication"), publication=state.publication, number=number
        )
        if request.method == "POST":
            told = gettext("Edition %(number)d is now the draft. Look at it, then publish it.")
            self._act(request, told % {"number": number}, actions.restore, edition=edition)
            return HttpResponseRedirect(self.url(state.draft))
        changes = differences.between(state.compiled.document if state.compiled else None, document_of(edition))
        title = gettext("Restore edition %(number)d: %(title)s")
        return self._page(request, state, "restore", title, number=number, edition=edition, changes=changes)

    def history(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show who did what to this page, newest first."""
        state = self._state(request, pk)
        page = history.page_of(history.of_draft(state.draft), request.GET.get("page", ""))
        return self._page(request, state, "history", gettext("History: %(title)s"), page=page)


def _in_words(review: Review) -> str:
    """Return what was said, and by whom."""
    verdict = review.get_verdict_display()
    return gettext("%(verdict)s by %(name)s.") % {"verdict": verdict, "name": review.name}


def impact(publication: Publication) -> list[str]:
    """Return every public address that changes when this page comes, goes or moves."""
    if publication.current is None:
        return []
    address = publication.get_absolute_url()
    addresses = [address, f"{address}editions/"]
    addresses += [condition.get_absolute_url() for condition in publication.about.filter(current__isnull=False)]
    if publication.is_for_everyone and publication.spec.is_for_everyone:
        addresses += [page.get_absolute_url() for page in Publication.objects.live().filter(kind__in=subject_kinds())]
    addresses += [page.get_absolute_url() for page in publication.covered_by.live()]
    addresses += [page.get_absolute_url() for page in hosts_of(publication)]
    tags = [*publication.tags.all(), actions.tag_of_subject(publication, publication.slug)]
    addresses += [tag.get_absolute_url() for tag in tags if tag is not None]
    return list(dict.fromkeys(addresses))
