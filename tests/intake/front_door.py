"""What a person wrote of the nine articles, compared with what is proposed of them. No tests here."""

import shutil
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli_w

from tests import make
from timeline import dates
from timeline.intake.proposing import propose
from timeline.intake.receiving import receive
from timeline.models import Source

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "articles"
FIXTURES = ROOT / "tests" / "sample_record"


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def files():
    return sorted(ARTICLES.glob("0*.txt"))


def sources_of_the_articles():
    """The shipped sources that were read in the five files, by slug: nine originals and their copies."""
    rows = {row["slug"]: row for row in map(read, (FIXTURES / "sources").glob("*.toml"))}
    copied = {row["syndication_of"] for row in rows.values() if "syndication_of" in row and "text_file" in row}
    return {slug: row for slug, row in rows.items() if slug in copied or "text_file" in row}


def base_of_the_record(folder):
    """A copy of the record's files without its events, the sources of the nine articles and what cites those."""
    shutil.copytree(FIXTURES, folder)
    shutil.rmtree(folder / "events")
    shutil.rmtree(folder / "stories")  # they tell of the events
    articles = sources_of_the_articles()
    for slug in articles:
        (folder / "sources" / f"{slug}.toml").unlink()
    for noun in ("tenures", "eras"):
        file = folder / f"{noun}.toml"
        kept = [row for row in read(file)[noun] if row.get("source") not in articles]
        file.write_text(tomli_w.dumps({noun: kept}), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Cited:
    """A citation of one of the nine articles on a shipped event."""

    event: dict
    title: str  # of the article
    words: str
    dates: tuple

    def is_dated(self, candidate):
        """Whether a candidate's date is the citation's or the event's, or lies inside it."""
        edtf = candidate.edtf
        return any(date.earliest <= edtf.earliest and edtf.latest <= date.latest for date in self.dates)

    def may_be(self, candidate):
        """Whether both dates can be true, and a sentence of the citation or a party says that it is this event."""
        edtf = candidate.edtf
        agree = any(date.earliest <= edtf.latest and edtf.earliest <= date.latest for date in self.dates)
        return agree and candidate.source.title == self.title and (self.is_in(candidate) or self.is_about(candidate))

    def is_in(self, candidate):
        """Whether the citation's words stand in the candidate's sentence."""
        return self.words in " ".join(candidate.source.text[candidate.start : candidate.end].split())

    def is_about(self, candidate):
        """Whether a candidate has the event's kind and one of its parties, or two of its parties."""
        theirs = {part["actor"] for part in self.event.get("participants", [])}
        shared = {actor.slug for actor in candidate.actors.all()} & theirs
        return len(shared) > 1 or bool(shared) and candidate.kind == self.event["kind"]


@cache
def citations():
    """Every citation of the nine articles."""
    articles = sources_of_the_articles()
    found = []
    for event in map(read, sorted((FIXTURES / "events").glob("*.toml"))):
        for citation in event["citations"]:
            if citation["source"] in articles:
                locator = citation["locator"]
                words = " ".join(locator[part] for part in ("prefix", "exact", "suffix") if part in locator)
                said = tuple(dates.parse(d) for d in (citation["claimed_date"], event["date"]))
                found.append(Cited(event, articles[citation["source"]]["title"], words, said))
    return found


@dataclass
class Figures:
    """How much of a record was found again."""

    events: int
    events_found: int
    citations: int
    citations_found: int
    citations_in_their_sentence: int
    candidates: int
    candidates_of_events: int

    @property
    def recall(self):
        return self.events_found / self.events

    @property
    def citation_recall(self):
        return self.citations_found / self.citations

    @property
    def precision(self):
        return self.candidates_of_events / self.candidates

    def __str__(self):
        return (
            f"events found {self.events_found} of {self.events} ({self.recall:.1%}); citations {self.citations_found} of"
            f" {self.citations} ({self.citation_recall:.1%}), {self.citations_in_their_sentence} of them in the sentence"
            f" cited; candidates of events {self.candidates_of_events} of {self.candidates} ({self.precision:.1%})"
        )


def rows_of(candidates):
    """What citations have which candidates: `[(cited, [candidate in its sentence], [candidate elsewhere])]`."""
    rows = []
    for cited in citations():
        same = [c for c in candidates if c.source.title == cited.title and c.edtf and cited.is_dated(c)]
        here = [c for c in same if cited.is_in(c)]
        rows.append((cited, here, [c for c in same if c not in here and cited.is_about(c)]))
    return rows


def compare(candidates):
    """The Figures of what is proposed."""
    rows = rows_of(candidates)
    found = [(cited, here) for cited, here, elsewhere in rows if here or elsewhere]
    return Figures(
        events=len({cited.event["slug"] for cited, _here, _elsewhere in rows}),
        events_found=len({cited.event["slug"] for cited, _here in found}),
        citations=len(rows),
        citations_found=len(found),
        citations_in_their_sentence=sum(bool(here) for _cited, here in found),
        candidates=len(candidates),
        candidates_of_events=len({c.pk for _cited, here, elsewhere in rows for c in here + elsewhere}),
    )


def cited_in(candidate):
    """The slugs of the shipped events that a candidate may be: those for which a person cited its sentence or article."""
    return {cited.event["slug"] for cited in citations() if cited.may_be(candidate)}


def originals():
    """The nine articles as they were taken in."""
    titles = {row["title"] for row in sources_of_the_articles().values()}
    return list(Source.objects.filter(syndication_of=None, title__in=titles).select_related("publisher"))


def take_in():
    """The five files, through the front door."""
    by = make.user()
    for path in files():
        receive(path.read_bytes(), by=by, name=path.name)


def proposed():
    """Every candidate of the nine articles, read now."""
    return [candidate for source in originals() for candidate in propose(source)]
