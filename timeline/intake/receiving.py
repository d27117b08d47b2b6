"""Take in a file, a page or pasted text: its articles are stored once, and a row says what came of it.

Each file is one transaction, and one at a time: whatever stops a long batch, what was stored is whole, and running the
batch again goes on where it stopped.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.models import IntakeFile, Outcome, Source

from .dating import date_by_ages, touched_files
from .keeping import COPY, KNOWN, NEW, keep
from .locators import hash_of
from .outcomes import IntakeError
from .recognising import recognise

ONE_AT_A_TIME = 0x5348_5554  # key of the advisory lock
DONE = (Outcome.STORED, Outcome.COPY, Outcome.KNOWN)


@dataclass
class Received:
    """What came of one file: its row, and what became of each article. `again` when it was in the record before."""

    file: IntakeFile
    kept: list = field(default_factory=list)
    articles: list = field(default_factory=list)
    again: bool = False

    @property
    def outcome(self):
        return Outcome.KNOWN if self.again else Outcome(self.file.outcome)

    @property
    def words(self):
        return self.file.words

    @property
    def sources(self):
        """The originals in it, each once."""
        return list({kept.first.pk: kept.first for kept in self.kept}.values())


def receive(data, *, by, name, url=None, content_type=None, today=None, given=None, batch="", refusal=None):
    """Take in some bytes; whole or not at all. Never raises for what is wrong with the bytes: the row's words say it.

    `today` is the day on which the page was read, if that is known; `refusal` is why a container gave no bytes.
    """
    digest, address = hash_of(data or f"{name}\n{refusal}".encode()), (url or "")[:1000]
    known = IntakeFile.objects.filter(digest=digest, address=address).first()
    if known is not None and known.outcome in DONE:
        return again(known)
    articles, notes = [], []  # recognised before anybody has to wait for it
    try:
        if refusal is None:
            articles, notes = recognise(data, name=name, url=url, content_type=content_type, today=today, given=given)
    except IntakeError as error:
        refusal = error
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        row = IntakeFile.objects.filter(digest=digest, address=address).first()
        if row is not None and row.outcome in DONE:
            return again(row)
        fresh = row is None
        row = row or IntakeFile(digest=digest, address=address)
        before = (row.outcome, row.words)
        row.name, row.size, row.by, row.batch = name[-300:].replace("\x00", ""), len(data), by, batch or row.batch
        if refusal is not None:
            row.outcome, row.words, row.data = refusal.outcome, str(refusal), None
            if fresh or before != (row.outcome, row.words):
                row.save()
            return Received(row)
        return take(row, articles, notes, by=by, today=today)


def take(row, articles, notes, *, by, today):
    """Store what was recognised in a file, and its row."""
    kept = [keep(article, by=by, file=row.digest) for article in articles]
    what = {one.what for one in kept}
    row.outcome = Outcome.STORED if NEW in what else Outcome.COPY if COPY in what else Outcome.KNOWN
    row.articles = [
        {
            "title": article.title,
            "source": one.source.public_id,
            "original": one.first.public_id,
            "what": one.what,
            "words": one.words,
            "published": article.published,
            "how": article.how,
            "age": list(article.age) if article.age else None,
            "read": today.isoformat() if today else None,
        }
        for article, one in zip(articles, kept, strict=True)
    ]
    row.data = None
    row.words = " ".join([counted(kept), *sorted({one.words for one in kept if one.words}), *notes])
    row.save()
    sources = {source.pk for one in kept for source in (one.source, one.first)}
    row.sources.set(sources)
    for file in touched_files(row, kept):
        date_by_ages(file, by=by)
    for one in kept:
        for source in {id(source): source for source in (one.source, one.original) if source}.values():
            source.refresh_from_db(fields=["published", "published_earliest", "published_latest", "published_how"])
    return Received(row, kept, articles)


def counted(kept):
    """ "2 new articles, 1 copy, 1 known"."""
    new = sum(one.what == NEW for one in kept)
    copies, known = sum(one.what == COPY for one in kept), sum(one.what == KNOWN for one in kept)
    said = []
    if new:
        said.append(ngettext("%(n)d new article", "%(n)d new articles", new) % {"n": new})
    if copies:
        said.append(
            ngettext("%(n)d copy of an article that was there", "%(n)d copies of articles that were there", copies)
            % {"n": copies}
        )
    if known:
        said.append(ngettext("%(n)d was there", "%(n)d were there", known) % {"n": known})
    return f"{', '.join(said)}."


def again(row):
    """A file that was taken in before: nothing is changed."""
    return Received(row, again=True)


def sources_of(row):
    """The originals in a file that was taken in, in the order of the text."""
    ids = [article["original"] for article in row.articles]
    found = {
        source.public_id: source for source in Source.objects.select_related("publisher").filter(public_id__in=ids)
    }
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def was_taken_in_words(row):
    return _("Taken in before, on %(day)s; nothing was changed.") % {"day": row.at.date().isoformat()}
