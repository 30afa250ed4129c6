"""Drafts of exercises."""

from typing import ClassVar

from django.db import models
from taggit.managers import TaggableManager

from acuinfo.publishing.models import Draft, OrderedRow, TaggedDraft


class TaggedExercise(TaggedDraft):
    """A tag on an exercise's draft."""

    content_object = models.ForeignKey("Exercise", on_delete=models.CASCADE)


class Exercise(Draft):
    """Something to do at home."""

    KIND: ClassVar[str] = "exercise"

    conditions = models.ManyToManyField("conditions.Condition", blank=True, related_name="+")
    tags = TaggableManager(through=TaggedExercise, blank=True)


class Step(OrderedRow):
    """One thing to do."""

    exercise = models.ForeignKey(Exercise, on_delete=models.CASCADE, related_name="steps")
    text = models.TextField()
