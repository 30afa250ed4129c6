"""The pages where readers write to the editors, and where they ask to be told what changes."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from acuinfo.finding.change_list import ChangeList, chosen_changes
from acuinfo.publishing.models import Edition, Publication
from acuinfo.reading.views import find, one_address, trail

from . import alerts, remarks
from .door import for_readers, is_from_elsewhere, may_pass, refused
from .forms import AlertForm, RemarkForm
from .models import Remark

FEEDBACK = "feedback/"


# --- Words to the editors ---------------------------------------------------------------------------------------
@for_readers
@one_address
def feedback(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Ask what a reader has to say about a page, and take it."""
    publication = find(request, kind, slug, FEEDBACK)
    if request.method != "POST":
        said = request.GET.get("said", "")
        about = Remark.About.UNCLEAR if said == "unclear" else Remark.About.WRONG
        form = RemarkForm(initial={"about": about}, can_answer=alerts.are_on())
        return _page(request, publication, form, said)
    if is_from_elsewhere(request):
        return refused(request, 403)
    if "clear" in request.POST:
        return _counted(request, publication)
    return _taken(request, publication)


def _counted(request: HttpRequest, publication: Publication) -> HttpResponse:
    if not may_pass(request, "clear"):
        return refused(request, 429)
    is_clear = request.POST["clear"] == "yes"
    remarks.count(_edition(publication, request.POST.get("edition", "")), is_clear=is_clear)
    return _thanks(publication, "clear" if is_clear else "unclear")


def _taken(request: HttpRequest, publication: Publication) -> HttpResponse:
    form = RemarkForm(request.POST, can_answer=alerts.are_on())
    if form.is_trap:
        return _thanks(publication, "sent")
    if not form.is_valid():
        return _page(request, publication, form, "")
    if not may_pass(request, "words"):
        return refused(request, 429)
    said = form.cleaned_data
    edition = _edition(publication, str(said["edition"]))
    try:
        remarks.take(edition, said["about"], said["text"], said.get("address", ""))
    except remarks.QueueFull:
        return refused(request, 429)
    return _thanks(publication, "sent")


def _edition(publication: Publication, number: str) -> Edition:
    """Return the edition that was read, else the current one."""
    asked = number.isascii() and number.isdigit() and len(number) <= 6
    found = publication.editions.filter(number=number).first() if asked else None
    return found or publication.current  # type: ignore[return-value]  # find() returns published pages


def _thanks(publication: Publication, said: str) -> HttpResponse:
    """Lead on with 303, so that loading the page again sends nothing again."""
    answer = HttpResponseRedirect(f"{publication.get_absolute_url()}{FEEDBACK}?{urlencode({'said': said})}")
    answer.status_code = 303
    return answer


def _page(request: HttpRequest, publication: Publication, form: RemarkForm, said: str) -> HttpResponse:
    context = {"publication": publication, "form": form, "said": said, "above": trail(publication)}
    return render(request, "correspondence/feedback.html", context)


# --- Alerts -----------------------------------------------------------------------------------------------------
@for_readers
def ask(request: HttpRequest) -> HttpResponse:
    """Ask where to send what changed, and send the question there."""
    wanted = _wanted(request.GET)
    if request.method != "POST":
        return _asking(request, AlertForm(), wanted)
    if is_from_elsewhere(request):
        return refused(request, 403)
    form = AlertForm(request.POST)
    if form.is_trap:
        return _asked(request, wanted)
    if not form.is_valid():
        return _asking(request, form, wanted)
    if not may_pass(request, "alerts"):
        return refused(request, 429)
    alerts.ask(form.cleaned_data["address"], wanted)
    return _asked(request, wanted)


def _wanted(query: QueryDict) -> ChangeList:
    """Return what to be told of: a condition, a sort of news, a kind of page. Days are for the list only."""
    if not alerts.are_on():
        raise Http404("No mail is set up.")
    lasting = query.copy()
    for name in ("since", "until"):
        lasting.pop(name, None)
    return chosen_changes(lasting, reverse("alerts"))


def _asking(request: HttpRequest, form: AlertForm, wanted: ChangeList) -> HttpResponse:
    return render(request, "correspondence/alerts.html", {"form": form, "wanted": wanted})


def _asked(request: HttpRequest, wanted: ChangeList) -> HttpResponse:
    return render(request, "correspondence/alerts.html", {"wanted": wanted, "is_done": True})


@for_readers
def alert(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link of a mail is about; a button confirms it. Opening it does nothing."""
    found = alerts.alert_for(token)
    if found is not None and request.method == "POST":
        alerts.confirm(found)
        found.refresh_from_db()
    context = {"alert": found, "wanted": alerts.wanted_by(found) if found else None, "token": token}
    return render(request, "correspondence/alert.html", context, status=200 if found else 404)


@for_readers
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End an alert at the press of a button, here or in a mail program (RFC 8058). Opening it does nothing."""
    if request.method != "POST":
        return alert(request, token)
    found = alerts.alert_for(token)
    if found is not None:
        alerts.leave(found)
    return render(request, "correspondence/alert.html", {"alert": None, "has_left": True, "token": token})
