"""A page of another site reads our data and frames our card, in a real browser."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

READ = """async ours => {
  const answers = {};
  const all = ["/api/v1/condition/", "/evidence-map.csv", "/conditions.atom", "/sources.ris", "/conditions/"];
  for (const address of all) {
    answers[address] = await fetch(ours + address, {headers: {"If-None-Match": '"x"'}})
      .then(a => a.status + " " + (a.headers.get("AcuInfo-Version") > 0)).catch(() => "refused");
  }
  return answers;
}"""


@pytest.fixture
def other_site():
    """A site of somebody else's, with one empty page."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Portal</title><link rel='icon' href='data:,'><p>Ours</p>")

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_another_site_reads_our_data_and_shows_our_card_but_not_our_pages(reader, other_site):
    reader.page.goto(other_site)

    assert reader.page.evaluate(READ, reader.origin) == {
        "/api/v1/condition/": "200 true",
        "/evidence-map.csv": "200 false",
        "/conditions.atom": "200 false",
        "/sources.ris": "200 false",
        "/conditions/": "refused",
    }
    for address in ("/embed/evidence/knee-pain-sham/", "/evidence/knee-pain-sham/"):
        reader.page.evaluate(
            """address => new Promise(done => {
              const frame = document.createElement("iframe");
              Object.assign(frame, {src: address, title: "Card", width: 300, height: 400, onload: () => done()});
              document.body.append(frame);
            })""",
            reader.origin + address,
        )
    card, page = (frame for frame in reader.page.frames if frame != reader.page.main_frame)
    assert card.locator("h1").inner_text()
    assert card.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert card.evaluate("getComputedStyle(document.body).fontFamily").count("Atkinson")
    assert page.url.startswith("chrome-error:")


def test_a_card_has_no_barriers_and_fits_a_narrow_frame(reader):
    for width in (300, 768):
        reader.resize(width)
        for address in ("/embed/evidence/knee-pain-sham/", "/embed/conditions/knee-osteoarthritis/editions/1/"):
            assert reader.read(address) == 200
            assert reader.sideways() == []
            assert reader.barriers() == []
    assert reader.problems == []
