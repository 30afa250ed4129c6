"""The forms that readers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .door import PersonForm
from .models import Remark


class RemarkForm(PersonForm):
    """What a reader writes about a page."""

    about = forms.ChoiceField(label=_("What is it about?"), choices=Remark.About.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What should we know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("At most 2,000 characters. Please tell us nothing about your health: we cannot give advice."),
    )
    address = forms.EmailField(
        label=_("Your e-mail address, only if you want an answer"),
        required=False,
        max_length=254,
        help_text=_("We use it for the answer and delete it then."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, can_answer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_answer:
            del self.fields["address"]


class AlertForm(PersonForm):
    """Where a reader wants to be told."""

    address = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
