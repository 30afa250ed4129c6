"""Pages by the codes that other systems know conditions by."""

import re

from django.db.models import Q
from django.db.models.functions import Length

from acuinfo.publishing.models import PageCode, Publication
from acuinfo.publishing.models.publications import plain_code

SYSTEMS = {
    "icd-10-cm": ("2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm"),
    "icd-10": ("2.16.840.1.113883.6.3", "http://hl7.org/fhir/sid/icd-10"),
    "snomed-ct": ("2.16.840.1.113883.6.96", "http://snomed.info/sct"),
    "mesh": ("2.16.840.1.113883.6.177", "https://www.nlm.nih.gov/mesh", "http://terminology.hl7.org/CodeSystem/MSH"),
}
"""Each system by its own name, with its object identifier in HL7 and its address in FHIR."""
_BY_NAME = {name: system for system, others in SYSTEMS.items() for name in (system, *others)}
TREES = ("icd-10", "icd-10-cm")
"""Systems where what a code begins with is the wider one: M17 for M17.11."""
SHORTEST = 3
"""Characters of the widest code that is looked for: a category of ICD-10."""


def system_of(name: str) -> str:
    """Return our name of a system that is named by identifier, address or its own name; "" for any other."""
    return _BY_NAME.get(re.sub(r"^urn:oid:", "", name.strip()), "")


CODE = re.compile(r"[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?|[A-Z]\d{6,9}|\d{6,18}")
"""What codes of ICD-10, MeSH and SNOMED CT look like, in capitals without blanks."""


def looks_like_a_code(text: str) -> bool:
    """Tell whether somebody typed a code and nothing else."""
    return CODE.fullmatch("".join(text.upper().split())) is not None


def name_of_code(code: str) -> str:
    """Return the title of the live page that carries a code in any system, or the narrowest wider one; "" for none.

    One query.
    """
    asked = plain_code(code)[:40]
    wider = [asked[:end] for end in range(SHORTEST, len(asked))]
    carried = PageCode.objects.filter(Q(code=asked) | Q(system__in=TREES, code__in=wider))
    live = carried.filter(publication__in=Publication.objects.live()).order_by(Length("code").desc(), "publication")
    return live.values_list("publication__title", flat=True).first() or ""


def pages_by_code(system: str, code: str) -> list[Publication]:
    """Return the live pages that carry a code, or else those of the narrowest wider one, as cards with doubts.

    Three queries at most, one where nobody carries it.
    """
    asked = plain_code(code)[:40]
    known = system_of(system)
    if not asked or not known:
        return []
    least = min(SHORTEST, len(asked)) if known in TREES else len(asked)
    wider = [asked[:end] for end in range(len(asked), least - 1, -1)]
    carried = PageCode.objects.filter(system=known, code__in=wider, publication__in=Publication.objects.live())
    rows = list(carried.order_by(Length("code").desc()).values_list("code", "publication"))
    nearest = [page for found, page in rows if found == rows[0][0]]
    pages = Publication.objects.live().with_doubts().select_related("current").in_list_order()
    return list(pages.filter(pk__in=nearest)) if nearest else []
