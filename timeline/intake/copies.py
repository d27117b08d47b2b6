"""Which source a text is a copy of: the same text, nearly the same, or one that is held in the other.

A text's fingerprint is the digest of its letters and a sample of its shingles (runs of words, or of characters where
words aren't parted): the sampled ones are the same in every copy, so an index on them finds near copies and excerpts
alike. What it finds is then compared for real. (A 64-bit simhash finds no excerpts, and loses copies whose first
paragraph was rewritten.)
"""

import hashlib
import re
from dataclasses import dataclass

from django.db import connection, transaction

from timeline.models import Fingerprint

from .tidying import fold

WORDS = 4  # in a shingle
CHARACTERS = 8  # in a shingle of Chinese, Japanese or Korean
ONE_IN = 16  # of a text's shingles is kept
SHORT = 200  # shingles; of a text with fewer one in four is kept
MOST_KEPT = 2000
NEAR = 0.5  # of the shingles of both texts are shared
CONTAINED = 0.8  # of the shorter text's shingles stand in the longer one
LEAST = 12  # shingles; shorter texts are only compared whole
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def digest_of(text):
    return hashlib.sha256(fold(text).encode()).hexdigest()


def shingles_of(text):
    """The runs of words (or characters) in a text, each as a number: the same everywhere, in every process."""
    if len(CJK.findall(text[:2000])) > 0.2 * len(text[:2000]):
        units, size, glue = fold(text), CHARACTERS, ""
    else:
        units, size, glue = re.findall(r"[^\W_]+", text.casefold()), WORDS, " "
    runs = {glue.join(units[i : i + size]) for i in range(len(units) - size + 1)}
    return {int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), signed=True) for run in runs}


def sample_of(shingles):
    """The shingles that are kept: chosen by their own value, so that every copy keeps the same."""
    one_in = 4 if len(shingles) < SHORT else ONE_IN
    return sorted(one for one in shingles if one % one_in == 0)[:MOST_KEPT]


def remember(source):
    """Keep the fingerprint of a saved source's text, or drop it where it has none."""
    if not source.text:
        Fingerprint.objects.filter(source=source).delete()
        return
    Fingerprint.objects.update_or_create(
        source=source, defaults={"digest": digest_of(source.text), "shingles": sample_of(shingles_of(source.text))}
    )


@dataclass(frozen=True)
class Likeness:
    """A source whose text is like another: `how` is exact, near, within (ours stands in its) or around."""

    source: object
    how: str
    share: float


def sources_like(text, most=8):
    """The sources whose texts are copies of a text, the likest first."""
    exact = [row.source for row in rows().filter(digest=digest_of(text)).order_by("source_id")]
    found = [Likeness(source, "exact", 1.0) for source in exact]
    ours = shingles_of(text)
    if len(ours) >= LEAST:
        had = {source.pk for source in exact}
        near = [compared(ours, source) for source in sharing(sample_of(ours), most) if source.pk not in had]
        found += sorted((one for one in near if one), key=lambda one: -one.share)
    return found


HOLDING = """
    SELECT source_id FROM unnest(%s::bigint[]) AS one
    CROSS JOIN LATERAL (SELECT source_id FROM timeline_fingerprint WHERE shingles @> ARRAY[one] LIMIT 200) AS holding
    GROUP BY source_id ORDER BY count(*) DESC, source_id LIMIT %s
"""


def sharing(sample, most):
    """The sources that share most of a sample's shingles. One that hundreds share says little: not all are counted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # how rare a shingle is, the planner can't know
        cursor.execute(HOLDING, [sample, most])
        ids = [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
    found = {row.pk: row.source for row in rows().filter(pk__in=ids)}
    return [found[pk] for pk in ids]


def rows():
    return Fingerprint.objects.select_related("source", "source__publisher", "source__syndication_of")


def compared(ours, source):
    """The Likeness of a source to a text's shingles, by its whole text; None where they are not copies."""
    theirs = shingles_of(source.text)
    common = len(ours & theirs)
    if not common:
        return None
    both, shorter = common / len(ours | theirs), common / min(len(ours), len(theirs))
    if both >= NEAR:
        return Likeness(source, "near", both)
    if shorter >= CONTAINED and min(len(ours), len(theirs)) >= LEAST:
        return Likeness(source, "within" if len(ours) <= len(theirs) else "around", shorter)
    return None
