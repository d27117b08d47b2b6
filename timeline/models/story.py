"""An ordered, narrated selection of events."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import PublicIdField, SlugField, in_language, public_id_constraint, slug_constraint
from .event import Event


class Story(models.Model):
    public_id = PublicIdField()
    slug = SlugField()
    title_en = models.CharField(_("Title (English)"), max_length=200)
    title_ko = models.CharField(_("Title (Korean)"), max_length=200, blank=True)
    title_ja = models.CharField(_("Title (Japanese)"), max_length=200, blank=True)
    published = models.BooleanField(_("Published"), default=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["slug"]
        constraints = [slug_constraint("story"), public_id_constraint("story")]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_language(self, "title")[0]


class StoryStep(models.Model):
    """One idea of a story, with the events it speaks of. The words are Markdown."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    headline_en = models.CharField(_("Headline (English)"), max_length=200)
    headline_ko = models.CharField(_("Headline (Korean)"), max_length=200, blank=True)
    headline_ja = models.CharField(_("Headline (Japanese)"), max_length=200, blank=True)
    words_en = models.TextField(_("Narration (English)"), blank=True)
    words_ko = models.TextField(_("Narration (Korean)"), blank=True)
    words_ja = models.TextField(_("Narration (Japanese)"), blank=True)
    events = models.ManyToManyField(Event, related_name="story_steps")

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
