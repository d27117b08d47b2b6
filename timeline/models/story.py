"""An ordered, narrated selection of events."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .base import EdtfField, PublicIdField, SlugField, in_language, public_id_constraint, slug_constraint
from .event import Event

FAR = 10_000  # beyond every step's place: where steps wait while they are numbered anew


class Story(models.Model):
    public_id = PublicIdField()
    slug = SlugField()
    title_en = models.CharField(_("Title (English)"), max_length=200)
    title_ko = models.CharField(_("Title (Korean)"), max_length=200, blank=True)
    title_ja = models.CharField(_("Title (Japanese)"), max_length=200, blank=True)
    summary_en = models.TextField(_("Summary (English)"), max_length=1000, blank=True)
    summary_ko = models.TextField(_("Summary (Korean)"), max_length=1000, blank=True)
    summary_ja = models.TextField(_("Summary (Japanese)"), max_length=1000, blank=True)
    published = models.BooleanField(_("Published"), default=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["slug"]
        permissions = [("publish_story", "Can publish stories")]
        constraints = [slug_constraint("story"), public_id_constraint("story")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("story_detail", args=[self.slug])

    @property
    def title(self):
        return in_language(self, "title")[0]

    @property
    def summary(self):
        return in_language(self, "summary")[0]

    def number_steps(self, steps):
        """Give these, all the steps of the story, the places from one on in this order; call it in a transaction."""
        self.steps.update(position=models.F("position") + FAR)
        for position, step in enumerate(steps, 1):
            self.steps.filter(pk=step.pk).update(position=position)


class StoryStep(models.Model):
    """One idea of a story, with the events it speaks of. The words are Markdown."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    headline_en = models.CharField(_("Headline (English)"), max_length=200)
    headline_ko = models.CharField(_("Headline (Korean)"), max_length=200, blank=True)
    headline_ja = models.CharField(_("Headline (Japanese)"), max_length=200, blank=True)
    words_en = models.TextField(_("Narration (English)"), max_length=2000, blank=True)
    words_ko = models.TextField(_("Narration (Korean)"), max_length=2000, blank=True)
    words_ja = models.TextField(_("Narration (Japanese)"), max_length=2000, blank=True)
    window = EdtfField(_("Dates of the picture"), blank=True)  # where empty, those of the events
    events = models.ManyToManyField(Event, related_name="story_steps", verbose_name=_("Events"))

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["story", "position"], name="step_position_once"),
            models.CheckConstraint(name="step_position_from_one", condition=Q(position__gte=1)),
        ]

    def __str__(self):
        return f"{self.story} {self.position}"

    @property
    def headline(self):
        return in_language(self, "headline")[0]
