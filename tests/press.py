"""The press: publishes edition after edition of one page, for tests that kill servers or back up meanwhile.

As a WSGI application it is the site with one address more: POST /press answers the number of the edition it published.
As a program (``python -m tests.press``) it publishes until it is stopped and prints each number after its commit.
"""

import os
import re
import sys
from collections.abc import Iterable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")

from acuinfo.wsgi import application as site  # isort: skip  # it sets Django up, which the imports below need

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import close_old_connections

from acuinfo.publishing.models import Publication
from tests import cast as people

SLUG = "knee-osteoarthritis"
ADDRESS = f"/conditions/{SLUG}/"


def document(number: int):
    """Return what edition ``number`` says; its number stands in five places."""
    mark = f"wording-{number}."
    return people.condition_document(
        other_names=(f"Also {mark}",),
        key_messages=(f"First {mark}", f"Second {mark}"),
        what_it_is=f"<p>Body {mark}</p>",
        unknowns=f"<p>Unknown {mark}</p>",
    )


def numbers_on(page: str) -> set[int]:
    """Return the numbers of the editions whose words are on a page: one, unless it is half shown."""
    return {int(number) for number in re.findall(r"wording-(\d+)\.", page)}


def prepare() -> None:
    """Make the tables and the cast, and publish the first edition."""
    call_command("migrate", verbosity=0)
    people.published(people.make_cast(), SLUG, document(1))


def publish_next() -> int:
    """Publish the next edition through the real actions; return its number after the commit."""
    users = {user.username: user for user in User.objects.filter(username__in=["ada", "ruth", "pia", "nobody"])}
    publication = Publication.objects.get(slug=SLUG)
    number = publication.editions.count() + 1
    cast = people.Cast(**users)
    people.rewrite(cast, publication, document(number))
    people.publish(cast, publication)
    return number


def application(environ, start_response) -> Iterable[bytes]:
    """Serve the site, and POST /press."""
    if environ["PATH_INFO"] != "/press":
        return site(environ, start_response)
    close_old_connections()
    try:
        number = publish_next()
    except Exception as error:  # the database is away: the client learns that nothing was published
        start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
        return [str(error).encode()]
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(number).encode()]


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        prepare()
    while sys.argv[1:] != ["prepare"]:
        print(publish_next(), flush=True)
