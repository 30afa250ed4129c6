"""The kind that this app brings to the engine."""

from typing import ClassVar

from acuinfo.publishing.compiling import (
    assign_draft,
    draft_values,
    publications,
    replace_texts,
    save_valid,
    sources_for,
    texts,
    with_citations,
)
from acuinfo.publishing.documents import Document, Line, Slug
from acuinfo.publishing.kinds import Kind, register
from conditions.models import Condition

from .models import Exercise


class ExerciseDocument(Document):
    """What an edition of an exercise says."""

    KIND: ClassVar[str] = "exercise"

    steps: tuple[Line, ...] = ()
    conditions: tuple[Slug, ...] = ()

    @property
    def about(self):
        return self.conditions


def compile_exercise(draft):
    said = {
        **draft_values(draft, ExerciseDocument),
        "steps": texts(draft.steps),
        "conditions": tuple(sorted(condition.slug for condition in draft.conditions.all())),
    }
    return with_citations(ExerciseDocument.model_validate(said))


def apply_exercise(document, draft):
    assign_draft(draft, document, sources_for(document))
    save_valid(draft)
    replace_texts(draft.steps, document.steps)
    found = publications(Condition.KIND, document.conditions)
    draft.conditions.set(Condition.objects.filter(publication__in=found))


register(
    Kind(
        name="exercise",
        label="Exercise",
        plural="Exercises",
        folder="exercises",
        intro="What you can do yourself.",
        list_link="All exercises",
        draft=Exercise,
        document=ExerciseDocument,
        compile=compile_exercise,
        apply=apply_exercise,
        card=lambda document: {"steps": len(document.steps)},
        derived_tags=lambda document: (),
        template="exercises/exercise_detail.html",
        context=lambda page: {},
        card_template="exercises/_exercise_card.html",
        search_weight=1.2,
        schema_type="HowTo",
        structured_data=lambda document: {"step": list(document.steps)},
    )
)
