"""The latest public changes of the whole record."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.models import Actor, Change, Event, Noun, Source

MODELS = {
    Noun.EVENT: (Event, "event_detail"),
    Noun.ACTOR: (Actor, "actor_detail"),
    Noun.SOURCE: (Source, "source_detail"),
}


@require_safe
def changes(request):
    """Newest first, fifty a page; a page that does not exist is the last."""
    page = Paginator(Change.objects.filter(public=True).select_related("by").defer("snapshot"), 50).get_page(
        request.GET.get("page")
    )
    lines = list(page)
    for noun, (model, address) in MODELS.items():
        ids = {line.public_id for line in lines if line.noun == noun}
        known = {row.public_id: row for row in model.objects.filter(public_id__in=ids)} if ids else {}
        for line in lines:
            if line.noun == noun:
                line.thing, line.address = known.get(line.public_id), address
    return render(request, "pages/changes.html", {"page": page, "lines": lines})
