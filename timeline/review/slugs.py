"""The readable end of an event's address, from what is known of its date and its words."""

from django.utils.text import slugify

from timeline import dates
from timeline.models import Event, Noun, OldSlug


def slug_for(event, *, otherwise=""):
    """A slug such as "2025-08-lee-ishiba-summit" that no other event has or had; `otherwise`: words without a title."""
    when = dates.parse(event.date)
    known = {"day": 10, "month": 7}.get(when.precision.value, 4)
    first = when.earliest.isoformat()[:known] if not when.is_open_start else when.latest.isoformat()[:4]
    words = slugify(event.title_en or event.short_title_en) or slugify(otherwise)
    words = words[: 79 - len(first)].strip("-") or event.public_id.lower()
    wanted = slug = f"{first}-{words}"
    n = 1
    while is_taken(slug, event):
        n += 1
        slug = f"{wanted[:76]}-{n}"
    return slug


def is_taken(slug, event):
    """Whether a slug is or was another event's."""
    now = Event.objects.filter(slug=slug).exclude(pk=event.pk)
    once = OldSlug.objects.filter(noun=Noun.EVENT, slug=slug).exclude(public_id=event.public_id)
    return now.exists() or once.exists()
