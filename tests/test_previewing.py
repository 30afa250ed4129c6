"""A preview is the page that readers will get, and the desk shows each figure as its source prints it."""

import difflib
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from acuinfo.publishing import actions

from . import cast as people
from .published_site import Site

SIGNED_IN = "django.contrib.auth.backends.ModelBackend"
FIGURES: dict[str, Any] = {
    "i_squared": "0.0",
    "participants": 20,
    "ci_level": 99,
    "estimate": "-6.20",
    "ci_low": "-9.0",
    "ci_high": "-3.40",
}
SCALE = {"name": "WOMAC", "minimum": "0", "maximum": "100.0", "better": "lower", "small": "5.50"}
OWN_WORDS = {"+ Not yet reviewed", "+ <p>This is a draft; it has no edition number yet.</p>", "+ </dd>"}
"""What a preview says instead of its dates and its edition."""


OF_AN_EDITION = {
    "- <h3>Cite this page</h3>",
    "- <h4>Always current</h4>",
    "- <h4>As of today</h4>",
    '- <h2 id="words-back-heading">Was this page clear?</h2>',
}
"""What a preview leaves out: nobody cites a draft, shows it elsewhere or writes about it."""


def without_banner(html: str) -> list[str]:
    """Return the lines of a page's main part without the banner of a preview."""
    html = re.sub(r'<section[^>]*aria-labelledby="preview-heading">.*?</section>', "", html, flags=re.DOTALL)
    main = html[html.index("<main") : html.index("</main>")]
    return [line for line in map(str.strip, main.splitlines()) if line]


@pytest.fixture
def with_figures(site: Site) -> Site:
    """The site with a finding and a safety note that are full of figures."""
    arms = {"mean_treatment": "4.50", "sd_treatment": "1.0", "mean_control": "5.0", "sd_control": "1.20"}
    trial = {"label": "Berman", "n_treatment": 10, "n_control": 10, **arms}
    finding = people.evidence_document(measure="MD", scale=SCALE, trials=(trial,), studies=1, **FIGURES)
    people.rewrite(site.cast, site.evidence[0], finding)
    people.publish(site.cast, site.evidence[0])
    rate = {"count": 13, "denominator": 1000, "unit": "treatments", "low": "9.50", "high": "17.0", "period": ""}
    people.rewrite(site.cast, site.safety[0], people.safety_document(rate=rate, source="vickers2018"))
    people.publish(site.cast, site.safety[0])
    return site


def test_a_preview_is_line_for_line_the_page_when_nothing_changed(with_figures: Site, client: Client) -> None:
    for page in with_figures.pages:
        draft = actions.draft_of(page)
        page.refresh_from_db()
        client.logout()
        public = client.get(page.get_absolute_url()).content.decode()
        client.force_login(with_figures.cast.pia, SIGNED_IN)

        preview = client.get(reverse(f"admin:{draft._meta.label_lower.replace('.', '_')}_preview", args=[draft.pk]))

        lines = list(difflib.ndiff(without_banner(public), without_banner(preview.content.decode())))
        added = [line for line in lines if line[0] == "+" and line not in OWN_WORDS]
        missing = [line for line in lines if re.match(r"- .*<(section|h[1-6]|table|svg|figure)\b", line)]
        assert (added, [line for line in missing if line not in OF_AN_EDITION]) == ([], []), page


def test_the_desk_shows_figures_without_the_zeros_of_the_column(with_figures: Site, client: Client) -> None:
    client.force_login(with_figures.cast.pia, SIGNED_IN)
    for page in (with_figures.evidence[0], with_figures.safety[0]):
        draft = actions.draft_of(page)

        form = client.get(reverse(f"admin:{draft._meta.label_lower.replace('.', '_')}_change", args=[draft.pk]))

        assert re.findall(r'value="-?\d+\.\d*0"', form.content.decode()) == []
