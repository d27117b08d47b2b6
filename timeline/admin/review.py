"""Review in the admin: the queue by article, an article with its candidates, and the buttons over `review`'s verbs."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from timeline.codebook import Status
from timeline.intake.proposing import propose
from timeline.models import Candidate, Decision, Event, Source
from timeline.review import Overtaken, ReviewError, accept, merge, publish, reject, undo
from timeline.views.parts import page_or_part

from .fields import having
from .review_desk import Desk, articles, unread, waiting
from .review_forms import ReviewForm

ARTICLES_A_PAGE = 50


def need(request, *permissions):
    if not all(request.user.has_perm(f"timeline.{permission}") for permission in permissions):
        raise PermissionDenied


def may_cite_on(user, event):
    """Whether somebody may merge into an event: what readers see is for those who may publish."""
    if event.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return user.has_perm("timeline.publish_event")
    return user.has_perm("timeline.change_event")


def may_undo(user, candidate):
    """One's own decisions; those of others, and what readers see, are for those who may publish."""
    if user.has_perm("timeline.publish_event"):
        return True
    event = candidate.event
    return candidate.decided_by_id == user.pk and (event is None or may_cite_on(user, event))


# The queue


@require_safe
def review_queue(request):
    """Articles with candidates to decide on, the newest first."""
    need(request, "view_candidate")
    state = request.GET.get("state", "waiting")
    typed = request.GET.get("q", "").strip()[:100]
    lists = {
        "waiting": waiting(),
        "unread": unread(),
        "done": articles().filter(found__gt=0, pending=0),
    }
    if state not in lists:
        state = "waiting"
    tabs = [
        {"state": name, "label": label, "count": lists[name].count(), "current": name == state}
        for name, label in (("waiting", _("To review")), ("unread", _("Not looked through")), ("done", _("Decided")))
    ]
    rows = lists[state]
    if typed:
        rows = rows.filter(pk__in=having(Source.objects.all(), typed).values("pk"))
    page = Paginator(rows, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("Review"), "tabs": tabs, "state": state, "typed": typed, "page": page}
    context["pending"] = Candidate.objects.pending().count()
    return page_or_part(request, "admin/review/queue.html", ["queue"], whole(request, context))


def whole(request, context):
    return {**admin.site.each_context(request), **context}


# An article


@require_http_methods(["GET", "HEAD", "POST"])
def review_article(request, slug):
    """An article and its candidates; a decision is a POST of the current card and leads to the next one."""
    need(request, "view_candidate")
    source = get_object_or_404(Source.objects.select_related("publisher"), slug=slug)
    if request.method == "POST":
        return act(request, source)
    at = request.GET.get("at", "")
    return show(request, source, at=int(at) if at.isascii() and at.isdigit() and len(at) < 6 else None)


def show(request, source, *, at=None, form=None, refused="", status=200):
    desk = Desk(source, request.user, at)
    user, card = request.user, desk.current
    may = {
        "decide": user.has_perm("timeline.change_candidate"),
        "accept": user.has_perm("timeline.add_event"),
        "publish": user.has_perm("timeline.publish_event"),
        "publish_at_once": user.has_perm("timeline.publish_event") and not settings.REVIEW_TWO_PEOPLE,
        "find": user.has_perm("timeline.add_candidate"),
        "edit_source": user.has_perm("timeline.change_source"),
    }
    for other in desk.decided:
        event = other.candidate.event
        other.may_undo = may["decide"] and may_undo(user, other.candidate)
        other.may_publish = may["publish"] and event is not None and event.status in (Status.DRAFT, Status.REVIEW)
        other.needs_another = settings.REVIEW_TWO_PEOPLE and other.candidate.decided_by_id == user.pk
    deciding = card is not None and card.candidate.is_pending and may["decide"]
    if deciding:
        form = form or ReviewForm(card.candidate)
        for match in card.likely:
            match.may = may_cite_on(user, match.event)
    context = {
        "title": source.title,
        "source": source,
        "desk": desk,
        "card": card,
        "form": form if deciding else None,
        "may": may,
        "matches": [match for match in card.likely if match.may] if deciding else [],
        "barred": [match for match in card.likely if not match.may] if deciding else [],
        "refused": refused,
        "base": reverse("admin:review_article", args=[source.slug]),
    }
    response = page_or_part(request, "admin/review/article.html", ["desk"], whole(request, context), status=status)
    if request.headers.get("HX-Target") == "desk":
        response["HX-Replace-Url"] = context["base"] + (card.url if card else "")
    return response


