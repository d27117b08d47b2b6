"""What the shipped stories must hold: every paragraph says whose it is, and every figure stands in the record."""

import re

import pytest

from timeline.models import Event, Story, StoryStep
from timeline.narration import REFERENCE, referred

pytestmark = [pytest.mark.usefixtures("shipped_record"), pytest.mark.django_db]
LANGUAGES = ("en", "ko", "ja")
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def narrations():
    for step in StoryStep.objects.prefetch_related("events").select_related("story"):
        for code in LANGUAGES:
            yield step, code, getattr(step, f"words_{code}")


def test_stories_are_complete_in_three_languages_and_rest_on_public_events():
    for story in Story.objects.prefetch_related("steps"):
        texts = [(story, ("title", "summary")), *((step, ("headline", "words")) for step in story.steps.all())]
        assert all(getattr(of, f"{name}_{code}") for of, names in texts for name in names for code in LANGUAGES)
    assert not Event.objects.exclude(status="published").filter(story_steps__isnull=False).exists()


def test_every_paragraph_refers_to_events_of_its_step_and_every_event_is_referred_to_in_each_language():
    for step, code, words in narrations():
        where = (step.story.slug, step.position, code)
        assert all(REFERENCE.search(paragraph) for paragraph in words.split("\n\n")), where
        assert set(referred(words)) == {event.slug for event in step.events.all()}, where


def test_figures_and_days_of_the_narration_stand_in_the_events_of_its_step():
    for step, code, words in narrations():
        carried = " ".join(
            f"{e.date} {getattr(e, f'title_{code}')} {getattr(e, f'summary_{code}')} {getattr(e, f'note_{code}')}"
            for e in step.events.all()
        )
        whole = set(NUMBER.findall(carried))
        known = whole | {part.lstrip("0") for number in whole for part in re.split(r"[-/.]", number)}
        known |= {part.lstrip("0") for e in step.events.all() for part in re.split(r"\D+", e.date)}
        said = set(NUMBER.findall(REFERENCE.sub("", words)))
        assert said <= known, (step.story.slug, step.position, code, said - known)
