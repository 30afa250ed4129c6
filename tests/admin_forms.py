"""What a browser would send back from a page of the desk."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Collects the fields of a form by its id, with the values the page shows."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.fields: dict[str, list[str]] = {}
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        if tag == "form":
            self._inside = at.get("id") == self.form_id or (not self.form_id and at.get("method") == "post")
        if not self._inside:
            return
        name = at.get("name")
        if tag == "input" and name and at.get("type") not in ("submit", "button", "file"):
            if at.get("type") not in ("checkbox", "radio") or "checked" in at:
                self.fields.setdefault(name, []).append(
                    at.get("value") or ("on" if at.get("type") == "checkbox" else "")
                )
        elif tag == "textarea" and name:
            self._area = name
            self.fields.setdefault(name, []).append("")
        elif tag == "select" and name:
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select and "selected" in at:
            self.fields[self._select].append(at.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            if self._area:
                self.fields[self._area][-1] = self.fields[self._area][-1].removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data):
        if self._area:
            self.fields[self._area][-1] += data


def fields_of(html: str, form_id: str = "") -> dict[str, list[str]]:
    """Return the fields of one form of a page, as lists of values by name; without an id, of the last POST form."""
    parser = _Fields(form_id)
    parser.feed(html)
    return parser.fields
