"""Where something is now that had another address."""

from django.http import Http404
from django.shortcuts import redirect

from timeline.models import OldSlug


def moved(noun, slug, things, view=""):
    """The redirect from a former slug or a merged id to where it is now; raises Http404 where it never was public."""
    now = OldSlug.objects.filter(noun=noun, slug=slug).values("public_id")
    thing = things.filter(public_id__in=now).values_list("slug", flat=True).first()
    if thing is None:
        raise Http404
    return redirect(view or f"{noun}_detail", thing, permanent=True)
