"""Publishers in processes of their own, on a database of their own: for tests of crashes and races.

``python -m tests.publishing_process VERB`` with DATABASE_URL set. What goes wrong is printed, one line each.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
django.setup()

from django.conf import settings  # noqa: E402  Django must be set up first
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from acuinfo.publishing import actions  # noqa: E402
from acuinfo.publishing.documents import Document, digest  # noqa: E402
from acuinfo.publishing.models import Change, Edition, Publication  # noqa: E402
from acuinfo.publishing.richtext import plain  # noqa: E402
from acuinfo.publishing.upgrades import document_of  # noqa: E402

from . import cast as people  # noqa: E402

PAGES = {
    "knee-osteoarthritis": (people.condition_document, "unknowns"),
    "knee-pain-sham": (people.evidence_document, "explanation"),
    "what-is-acupuncture": (people.article_document, "body"),
}
"""How to make each page, and which of its rich texts says the number."""


def saying(slug: str, number: int) -> Document:
    """Return what a page says in the edition after ``number`` others."""
    make, field = PAGES[slug]
    return make(**{field: f"<p>Says number{number}.</p>"})


settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def say(text: object) -> None:
    """Tell the test that listens."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prepare() -> None:
    """Make the tables, the cast and three published pages."""
    call_command("migrate", verbosity=0)
    cast = people.make_cast()
    for slug in PAGES:
        people.published(cast, slug, saying(slug, 0))


def cast() -> people.Cast:
    """Return the people there are."""
    return people.Cast(**{name: User.objects.get(username=name) for name in ("ada", "ruth", "pia", "nobody")})


def next_words(slug: str) -> str:
    """Write and have approved a draft that says the next number; return its digest."""
    page = Publication.objects.get(slug=slug)
    number = page.editions.count()
    people.rewrite(cast(), page, saying(slug, number))
    return people.approve(cast(), page)


def publish(slug: str, shown: str) -> None:
    """Publish the draft as Pia does."""
    page, pia = Publication.objects.get(slug=slug), User.objects.get(username="pia")
    actions.publish(publication=page, by=pia, digest=shown, change_note="Another number.")


# --- What must hold ---------------------------------------------------------------------------------------------
def problems(slugs: Iterator[str] | tuple[str, ...] = tuple(PAGES)) -> Iterator[str]:
    """Yield what is not whole: pointer, numbers, card, change log, page and search must all say the same."""
    for page in Publication.objects.select_related("current").filter(slug__in=slugs):
        editions = list(page.editions.order_by("number"))
        said = plain(getattr(document_of(page.current), PAGES[page.slug][1]))
        facts = {
            "numbers": [e.number for e in editions] == list(range(1, len(editions) + 1)),
            "pointer": page.current == editions[-1],
            "digest": all(digest(e.body) == e.digest for e in editions),
            "words": said == f"Says number{len(editions) - 1}.",
            "card": said in page.search_text and page.published_at == page.current.published_at,
            "change log": [c.edition for c in page.changes.order_by("pk")] == editions,
        }
        yield from (f"{page.slug}: {name}" for name, is_so in facts.items() if not is_so)
        yield from _unlike(page, said)


def _unlike(page: Publication, said: str) -> Iterator[str]:
    address, word = page.get_absolute_url(), said.removeprefix("Says ").rstrip(".")
    client = Client()
    if said not in client.get(address).content.decode():
        yield f"{page.slug}: page"
    if address not in client.get("/search/", {"q": word}).content.decode():
        yield f"{page.slug}: search"
    after = f"number{int(word.removeprefix('number')) + 1}"
    if address in client.get("/search/", {"q": f'"{after}"'}).content.decode():
        yield f"{page.slug}: search is ahead"