# What is done


def act(request, source):
    """Carry out the button that was pressed; a refusal shows the card again, with words and what was typed."""
    verb = request.POST.get("verb", "")
    if verb == "find":
        return find(request, source)
    desk = Desk(source, request.user)
    card = desk.card_of(request.POST.get("candidate", ""))
    if card is None:
        refused = _("This candidate is gone: the article was read anew meanwhile.")
        return show(request, source, refused=refused, status=409)
    need(request, "change_candidate")
    candidate, form = card.candidate, None
    seen = request.POST.get("seen", "")
    candidate.version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else -1
    try:
        if verb in ("accept", "accept-publish", "merge"):
            form = ReviewForm(candidate, request.POST)
            if not form.is_valid():
                raise ReviewError(_("Correct what is marked, then decide again."))
        said = VERBS.get(verb, no_such_verb)(request, candidate, form)
    except Overtaken as error:
        return show(request, source, at=card.number, refused=str(error), status=409)
    except ReviewError as error:
        return show(request, source, at=card.number, form=form, refused=str(error), status=422)
    messages.success(request, said)
    follows = card if verb == "undo" else Desk(source, request.user).after(card.number)
    if verb == "publish":
        follows = Desk(source, request.user).current
    return HttpResponseRedirect(address(source, follows))


def address(source, card):
    base = reverse("admin:review_article", args=[source.slug])
    return f"{base}?at={card.number}#candidate-{card.number}" if card else base


def no_such_verb(request, candidate, form):
    raise ReviewError(_("Say what to do with this candidate: accept, merge or reject it."))


def accept_it(request, candidate, form):
    need(request, "add_event")
    event = accept(candidate, by=request.user, **form.corrected)
    return _("Accepted as a draft: “%(title)s”.") % {"title": event.title}


@transaction.atomic
def accept_and_publish(request, candidate, form):
    need(request, "add_event", "publish_event")
    event = accept(candidate, by=request.user, **form.corrected)
    event = publish(event, by=request.user, reason=reason_of(candidate))
    return _("Accepted and published: “%(title)s”.") % {"title": event.title}


def merge_it(request, candidate, form):
    event = form.cleaned_data["other"] or Event.objects.filter(public_id=request.POST.get("into", "")[:8]).first()
    if event is None:
        raise ReviewError(_("Choose the event of the record that this is, under Edit; or accept it as a new one."))
    if not may_cite_on(request.user, event):
        raise PermissionDenied
    sharpen = request.POST.get("sharpen") == event.public_id
    merged = merge(candidate, event, by=request.user, sharpen=sharpen, **form.of_citation)
    return _("Merged into “%(title)s”.") % {"title": merged.title}


def reject_it(request, candidate, form):
    reject(candidate, by=request.user, reason=request.POST.get("note", ""))
    return _("Rejected.")


def undo_it(request, candidate, form):
    if not may_undo(request.user, Candidate.objects.select_related("event").get(pk=candidate.pk)):
        raise PermissionDenied
    undo(candidate, by=request.user)
    return _("Taken back: the candidate is open again.")


def publish_it(request, candidate, form):
    need(request, "publish_event")
    if candidate.decision not in (Decision.ACCEPTED, Decision.MERGED):
        raise ReviewError(_("There is no event to publish: the decision was taken back."))
    event = publish(candidate.event, by=request.user, reason=reason_of(candidate))
    return _("Published: “%(title)s”.") % {"title": event.title}


def reason_of(candidate):
    """What the event's public history says of a publication from review."""
    return _("Reviewed against %(source)s") % {"source": str(candidate.source)[:300]}


VERBS = {
    "accept": accept_it,
    "accept-publish": accept_and_publish,
    "merge": merge_it,
    "reject": reject_it,
    "undo": undo_it,
    "publish": publish_it,
}


def find(request, source):
    """Look for events in the article's text, once more where it was done before."""
    need(request, "add_candidate", "change_candidate")
    if not source.text:
        messages.error(request, _("This source has no text here: add it first, under Edit source."))
        return HttpResponseRedirect(address(source, None))
    before = source.candidates.count()
    found = len(propose(source))
    new = max(0, found - before)
    said = ngettext("%(n)s date found, %(new)s new.", "%(n)s dates found, %(new)s new.", found)
    messages.success(request, said % {"n": found, "new": new})
    return HttpResponseRedirect(address(source, None))
