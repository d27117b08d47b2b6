"""A recognised article to its source in the record: one that is there, a copy of one, or a new one."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from timeline import dates
from timeline.addresses import key_of
from timeline.codebook import SourceKind
from timeline.models import Source, Verb
from timeline.review import record_change

from .ages import COUNTED
from .copies import remember, sources_like
from .locators import hash_of
from .publishers import UNKNOWN, find_publisher, free_slug, publisher_for, slug_words
from .tidying import fold

REASON = "Taken in"
NEW, COPY, KNOWN = "new", "copy", "known"
IMPRECISE = (*COUNTED, "republished", "")


@dataclass
class Kept:
    """What became of an article: the source that stands for it, whether that is new, and what it copies."""

    source: Source
    what: str
    words: str = ""
    filled: bool = False  # something was learnt of a source that was there
    original: Source | None = None

    @property
    def first(self):
        """The original: the source that is cited."""
        return self.original or self.source


def keep(article, *, by, file=""):
    """Store an article once. `file` is the hash of the file it was read in: the record's files name texts by it."""
    if (known := at_address(article.address)) is not None:
        return Kept(known, KNOWN, _("This address is in the record."), learn(known, article, by), known.syndication_of)
    likes = sources_like(article.text)
    if article.carrier is not None:
        return keep_carried(article, likes, by=by, file=file)
    for like in likes:
        if is_the_same(article, like):
            words = (
                _("The same text is in the record.")
                if like.how == "exact"
                else _("Nearly the same text of this publisher is in the record.")
            )
            return Kept(like.source, KNOWN, words, learn(like.source, article, by), like.source.syndication_of)
    if likes:
        return keep_copy(article, likes[0], by=by, file=file)
    if (known := called_so(article)) is not None:
        return Kept(
            known, KNOWN, _("An article with this title and publisher is in the record."), learn(known, article, by)
        )
    return Kept(store(article, by=by), NEW)


def at_address(address):
    key = key_of(address)
    if not key:
        return None
    sources = Source.objects.select_related("syndication_of").filter(Q(address_key=key) | Q(url=address))
    return sources.order_by("pk").first()


def is_the_same(article, like):
    """Whether a text is not a copy of a source but that source once more: nothing tells the two apart."""
    if article.address and like.source.address_key:
        return False
    if like.how == "exact":
        return not article.publisher or not named(like.source) or same_publisher(article, like.source)
    if like.how != "near" or article.address or like.source.syndication_of_id:
        return False
    return same_publisher(article, like.source) and fold(article.title) == fold(like.source.title)


def named(source):
    return source.publisher is not None and source.publisher.slug != UNKNOWN


def same_publisher(article, source):
    found = find_publisher(article.publisher, article.address) if article.publisher or article.address else None
    return found is not None and found == source.publisher


def called_so(article):
    """An original without a text that has this title and publisher, at a date that may be the same; or None."""
    publisher = find_publisher(article.publisher, article.address) if article.publisher or article.address else None
    if publisher is None:
        return None
    for source in Source.objects.filter(syndication_of=None, publisher=publisher, title__iexact=article.title, text=""):
        if dates_agree(source.published, article.published):
            return source
    return None


def dates_agree(one, other):
    if not one or not other:
        return True
    a, b = dates.parse(one), dates.parse(other)
    return a.earliest <= b.latest and b.earliest <= a.latest


def keep_carried(article, likes, *, by, file):
    """An article that a page of somebody else's carries: the original, and the page as its copy."""
    first = next((like.source.syndication_of or like.source for like in likes), None) or called_so(article)
    if first is None:
        first = store(article, by=by)
        return Kept(store_copy(article.carrier, first, by=by), NEW, original=first)
    if gives_way(first, article):
        first = store_in_place_of(first, article, by=by)
        return Kept(store_copy(article.carrier, first, by=by), NEW, original=first)
    filled = learn(first, article, by)
    if carried_so(article.carrier, first, likes, file):
        return Kept(first, KNOWN, _("The same text is in the record."), filled)
    return Kept(store_copy(article.carrier, first, by=by), COPY, filled=filled, original=first)


