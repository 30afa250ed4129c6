"""What the pages of the desk ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.checks import ANSWERED
from acuinfo.publishing.documents import digest
from acuinfo.publishing.models import Edition, Publication

from .draft_state import DraftState


class AnswersForm(forms.Form):
    """Asks about each sentence that nobody composed, and that no second person has answered for."""

    def __init__(self, *args: Any, state: DraftState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        self.asked = {f"answer_{digest(sentence.text)[:24]}": sentence for sentence in state.open_sentences}
        for name, sentence in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                required=False,
                widget=forms.RadioSelect,
                choices=[("no", _("No, it does not")), ("yes", _("Yes, it does"))],
                label=sentence.text,
                initial="yes" if sentence.answer else None,
            )

    @property
    def answer_fields(self) -> list[Any]:
        """The questions, for the template."""
        return [self[name] for name in self.asked]

    @property
    def answers(self) -> dict[str, bool]:
        """Whether each sentence that was answered for claims something, by its text."""
        given = {sentence.text: self.cleaned_data.get(name) for name, sentence in self.asked.items()}
        return {text: answer == "yes" for text, answer in given.items() if answer}


class PublishForm(AnswersForm):
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
        required=False,
        label=_("I have reviewed this draft myself: no sentence claims more than what is put in or cited"),
        help_text=_("This site allows one-person teams."),
    )

    def __init__(self, *args: Any, state: DraftState, **kwargs: Any) -> None:
        super().__init__(*args, state=state, **kwargs)
        if not state.is_changed:
            self.fields["weight"].initial = Edition.Weight.REVIEWED
        for result in state.compiled.blocking if state.compiled else ():
            if result.check.id == ANSWERED:
                continue
            self.fields[f"override_{result.check.id}"] = forms.CharField(
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                label=result.check.label,
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
        return {check_id: reason for check_id, reason in given.items() if reason}


class ReviewForm(AnswersForm):
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
    read_every_sentence = forms.BooleanField(
        required=False,
        label=_("I have read every sentence; none claims more than what is put in or cited"),
        help_text=_("Needed to approve. A claim says that the treatment does something, is safe, or is better."),
    )


class RequestForm(forms.Form):
    """What an author tells the reviewer."""

    comment = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("Note to the reviewer"))


class InviteForm(forms.Form):
    """Whom to ask, and for how long the link works."""

    name = forms.CharField(max_length=200, label=_("For whom"), help_text=_("Such as Dr Jo Field, rheumatologist."))
    email = forms.EmailField(required=False, label=_("Email"), help_text=_("If given, the link is sent there."))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}), label=_("Note to the reviewer"))
    days = forms.IntegerField(min_value=1, max_value=90, initial=14, label=_("Days until the link stops working"))
    follows = forms.BooleanField(
        required=False,
        label=_("The link also opens later drafts"),
        help_text=_("Otherwise it opens the draft exactly as it is now."),
    )


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
