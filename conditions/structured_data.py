"""What structured data says of a condition besides what every page says."""

from collections.abc import Mapping
from typing import Any

from .documents import ConditionDocument

CODE_SYSTEMS = {"icd-10": "ICD-10", "icd-10-cm": "ICD-10-CM", "snomed-ct": "SNOMED-CT", "mesh": "MeSH"}


def condition(document: ConditionDocument) -> Mapping[str, Any]:
    """Return what a page is about, as schema.org's MedicalCondition."""
    codes = [
        {"@type": "MedicalCode", "codeValue": code.code, "codingSystem": CODE_SYSTEMS[code.system.value]}
        for code in document.codes
    ]
    names = list(document.other_names)
    about = {"@type": "MedicalCondition", "name": document.title, "alternateName": names, "code": codes}
    return {"about": about}
