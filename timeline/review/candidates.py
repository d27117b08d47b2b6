"""What is decided of a candidate: a new event, another citation for one that we have, neither; and back again.

Whoever decides hands over the candidate as they saw it. If it was decided or read anew meanwhile, nothing is changed
and `Overtaken` says by whom: two people at once never overwrite each other.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline import record_files
from timeline.codebook import CitationRole, Kind, Role, Significance, Status
from timeline.intake.locators import Locator, find_locator, hash_of, locator_for
from timeline.models import Candidate, Change, Citation, Decision, Event, Noun, Participation, Verb, as_language

from .history import fresh, lock, record_change
from .publishing import ReviewError
from .slugs import slug_for
from .versions import write_version

TITLES = ("title_en", "title_ko", "title_ja")
SUMMARIES = ("summary_en", "summary_ko", "summary_ja")
OF_EVENT = {*TITLES, *SUMMARIES, "date", "kind", "plover", "plover_mode", "place", "significance", "actors"}
OF_CITATION = {"role", "claimed_date", "date_words", "prefix", "exact", "suffix"}


class Overtaken(ReviewError):
    """Somebody was faster. `candidate` is what it now is, with their decision."""

    def __init__(self, words, candidate):
        super().__init__(words)
        self.candidate = candidate


@transaction.atomic
def accept(candidate, *, by, event=None, **corrected):
    """Cite the candidate's article on an event: the one given, or a new draft. Returns the event.

    `corrected` has what the reviewer says otherwise than was proposed: titles and summaries by language, `date`,
    `kind`, `plover`, `plover_mode`, `place`, `significance`, `actors` as `(actor, role)`; of the citation `role`,
    `claimed_date`, `date_words`, `prefix`, `exact`, `suffix`. A title in the article's language is needed.
    """
    if event is not None:
        return merge(candidate, event, by=by, **{key: corrected[key] for key in corrected if key in OF_CITATION})
    only_known(corrected, OF_EVENT | OF_CITATION)
    candidate = lock_seen(candidate, by)
    event = event_from(candidate, corrected)
    with as_words():
        event.full_clean(exclude=["slug"])
        event.slug = slug_for(event, otherwise=names_for_slug(corrected["actors"], event.kind))
        event.full_clean()
        event.save()
        for position, (actor, role) in enumerate(corrected["actors"]):
            part = Participation(event=event, actor=actor, role=role, position=position)
            part.full_clean()
            part.save()
        cite(candidate, event, {"claimed_date": event.date} | corrected)
        record_change(event, by=by, verb=Verb.CREATED, reason=_("Accepted from %(source)s") % source_of(candidate))
        decide(candidate, Decision.ACCEPTED, by=by, event=event, event_version=event.version)
    return event


@transaction.atomic
def merge(candidate, event, *, by, sharpen=False, **corrected):
    """Cite the candidate's article on an event that the record has. Returns the event.

    `sharpen` gives the event the candidate's date, where that lies inside the event's own and says more. An article
    that is already cited is not cited again, unless in a corrected role: the event then stays as it is.
    """
    only_known(corrected, OF_CITATION)
    candidate = lock_seen(candidate, by)
    try:
        event = lock(event)
    except Event.DoesNotExist as gone:
        raise ReviewError(_("This event no longer exists: somebody may have merged it.")) from gone
    if event.status == Status.WITHDRAWN:
        raise ReviewError(
            _("“%(title)s” is withdrawn: publish it again first, or accept a new event.") % {"title": event.title}
        )
    with as_words():
        cite(candidate, event, corrected)
        if sharpen and is_sharper(candidate, event):
            event.date = candidate.date
            event.full_clean()
            event.save()
        reason = _("Merged from %(source)s") % source_of(candidate)
        change = record_change(event, by=by, verb=Verb.EDITED, reason=reason)
        decide(candidate, Decision.MERGED, by=by, event=event, event_version=change.version if change else 0)
    return event


@transaction.atomic
def reject(candidate, *, by, reason=""):
    """This is no event for the record. Why is kept with the candidate, not shown to readers."""
    candidate = lock_seen(candidate, by)
    decide(candidate, Decision.REJECTED, by=by, note=reason.strip()[:1000])
    return candidate


@transaction.atomic
def undo(candidate, *, by):
    """Take back exactly what a decision did, if nothing else has changed since; else say why not.

    An accepted draft goes, a merged citation goes; the history of an event that stays tells of both.
    """
    candidate = lock_seen(candidate, by, pending=False)
    decision, event, version = candidate.decision, candidate.event, candidate.event_version
    decide(candidate, Decision.PENDING)
    with as_words():
        if decision == Decision.ACCEPTED:
            delete_draft(lock(event), version)
        elif decision == Decision.MERGED and version != 0:
            take_citation_back(candidate, lock(event), version, by=by)
    return candidate


def delete_draft(event, version):
    if event.published_at:
        raise ReviewError(
            _("“%(title)s” was published since: withdraw it there, and say why.") % {"title": event.title}
        )
    if event.candidates.exists():
        raise ReviewError(
            _("Another candidate was merged into “%(title)s” since: undo that first.") % {"title": event.title}
        )
    unchanged_since(event, version)
    try:
        event.delete()
    except ProtectedError as error:
        raise ReviewError(
            _("Something else points to “%(title)s” by now: edit or delete it there.") % {"title": event.title}
        ) from error


def take_citation_back(candidate, event, version, *, by):
    unchanged_since(event, version)
    before = Change.objects.filter(noun=Noun.EVENT, public_id=event.public_id, version=version - 1).get()
    reason = _("Merge of %(source)s taken back") % source_of(candidate)
    write_version(event, before.snapshot, by=by, reason=reason)


def unchanged_since(event, version):
    """Refuse, with who changed it, where an event no longer says what it said in a version."""
    left = Change.objects.filter(noun=Noun.EVENT, public_id=event.public_id, version=version or 0).first()
    if left is None or left.snapshot != record_files.event_as_dict(fresh(event)):
        last = Change.objects.filter(noun=Noun.EVENT, public_id=event.public_id).select_related("by").first()
        said = {"title": event.title, "who": last.by.public_name if last else "—"}
        raise ReviewError(_("“%(title)s” was changed since, last by %(who)s: edit it there.") % said)


def lock_seen(candidate, by, *, pending=True):
    """The candidate, locked, if it still is what the caller saw; raises Overtaken or ReviewError."""
    # Nothing is joined: after a wait, PostgreSQL reads the locked row anew, but what was joined to its older self.
    now = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate.pk).first()
    if now is None:
        raise ReviewError(_("This candidate is gone: the article was read anew meanwhile."))
    if now.version != candidate.version or now.is_pending != pending:
        raise Overtaken(overtaken_in_words(now, by), now)
    return now


def overtaken_in_words(candidate, by):
    if candidate.decided_by == by:
        return _("You have decided this already, perhaps in another window. Nothing was done twice.")
    if candidate.is_pending:
        return _("Somebody else undid or read this anew meanwhile: look at it again, then decide.")
    said = {"who": candidate.decided_by.public_name, "title": candidate.event.title if candidate.event else ""}
    return {
        Decision.ACCEPTED: _("%(who)s was faster and accepted this as “%(title)s”. Yours was not carried out.") % said,
        Decision.MERGED: _("%(who)s was faster and merged this into “%(title)s”. Yours was not carried out.") % said,
        Decision.REJECTED: _("%(who)s was faster and rejected this. Yours was not carried out.") % said,
    }[Decision(candidate.decision)]


def decide(candidate, decision, *, by=None, event=None, event_version=None, note=""):
    candidate.decision, candidate.decided_by, candidate.event = decision, by, event
    candidate.decided_at = timezone.now() if by else None
    candidate.event_version, candidate.note = event_version, note
    candidate.version += 1
    candidate.save()


def event_from(candidate, corrected):
    """A draft as proposed and corrected, not yet saved. Fills `corrected["actors"]`."""
    language = as_language(candidate.source.language)
    corrected.setdefault("actors", [(actor, proposed_role(n)) for n, actor in enumerate(candidate.actors.all())])
    corrected.setdefault(f"title_{language}", candidate.title)
    if not corrected[f"title_{language}"].strip():
        raise ReviewError(_("Write a title in the article's language first."))
    date = corrected.get("date", candidate.date)
    if not date:
        raise ReviewError(_("Give the event a date first."))
    kind = corrected.get("kind", candidate.kind)
    if not kind:
        raise ReviewError(_("Say what kind of event it is first."))
    event = Event(
        date=date,
        kind=kind,
        plover=corrected.get("plover", candidate.plover),
        plover_mode=corrected.get("plover_mode", candidate.plover_mode),
        place=corrected.get("place", candidate.place),
        significance=corrected.get("significance") or Significance.ROUTINE,
    )
    for name in (*TITLES, *SUMMARIES):
        setattr(event, name, corrected.get(name, "").strip())
    return event


def proposed_role(position):
    """Who is named first is taken to have begun it: only proposed, and shown before it is accepted."""
    return Role.INITIATOR if position == 0 else Role.COUNTERPART


def names_for_slug(actors, kind):
    return " ".join([*(actor.slug for actor, _role in actors[:2]), Kind(kind).value])


def cite(candidate, event, corrected):
    """A citation of the candidate's article on an event, its locator checked; None where it stands there already.

    In which role it stands there was decided when it was cited: only a corrected role cites it once more.
    """
    source = candidate.source.syndication_of or candidate.source
    role = corrected.get("role") or candidate.role or CitationRole.REPORTS
    known = event.citations.filter(source=source)
    if (known if role == candidate.role else known.filter(role=role)).exists():
        return None
    citation = Citation(
        event=event,
        source=source,
        role=role,
        claimed_date=corrected.get("claimed_date", candidate.date),
        date_words=corrected.get("date_words", candidate.phrase)[:60],
        position=event.citations.count(),
    )
    set_locator(citation, candidate, corrected)
    citation.full_clean()
    citation.save()
    return citation


def set_locator(citation, candidate, corrected):
    """The reviewer's words, or those around the date; dated as checked only where the text has them."""
    text = candidate.source.text
    if "exact" in corrected:
        for name in ("prefix", "exact", "suffix"):
            setattr(citation, name, corrected.get(name, "").strip())
    else:
        citation.exact = locator_of(candidate).exact
    if not citation.exact:
        return
    found = find_locator(text, citation.prefix, citation.exact, citation.suffix)
    if found.times:
        citation.checked, citation.paragraph = timezone.localdate(), found.paragraph
        citation.text_hash = hash_of(text.encode())


