"""Where a draft stands, and the pages of the desk that act on it.

Each view finds, checks the right to see, acts through ``actions`` and answers. Changes are made by POST only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.reading import views
from acuinfo.reading.pages import preview_of

from . import actions, differences, history, telling
from .language import translated
from .models import Draft, Edition, Publication, Review, ReviewInvitation, Schedule
from .upgrades import document_of

if TYPE_CHECKING:
    from .admin import DraftAdmin


STEP_AFTER: dict[str, str] = {
    Review.Verdict.REQUESTED: "in-review",
    Review.Verdict.CHANGES_REQUESTED: "changes-requested",
    Review.Verdict.APPROVED: "approved",
}


# --- Where a draft stands ---------------------------------------------------------------------------------------
@dataclass
class DraftState:
    """Everything the desk shows about one draft. Compiled once, on first use."""

    draft: Draft

    @cached_property
    def publication(self) -> Publication:
        """The address and card, with the live edition."""
        return Publication.objects.select_related("current", "withdrawn_by").get(pk=self.draft.publication_id)

    @cached_property
    def _compiled(self) -> actions.Compiled | actions.Refused:
        try:
            return actions.compile_draft(self.publication)
        except actions.Refused as refused:
            return refused

    @property
    def compiled(self) -> actions.Compiled | None:
        """The draft as a document, or None when it makes none."""
        return None if isinstance(self._compiled, actions.Refused) else self._compiled

    @property
    def problem(self) -> str:
        """Why the draft makes no page, or ""."""
        return str(self._compiled) if isinstance(self._compiled, actions.Refused) else ""

    @property
    def live(self) -> Edition | None:
        """The edition readers get."""
        return self.publication.current if self.publication.is_live else None

    @property
    def is_changed(self) -> bool:
        """True when the draft says something else than the current edition."""
        current = self.publication.current
        return self.compiled is None or current is None or current.digest != self.compiled.digest

    @cached_property
    def conversation(self) -> list[Review]:
        """Every word of reviewers on this page, newest first."""
        return list(self.publication.reviews.select_related("by")[:50])

    @cached_property
    def approval(self) -> Review | None:
        """The approval of exactly this draft."""
        return actions.approval_of(self.publication, self.compiled.digest) if self.compiled else None

    @cached_property
    def schedule(self) -> Schedule | None:
        """What goes live by itself, and when."""
        return Schedule.objects.select_related("by").filter(publication=self.publication).first()

    @property
    def last_word(self) -> Review | None:
        """The last review of exactly this draft."""
        if self.compiled is None:
            return None
        return next((r for r in self.conversation if r.digest == self.compiled.digest), None)

    @cached_property
    def differences(self) -> list[differences.Difference]:
        """What the draft changes against the current edition."""
        if self.compiled is None:
            return []
        current = self.publication.current
        if current is not None:
            current.publication = self.publication
        return differences.between(document_of(current) if current else None, self.compiled.document)

    @property
    def step(self) -> str:
        """One of: incomplete, unchanged, changed, in-review, changes-requested, approved, withdrawn."""
        if self.publication.withdrawn_at is not None:
            return "withdrawn"
        if self.compiled is None:
            return "incomplete"
        if not self.is_changed:
            return "unchanged"
        if self.approval is not None:
            return "approved"
        return STEP_AFTER[self.last_word.verdict] if self.last_word else "changed"

    SENTENCES = {
        "incomplete": _("This draft is not complete yet."),
        "unchanged": _("Readers see exactly this."),
        "changed": _("This draft differs from what readers see. Ask for a review when it is ready."),
        "in-review": _("Waiting for a review."),
        "changes-requested": _("The reviewer asked for changes."),
        "approved": _("Approved. It can be published."),
        "withdrawn": _("This page is withdrawn. Readers are told why."),
    }

    @property
    def sentence(self) -> str:
        """Where the draft stands, in one sentence."""
        if self.step == "changed" and self.publication.current is None:
            return gettext("Readers cannot see this page yet. Ask for a review when it is ready.")
        return str(self.SENTENCES[self.step])


# --- Pages of the desk ------------------------------------------------------------------------------------------
class PublishForm(forms.Form):
    """What publishing asks."""

    digest = forms.CharField(widget=forms.HiddenInput)
    change_note = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence for readers: what is new and why. It stands in the history and the feed."),
    )
    weight = forms.ChoiceField(
        label=_("This is"), choices=Edition.Weight.choices, initial=Edition.Weight.MAJOR, widget=forms.RadioSelect
    )
    due_at = forms.DateTimeField(
        required=False,
        label=_("Go live at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Leave empty to publish now. The time is UTC."),
    )
    approve_myself = forms.BooleanField(
        required=False, label=_("I have reviewed this draft myself"), help_text=_("This site allows one-person teams.")
    )

    def __init__(self, *args: Any, state: DraftState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        for result in state.compiled.blocking if state.compiled else ():
            self.fields[f"override_{result.rule.id}"] = forms.CharField(
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                label=translated(result.rule.label),
                help_text=_("A full sentence. It is kept with the edition, and readers see it."),
            )

    @property
    def override_fields(self) -> list[Any]:
        """The fields for reasons against checks, for the template."""
        return [self[name] for name in self.fields if name.startswith("override_")]

    @property
    def overrides(self) -> dict[str, str]:
        """The reasons given, by the id of the check."""
        given = {
            name.removeprefix("override_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("override_")
        }
        return {rule_id: reason for rule_id, reason in given.items() if reason}


class ReviewForm(forms.Form):
    """What a reviewer says."""

    digest = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}), label=_("Comment"))
    role = forms.CharField(
        required=False,
        max_length=200,
        label=_("Your role"),
        help_text=_("Readers see it after your name: rheumatologist, editor."),
    )
    is_clinician = forms.BooleanField(required=False, label=_("I review this as a clinician"))


class RequestForm(forms.Form):
    """What an author tells the reviewer."""

    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("Note to the reviewer"))


class InviteForm(forms.Form):
    """Whom to ask, and for how long the link works."""

    name = forms.CharField(max_length=200, label=_("For whom"), help_text=_("Such as Dr Jo Field, rheumatologist."))
    email = forms.EmailField(required=False, label=_("Email"), help_text=_("If given, the link is sent there."))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("Note to the reviewer"))
    days = forms.IntegerField(min_value=1, max_value=90, initial=14, label=_("Days until the link stops working"))


class WithdrawForm(forms.Form):
    """Why a page goes."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers who follow a link to this page see it."),
    )
    successor = forms.ModelChoiceField(
        queryset=Publication.objects.none(),
        required=False,
        label=_("Successor"),
        help_text=_("Another page that takes its place, if there is one."),
    )


