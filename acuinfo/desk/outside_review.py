"""The page for a reviewer without an account: one draft to read, comment on and sign. It opens nothing else."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions, differences
from acuinfo.publishing.models import Review, ReviewInvitation
from acuinfo.publishing.upgrades import document_of
from acuinfo.reading.pages import preview_of
from acuinfo.reading.views import show


class OutsideReviewForm(forms.Form):
    """What a reviewer without an account says."""

    digest = forms.CharField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Your verdict"),
        widget=forms.RadioSelect,
        choices=[
            (Review.Verdict.APPROVED, _("I approve this page")),
            (Review.Verdict.CHANGES_REQUESTED, _("Something should change")),
        ],
    )
    comment = forms.CharField(
        label=_("Comment"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    name = forms.CharField(max_length=200, label=_("Your name"), help_text=_("Readers see it under the page."))
    role = forms.CharField(
        max_length=200, label=_("Your role"), help_text=_("Such as rheumatologist or physiotherapist.")
    )
    is_clinician = forms.BooleanField(required=False, label=_("I am a clinician"))
    read_every_sentence = forms.BooleanField(
        required=False,
        label=_("I have read every sentence; none claims more than what is put in or cited"),
        help_text=_("Needed to approve. A claim says that the treatment does something, is safe, or is better."),
    )


def _closed(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "publishing/outside_closed.html", status=404))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # with none, the form would come from nowhere and be refused
    return response


def outside_review(request: HttpRequest, token: str) -> HttpResponse:
    """Show one draft's differences and checks to whoever holds the link, and take their word."""
    invitation = actions.invitation_for(token[:200])
    if invitation is None:
        return _closed(request)
    form = OutsideReviewForm(request.POST or None, initial={"name": invitation.name})
    problem, done = "", None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.review_from_outside(invitation=invitation, **form.cleaned_data)
        except actions.Refused as refused:
            problem = str(refused)
    return _private(render(request, "publishing/outside_review.html", _context(invitation, form, problem, done, token)))


def _context(
    invitation: ReviewInvitation, form: OutsideReviewForm, problem: str, done: Review | None, token: str
) -> dict[str, Any]:
    publication = invitation.publication
    context: dict[str, Any] = {"invitation": invitation, "form": form, "problem": problem, "done": done, "token": token}
    try:
        compiled = actions.compile_draft(publication)
    except actions.Refused as refused:
        return {**context, "problem": str(refused), "compiled": None}
    if invitation.digest not in ("", compiled.digest):
        moved_on = gettext("The draft has changed since you were asked. Ask for a new link.")
        return {**context, "problem": moved_on, "compiled": None}
    current = publication.current
    if current is not None:
        current.publication = publication
    form.initial["digest"] = compiled.digest
    changes = differences.between(document_of(current) if current else None, compiled.document)
    return {**context, "compiled": compiled, "differences": changes, "title": compiled.document.title}


def outside_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the draft as readers would get it, to whoever holds the link."""
    invitation = actions.invitation_for(token[:200])
    if invitation is None:
        return _closed(request)
    try:
        compiled, page = actions.compile_draft(invitation.publication), preview_of(invitation.publication)
    except actions.Refused:
        return _closed(request)
    if invitation.digest not in ("", compiled.digest):
        return _closed(request)
    return _private(show(request, page))
