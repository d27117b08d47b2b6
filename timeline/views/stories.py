"""Stories: their list, each as a whole to read or print, and step by step."""

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from timeline.models import Noun, StoryStep
from timeline.public_history import versions_of
from timeline.stories import picture_of, steps_of, told_stories, whole_picture, years_of
from timeline.views.moved import moved
from timeline.views.parts import page_or_part, width_asked
from timeline.vocabulary import vocabulary

WIDE = 1040  # px of the picture on a desktop
FILES = ("timelinejs.json", "timelinejs.csv", "json", "csv", "ics", "jsonld", "bib", "ris")


@require_safe
def story_list(request):
    """Every public story, with its first words."""
    steps = Prefetch("steps", StoryStep.objects.defer("words_en", "words_ko", "words_ja"))
    stories = told_stories().prefetch_related(steps)
    return render(request, "stories/list.html", {"stories": stories})


@require_safe
def story_detail(request, slug):
    """The whole story on one page; 301 from a slug that it had before."""
    story = told_stories().filter(slug=slug).first()
    if story is None:
        return moved("story", slug, told_stories())
    return whole_page(request, story, Public(story))


@require_safe
def story_step(request, slug, position):
    """One step of a story."""
    story = told_stories().filter(slug=slug).first()
    if story is None:
        return moved("story", slug, told_stories())
    return step_page(request, story, position, Public(story))


@require_safe
def story_history(request, slug):
    """Every public version of a story, newest first, each against the one before."""
    story = told_stories().filter(slug=slug).first()
    if story is None:
        return moved("story", slug, told_stories(), view="story_history")
    known = vocabulary()
    context = {"story": story, "versions": versions_of(Noun.STORY, story.public_id, known), "record": known.record}
    return render(request, "stories/history.html", context)


class Public:
    """Where the pages of a story are, for its links."""

    preview = False

    def __init__(self, story):
        self.slug = story.slug

    @property
    def whole(self):
        return reverse("story_detail", args=[self.slug])

    def step(self, position):
        return reverse("story_step", args=[self.slug, position])

    @property
    def leave(self):
        return reverse("story_list")


def whole_page(request, story, where, **context):
    steps = steps_of(story)
    context |= {
        "story": story,
        "steps": [(step, where.step(step.position)) for step in steps],
        "years": years_of(steps),
        "picture": whole_picture(story, steps, width_asked(request, WIDE)),
        "where": where,
        "files": FILES,
    }
    response = page_or_part(request, "stories/detail.html", ["around"], context)
    patch_vary_headers(response, ["X-Width"])
    return response


def step_page(request, story, position, where, **context):
    steps = steps_of(story)
    if not 1 <= position <= len(steps):
        raise Http404(position)
    step = steps[position - 1]
    before = steps[position - 2] if position > 1 else None
    after = steps[position] if position < len(steps) else None
    context |= {
        "story": story,
        "steps": [(other, where.step(other.position)) for other in steps],
        "step": step,
        "count": len(steps),
        "before": (before, where.step(before.position)) if before else None,
        "after": (after, where.step(after.position)) if after else None,
        "picture": picture_of(story, steps, step, width_asked(request, WIDE)),
        "where": where,
    }
    response = page_or_part(request, "stories/step.html", ["around"], context)
    patch_vary_headers(response, ["X-Width"])
    return response