class MoveForm(forms.Form):
    """A page's new address."""

    slug = forms.SlugField(max_length=80, label=_("New address"))


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
        options = self.admin.opts
        full = {
            **self.admin.admin_site.each_context(request),
            "title": title,
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
        form = ReviewForm(request.POST or None, initial={"digest": state.compiled.digest if state.compiled else ""})
        ask = RequestForm(request.POST or None)
        if request.method == "POST" and form.is_valid() | ask.is_valid() and self._review(request, state, form, ask):
            return HttpResponseRedirect(self.url(state.draft, "review"))
        return self._page(request, state, "review", _titled(gettext("Review: %(title)s"), state), form=form, ask=ask)

    def _review(self, request: HttpRequest, state: DraftState, form: ReviewForm, ask: RequestForm) -> bool:
        publication = state.publication
        if "_request" in request.POST:
            comment = ask.cleaned_data["comment"]
            return self._act(request, _in_words, actions.request_review, publication=publication, comment=comment)
        if not form.is_valid():
            return False
        said = form.cleaned_data
        if "_approve" in request.POST:
            return self._act(request, _in_words, actions.approve, publication=publication, **said)
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
            del form.fields["approve_myself"]
        if request.method == "POST" and form.is_valid() and self._publish(request, state, form):
            return HttpResponseRedirect(self.url(state.draft))
        title = _titled(gettext("Publish: %(title)s"), state)
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
                actions.approve(publication=state.publication, by=by, digest=said["digest"])
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
        if request.method == "POST":
            told = gettext("Called off. Nothing goes live by itself.")
            self._act(request, told, actions.cancel_schedule, publication=state.publication)
            return HttpResponseRedirect(self.url(state.draft))
        return self._page(request, state, "unschedule", _titled(gettext("Call off: %(title)s"), state))

    def invite(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Make, list and revoke links for reviewers without an account."""
        state = self._state(request, pk)
        if not self.admin.has_change_permission(request, state.draft):
            raise PermissionDenied
        form = InviteForm(request.POST or None if "_revoke" not in request.POST else None)
        user: Any = request.user
        link = ""
        if request.method == "POST" and "_revoke" in request.POST:
            number = request.POST["_revoke"]
            found = ReviewInvitation.objects.filter(
                publication=state.publication, pk=number if number.isascii() and number.isdigit() else 0
            ).first()
            if found is not None:
                actions.revoke_invitation(invitation=found, by=user)
                told = gettext("The link for %(name)s no longer works.")
                messages.success(request, told % {"name": found.name})
            return HttpResponseRedirect(self.url(state.draft, "invite"))
        if request.method == "POST" and form.is_valid():
            invitation, token = actions.invite_reviewer(publication=state.publication, by=user, **form.cleaned_data)
            link = settings.SITE_URL + reverse("outside-review", args=[token])
            telling.of_invitation(invitation, str(state.draft), link)
            told = gettext("The link for %(name)s is below. It is shown only now.")
            messages.success(request, told % {"name": invitation.name})
        invitations = ReviewInvitation.objects.filter(publication=state.publication).select_related("created_by")
        return self._page(
            request,
            state,
            "invite",
            _titled(gettext("Reviewers without an account: %(title)s"), state),
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
        if request.method == "POST" and form.is_valid():
            told, said = gettext("Withdrawn. Readers are told why."), form.cleaned_data
            if self._act(request, told, actions.withdraw, publication=state.publication, **said):
                return HttpResponseRedirect(self.url(state.draft))
        title = _titled(gettext("Withdraw: %(title)s"), state)
        return self._page(request, state, "withdraw", title, form=form, impact=impact(state.publication))

    def reinstate(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Bring a withdrawn page back."""
        state = self._state(request, pk)
        self._must_publish(request)
        if request.method == "POST":
            told = gettext("Reinstated. Readers see the page again, as it was.")
            self._act(request, told, actions.reinstate, publication=state.publication)
            return HttpResponseRedirect(self.url(state.draft))
        title = _titled(gettext("Reinstate: %(title)s"), state)
        return self._page(request, state, "reinstate", title, impact=impact(state.publication))

    def move(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show what another address changes, then move."""
        state = self._state(request, pk)
        self._must_publish(request)
        form = MoveForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            told, said = gettext("Moved. The old address leads to the new one."), form.cleaned_data
            if self._act(request, told, actions.move, publication=state.publication, **said):
                return HttpResponseRedirect(self.url(state.draft))
        title = _titled(gettext("Change the address: %(title)s"), state)
        return self._page(request, state, "move", title, form=form, impact=impact(state.publication))

    def editions(self, request: HttpRequest, pk: str) -> HttpResponse:
        """List every edition, with the way to bring one back into the draft."""
        state = self._state(request, pk)
        rows = state.publication.editions.select_related("published_by").defer("body")
        return self._page(request, state, "editions", _titled(gettext("Editions: %(title)s"), state), editions=rows)

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
        title = gettext("Restore edition %(number)d: %(title)s") % {"number": number, "title": state.draft}
        return self._page(request, state, "restore", title, edition=edition, changes=changes)

    def history(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show who did what to this page, newest first."""
        state = self._state(request, pk)
        page = history.page_of(history.of_draft(state.draft), request.GET.get("page", ""))
        return self._page(request, state, "history", _titled(gettext("History: %(title)s"), state), page=page)


def _titled(words: str, state: DraftState) -> str:
    """Return a page's heading with the title of its draft."""
    return words % {"title": state.draft}


def _in_words(review: Review) -> str:
    """Return what was said, and by whom."""
    verdict = translated(review.get_verdict_display())
    return gettext("%(verdict)s by %(name)s.") % {"verdict": verdict, "name": review.name}


def impact(publication: Publication) -> list[str]:
    """Return every public address that changes when this page comes, goes or moves."""
    if publication.current is None:
        return []
    here = publication.get_absolute_url()
    found = [here, f"{here}editions/"]
    found += [condition.get_absolute_url() for condition in publication.about.filter(current__isnull=False)]
    if publication.is_for_everyone and publication.kind == "safety":
        found += [c.get_absolute_url() for c in Publication.objects.live().of_kind("condition")]
    found += [page.get_absolute_url() for page in publication.covered_by.live()]
    found += [tag.get_absolute_url() for tag in publication.tags.all()]
    return list(dict.fromkeys(found))
