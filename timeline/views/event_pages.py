"""One event: its page, its history, its permanent address."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from timeline.codebook import Status
from timeline.event_detail import NOT_SHOWN, detail_of, neighbours, with_themes
from timeline.exports.linked_data import event_page_as_json_ld
from timeline.exports.offered import card_of_event, cited, event_as_work, files_of_event
from timeline.known import known_events
from timeline.local_strip import LocalStrip
from timeline.models import Noun
from timeline.public_history import versions_of
from timeline.views.moved import moved
from timeline.views.parts import page_or_part, width_asked
from timeline.vocabulary import vocabulary

GONE = 410


@require_safe
def event_detail(request, slug):
    """An event; 410 with the reason and the history when it was withdrawn, 301 from a slug it had before."""
    event = public_event(slug)
    if event is None:
        return moved(Noun.EVENT, slug, known_events())
    known = vocabulary()
    context = {"event": event, "record": known.record}
    if event.status == Status.WITHDRAWN:
        context |= {"versions": versions_of(Noun.EVENT, event.public_id, known)}
        return render(request, "events/gone.html", context, status=GONE)
    before, after = neighbours(event)
    detail = detail_of(event, known)
    strip = LocalStrip(event, detail.ghost, kin=detail.kin, width=width_asked(request, 1040))
    context |= {"detail": detail, "strip": strip, "before": before, "after": after, "site_url": settings.SITE_URL}
    context |= to_take_away(event, known.record)
    response = page_or_part(request, "events/detail.html", ["around"], context)
    patch_vary_headers(response, ["X-Width"])
    return response


def to_take_away(event, record):
    """The event as files, as a card, and as something to cite."""
    files = files_of_event(event)
    return {
        "files": files,
        "cite": cited(event_as_work(event, record), files),
        "linked": event_page_as_json_ld(event),
        "card": card_of_event(event),
    }


@require_safe
def event_history(request, slug):
    """Every public version of an event, newest first, each against the one before."""
    event = public_event(slug)
    if event is None:
        return moved(Noun.EVENT, slug, known_events(), view="event_history")
    known = vocabulary()
    versions = versions_of(Noun.EVENT, event.public_id, known)
    context = {"event": event, "versions": versions, "record": known.record}
    return render(request, "events/history.html", context, status=GONE if event.status == Status.WITHDRAWN else 200)


@require_safe
def event_permanent(request, public_id):
    """The short address that never changes: leads to the event's page, also after a merge."""
    event = known_events().filter(public_id=public_id.upper()).only("slug").first()
    if event is None:
        return moved(Noun.EVENT, public_id.upper(), known_events())
    return redirect("event_detail", event.slug, permanent=True)


def public_event(slug):
    """The event that readers may know of under this slug, published or withdrawn, or None."""
    events = known_events().filter(slug=slug).select_related("place", "place__country").defer(*NOT_SHOWN)
    return with_themes(events).first()
