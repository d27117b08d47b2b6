"""One event: its page, its public history, its permanent address."""

from django.db.models import Prefetch, Q, Value
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from timeline import codebook, comparing
from timeline.codebook import Status
from timeline.models import Citation, Event, EventLink, Noun, OldSlug, Participation
from timeline.review.history import history_of
from timeline.vocabulary import vocabulary


def find(noun, model, slug):
    """The row of an address, or the slug that a former address leads to: `(row, None)` or `(None, slug)`. Else 404."""
    row = model.filter(slug=slug).first()
    if row is not None:
        return row, None
    old = OldSlug.objects.filter(noun=noun, slug=slug).first()
    moved = model.filter(public_id=old.public_id).first() if old else None
    if moved is None:
        raise Http404
    return None, moved.slug


@require_safe
def event_detail(request, slug):
    events = (
        Event.objects.exclude(status__in=[Status.DRAFT, Status.REVIEW])
        .select_related("place")
        .prefetch_related(
            Prefetch("participations", Participation.objects.select_related("actor", "actor__country")),
            Prefetch("citations", Citation.objects.select_related("source", "source__publisher", "event")),
            "citations__source__copies__publisher",
            "themes",
        )
    )
    event, moved = find(Noun.EVENT, events, slug)
    if moved:
        return HttpResponsePermanentRedirect(reverse("event_detail", args=[moved]))
    if event.status == Status.WITHDRAWN:
        lines = comparing.with_differences(history_of(Noun.EVENT, event.public_id).filter(public=True))
        return render(request, "events/gone.html", {"event": event, "lines": lines}, status=410)
    before, after = neighbours(event)
    context = {
        "event": event,
        "related": related_to(event),
        "before": before,
        "after": after,
        "readings": readings_of(event),
        "offices": offices_at(event),
        "in_office": in_office(event),
        "quad": codebook.QUADS[codebook.PLOVER[event.plover].quad] if event.plover else "",
    }
    return render(request, "events/detail.html", context)


@require_safe
def event_history(request, slug):
    """Every public version, newest first, each with what differs from the one before."""
    events = Event.objects.exclude(status__in=[Status.DRAFT, Status.REVIEW])
    event, moved = find(Noun.EVENT, events, slug)
    if moved:
        return HttpResponsePermanentRedirect(reverse("event_history", args=[moved]))
    lines = comparing.with_differences(history_of(Noun.EVENT, event.public_id).filter(public=True))
    return render(request, "events/history.html", {"event": event, "lines": lines})


@require_safe
def event_permanent(request, public_id):
    """The address that never changes: on to the event's readable one."""
    public_id = public_id.upper()
    old = OldSlug.objects.filter(noun=Noun.EVENT, slug=public_id).values("public_id")
    events = Event.objects.exclude(status__in=[Status.DRAFT, Status.REVIEW])
    event = events.filter(Q(public_id=public_id) | Q(public_id__in=old)).first()
    if event is None:
        raise Http404
    return HttpResponsePermanentRedirect(reverse("event_detail", args=[event.slug]))


def related_to(event):
    """Published events linked to this one in either direction: (link, other event, whether seen from the other end)."""
    links = EventLink.objects.filter(Q(event=event) | Q(other=event)).select_related("event", "other")
    found = []
    for link in links:
        inverse = link.other_id == event.pk
        other = link.event if inverse else link.other
        if other.status == Status.PUBLISHED:
            found.append((link, other, inverse))
    return sorted(found, key=lambda item: (item[1].earliest, item[1].public_id))


def neighbours(event):
    """The published events just before and after in time: one query."""
    published = Event.objects.published().exclude(pk=event.pk)
    here = {"earliest": event.earliest, "latest": event.latest, "public_id": event.public_id}
    same = Q(earliest=here["earliest"])
    earlier = Q(earliest__lt=here["earliest"]) | same & Q(latest__gt=here["latest"])
    earlier |= same & Q(latest=here["latest"], public_id__lt=here["public_id"])
    before = published.filter(earlier).newest_first().annotate(side=Value("before"))[:1]
    after = published.filter(~earlier).in_time().annotate(side=Value("after"))[:1]
    found = {e.side: e for e in before.union(after, all=True).order_by()}
    return found.get("before"), found.get("after")


def readings_of(event):
    """What each source says of the date, where that is worth saying: (claimed date, citations), the preferred first."""
    claims = {}
    for citation in event.citations.all():
        if citation.claimed_date:
            claims.setdefault(citation.claimed_date, []).append(citation)
    worth = event.edtf.is_doubtful or len(claims) > 1
    ranked = sorted(claims.items(), key=lambda item: (item[0].rstrip("?~%") != event.date.rstrip("?~%"), item[0]))
    return ranked if worth else []


def offices_at(event):
    """The office that each participant held at the event's time, by actor's slug."""
    held = {}
    for stretch in vocabulary().stretches.values():
        if stretch.office and stretch.earliest <= event.latest and stretch.latest >= event.earliest:
            held.setdefault(stretch.actor, stretch)
    from timeline.models import Office

    names = {}
    for participation in event.participations.all():
        if stretch := held.get(participation.actor.slug):
            names[participation.actor.slug] = stretch
    if not names:
        return {}
    record = vocabulary().record
    known = {o.slug: o for o in (record.office_above, record.office_below) if o} if record else {}
    missing = {s.office for s in names.values()} - set(known)
    if missing:
        known |= {o.slug: o for o in Office.objects.filter(slug__in=missing)}
    return {slug: (known[stretch.office], stretch) for slug, stretch in names.items()}


def in_office(event):
    """Who held the record's two offices when the event may have happened: (office, tenures), for short dates."""
    record = vocabulary().record
    if record is None or (event.latest - event.earliest).days > 366 * 3:
        return []
    found = []
    for office in (record.office_above, record.office_below):
        if office:
            tenures = vocabulary().tenures_of(office.slug)
            found.append((office, [t for t in tenures if t.earliest <= event.latest and t.latest >= event.earliest]))
    return [(office, tenures) for office, tenures in found if tenures]