def carried_so(page, first, likes, file):
    """Whether this page's copy is there: the same text by the same publisher, or read in the same file."""
    publisher = find_publisher(page.publisher, page.address) if page.publisher or page.address else None
    exact = {like.source.pk for like in likes if like.how == "exact"}
    copies = first.copies.select_related("publisher")
    return any(copy.text_hash == file or (copy.publisher == publisher and copy.pk in exact) for copy in copies)


def keep_copy(article, like, *, by, file):
    """A text that another source has too."""
    first = like.source.syndication_of or like.source
    if gives_way(first, article):
        words = _("A text that was there without its publisher is a copy of this one.")
        return Kept(store_in_place_of(first, article, by=by), NEW, words)
    if (known := first.copies.filter(text_hash=file).first()) is not None:
        return Kept(known, KNOWN, _("The same text is in the record."), original=first)
    article.kind = SourceKind.PAGE
    return Kept(store_copy(article, first, by=by), COPY, original=first)


def gives_way(first, article):
    """Whether an original is one only because nobody knew its publisher: where ours is known, ours takes its place."""
    return bool(article.publisher) and not named(first) and not first.citations.exists()


def store_in_place_of(first, article, *, by):
    """Store an article as the original of what was stored before it, and of its copies."""
    source = store(article, by=by)
    for copy in (first, *first.copies.all()):
        copy.syndication_of, copy.publisher = source, copy.publisher if named(copy) else None
        copy.kind = SourceKind.PAGE
        copy.save()
        record_change(copy, by=by, verb=Verb.EDITED, reason=_("Its original was taken in"))
    return source


def store(article, *, by):
    publisher = publisher_for(article.publisher, address=article.address, language=article.language)
    source = made_of(article, f"{publisher.slug[:30]}-{slug_words(article.title, 45) or article.published[:10]}")
    source.publisher = publisher
    return saved(source, by=by)


def store_copy(article, first, *, by):
    source = made_of(article, "")
    source.syndication_of = first
    if article.publisher or article.address:
        source.publisher = publisher_for(article.publisher, address=article.address, language=article.language)
    source.slug = free_slug(
        f"{first.slug[:60]}-{source.publisher.slug[:15] if source.publisher else 'copy'}",
        taken=Source.objects,
        noun="source",
    )
    return saved(source, by=by)


def made_of(article, slug):
    """An unsaved source that says what an article says; what is too long for the record is cut."""
    address = article.address if key_of(article.address) and len(article.address) <= 1000 else None
    return Source(
        slug=free_slug(slug.strip("-"), taken=Source.objects, noun="source") if slug else "",
        kind=article.kind,
        title=article.title[:500] or "—",
        language=article.language,
        authors=[name[:200] for name in article.authors],
        url=address,
        published=article.published,
        published_how=article.how[:200],
        text=article.text,
        text_hash=hash_of(article.text.encode()),
    )


def saved(source, *, by):
    source.full_clean(validate_unique=False, validate_constraints=False)
    source.save()
    remember(source)
    record_change(source, by=by, verb=Verb.CREATED, reason=REASON)
    return source


def learn(source, article, by):
    """Fill what a source lacks and an article tells: its private text, a better date, its address, its publisher."""
    changed = False
    if not source.text and article.text and not (source.text_file and source.syndication_of_id):
        source.text = article.text
        source.save(update_fields=["text", "updated_at"])
        remember(source)
        changed = True
    if source.syndication_of_id or article.how in ("", *COUNTED, "republished") or not article.published:
        return changed
    if (
        source.published_how in IMPRECISE
        and (not source.published or source.published_how)
        and source.published != article.published
    ):
        source.published, source.published_how = article.published, article.how[:200]
        source.save()
        record_change(source, by=by, verb=Verb.EDITED, reason=_("Its date was found in a copy"))
        changed = True
    return changed