# --- Dying ------------------------------------------------------------------------------------------------------
def die() -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def dying_after(writes: int) -> Iterator[None]:
    """Die right after so many statements that write were sent to the database; a read leaves nothing behind."""
    sent = 0

    def count(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        nonlocal sent
        result = execute(sql, *args)
        sent += not sql.startswith("SELECT")
        if sent == writes:
            die()
        return result

    with connection.execute_wrapper(count):
        yield


def in_a_child(act: Callable[[], None]) -> bool:
    """Do something in a forked process; return whether it lived to the end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException as error:
            say(f"child: {error!r}")
            os._exit(2)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("A child failed instead of dying.")
    return os.WIFEXITED(status)


def die_after_every_write() -> None:
    """Publish once for every statement with which publishing writes, dying right after that statement."""
    slug = "knee-pain-sham"
    shown = next_words(slug)
    editions = Edition.objects.filter(publication__slug=slug)

    def attempt(writes: int) -> None:
        with dying_after(writes):
            publish(slug, shown)

    deaths = 0
    before = editions.count()
    while not in_a_child(partial(attempt, deaths + 1)):
        deaths += 1
        if editions.count() != before:
            say(f"after write {deaths}: a half-finished publish is public")
        for problem in problems((slug,)) if deaths % 8 == 0 else ():
            say(f"after write {deaths}: {problem}")
    for problem in problems():
        say(f"after publishing: {problem}")
    say(f"died {deaths} times")


def die_after_commit() -> None:
    """Publish and die before anything that follows the commit."""
    slug = "knee-pain-sham"
    shown = next_words(slug)
    before = Edition.objects.count()

    def attempt() -> None:
        actions.after_commit(lambda version: die())
        publish(slug, shown)

    if in_a_child(attempt):
        say("lived on after the commit")
    if Edition.objects.count() != before + 1:
        say("what was committed is lost")
    for problem in problems((slug,)):
        say(f"after commit: {problem}")


def publish_for_ever() -> None:
    """Publish one page after the other until somebody kills this process; say when each begins."""
    for problem in problems():
        say(problem)
    while True:
        for slug in PAGES:
            shown = next_words(slug)
            say("publishing")
            publish(slug, shown)


def check() -> None:
    """Say what is not whole, and how many editions there are."""
    for problem in problems():
        say(problem)
    call_command("check_editions", verbosity=0)


# --- Racing -----------------------------------------------------------------------------------------------------
def at_once(*acts: Callable[[], None]) -> list[str]:
    """Do things at the same moment in threads; return "done" or the refusal of each."""
    start, said = threading.Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], None]) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=10)
            act()
            said[place] = "done"
        except Exception as error:
            said[place] = f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return said


def publish_the_same_twice() -> None:
    """Have two people publish the same draft at the same moment, a first edition and then updates."""
    first = people.reserve_draft(cast(), "neck-pain", people.condition_document(title="Neck pain"))
    shown = people.approve(cast(), first)
    say(" | ".join(sorted(at_once(*[lambda: publish("neck-pain", shown)] * 2))))
    for _round in range(3):
        shown = next_words("knee-osteoarthritis")
        say(" | ".join(sorted(at_once(*[lambda shown=shown: publish("knee-osteoarthritis", shown)] * 2))))
    check()


def publish_two_with_the_same_new_tags() -> None:
    """Publish two findings at the same moment that are the first with their outcome."""
    shown = {}
    for slug in ("knee-sleep-sham", "knee-sleep-usual-care"):
        page = people.reserve_draft(cast(), slug, people.evidence_document(outcome="sleep", certainty="moderate"))
        shown[slug] = people.approve(cast(), page)
    say(" | ".join(at_once(*(lambda slug=slug: publish(slug, shown[slug]) for slug in shown))))


def overtake() -> None:
    """Publish a page while another publish is about to commit; whoever sees the later change must see the earlier one.

    The later one has the higher number, so a process that has seen it would never look for the earlier one again.
    """
    shown = {slug: next_words(slug) for slug in ("knee-osteoarthritis", "what-is-acupuncture")}
    before = Change.objects.count()
    is_written, seen = threading.Event(), []

    def slow() -> None:
        with transaction.atomic():
            publish("knee-osteoarthritis", shown["knee-osteoarthritis"])
            is_written.set()
            overtaker.join(timeout=1)
        connection.close()

    def quick() -> None:
        is_written.wait(timeout=10)
        publish("what-is-acupuncture", shown["what-is-acupuncture"])
        seen.append(Change.objects.count() - before)
        connection.close()

    overtaker = threading.Thread(target=quick)
    slow_one = threading.Thread(target=slow)
    overtaker.start()  # first, because the slow one waits for it; it starts its own work when the slow one has written
    slow_one.start()
    slow_one.join(timeout=20)
    overtaker.join(timeout=20)
    say("in order" if seen == [2] else f"changes seen after the second publish: {seen}")


VERBS = {
    verb.__name__: verb
    for verb in (
        prepare,
        die_after_every_write,
        die_after_commit,
        publish_for_ever,
        check,
        publish_the_same_twice,
        publish_two_with_the_same_new_tags,
        overtake,
    )
}

if __name__ == "__main__":
    for name in sys.argv[1:]:
        VERBS[name]()