def locator_of(candidate):
    """The locator proposed for a candidate; an empty one where its article's text was changed since it was read."""
    if not still_there(candidate):
        return Locator("", None, 0, "")
    phrase = (candidate.phrase_start, candidate.phrase_end)
    return locator_for(candidate.source.text, candidate.start, candidate.end, phrase)


def still_there(candidate):
    """Whether the text still has the date's phrase where it was found."""
    return candidate.source.text[candidate.phrase_start : candidate.phrase_end][:200] == candidate.phrase


def is_sharper(candidate, event):
    """Whether a candidate's date lies inside an event's own and says more."""
    edtf = candidate.edtf
    if edtf is None or edtf.is_doubtful:
        return False
    inside = event.earliest <= edtf.earliest and edtf.latest <= event.latest
    return inside and (edtf.latest - edtf.earliest) < (event.latest - event.earliest)


def source_of(candidate):
    return {"source": str(candidate.source)[:300]}


def only_known(corrected, known):
    if unknown := set(corrected) - known:
        raise TypeError(f"Nothing of a candidate is called {', '.join(sorted(unknown))}")


class as_words:
    """Let what the models and the database refuse come out as a ReviewError; deferred rules are asked at the end."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, ValidationError):
            raise ReviewError(" ".join(error.messages)) from error
        try:
            if error is None:
                connection.check_constraints()
        except IntegrityError as refused:
            error = refused
        if isinstance(error, IntegrityError):
            said = str(error).splitlines()[0]
            raise ReviewError(_("The database refused this: %(why)s") % {"why": said}) from error
        return False
