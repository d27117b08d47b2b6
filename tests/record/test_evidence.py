"""What the shipped record says is borne out by what it cites, event by event; docs/codebook.md has the rules."""

import itertools
import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

import pytest

from tests.conftest import FIXTURES, ROOT
from timeline import codebook, dates
from timeline.codebook import LinkKind, Phase
from timeline.intake.record_folder import read_folder

ORDER = dict(zip(Phase.values, (0, 1, 1, 2, 3, 4), strict=True))  # a parliament decides before or after the signing
ANYBODY_EDITS = {"wikipedia", "wikimili", "weblio", "wikisource"}  # never alone, nor counted as a second publisher


@pytest.fixture(scope="module")
def record():
    folder = read_folder(FIXTURES)
    assert folder.faults == []
    return {noun: {row["slug"]: row for row in rows.values()} for noun, rows in folder.rows.items()}


@pytest.fixture(scope="module")
def events(record):
    return record["events"]


def first_and_last(row):
    edtf = dates.parse(row["date"])
    return edtf.earliest, edtf.latest


def publishers_of(event, record):
    return {record["sources"][citation["source"]]["publisher"] for citation in event["citations"]}


def test_it_is_as_large_as_it_is_meant_to_be(events):
    decades = Counter(first_and_last(event)[0].year // 10 * 10 for event in events.values())

    assert len(events) >= 300
    assert all(decades[decade] for decade in range(1940, 2030, 10))
    assert sum(1 for event in events.values() if 1966 <= first_and_last(event)[0].year <= 1989) >= 20


def test_every_cited_source_has_a_publisher_and_a_date(record, events):
    cited = {citation["source"] for event in events.values() for citation in event["citations"]}
    lacking = [
        slug
        for slug in cited
        if not (source := record["sources"][slug]).get("publisher")
        or not (source.get("published") or source.get("accessed"))
    ]

    assert lacking == []


def test_no_event_rests_on_pages_that_anybody_edits(record, events):
    assert [slug for slug, event in events.items() if publishers_of(event, record) <= ANYBODY_EDITS] == []


def test_most_events_have_two_publishers_independent_of_each_other(record, events):
    two = [slug for slug, event in events.items() if len(publishers_of(event, record) - ANYBODY_EDITS) >= 2]

    assert len(two) >= 0.6 * len(events)


def test_a_day_stands_only_where_a_cited_source_gives_it(events):
    unsupported = []
    for slug, event in events.items():
        first, last = first_and_last(event)
        said = [dates.parse(c["claimed_date"]) for c in event["citations"] if "claimed_date" in c]
        if first == last and not any(one.earliest == first or one.latest == first for one in said):
            unsupported.append(slug)

    assert unsupported == []


def test_where_a_source_gives_another_date_a_note_says_why(events):
    unexplained = []
    for slug, event in events.items():
        first, last = first_and_last(event)
        said = [dates.parse(c["claimed_date"]) for c in event["citations"] if "claimed_date" in c]
        if any(one.earliest > last or one.latest < first for one in said) and not event.get("note"):
            unexplained.append(slug)

    assert unexplained == []


def test_no_two_events_are_the_same_happening(events):
    """On one day, with nearly the same parties, and half of the title's words in common."""
    of_day = defaultdict(list)
    for event in events.values():
        of_day[first_and_last(event)[0]].append(event)
    alike = []
    for one, other in itertools.chain.from_iterable(itertools.combinations(day, 2) for day in of_day.values()):
        mine, theirs = (set(re.findall(r"\w{4,}", event["title"]["en"].lower())) for event in (one, other))
        parties = [{part["actor"] for part in event.get("participants", [])} for event in (one, other)]
        same = len(parties[0] & parties[1]) > 0.7 * len(parties[0] | parties[1])
        if same and len(mine & theirs) >= 0.5 * len(mine | theirs):
            alike.append((one["slug"], other["slug"]))

    assert alike == []


def test_a_name_means_one_actor(record):
    meant = defaultdict(set)
    for actor in record["actors"].values():
        for language in ("en", "ko", "ja"):
            for name in (actor["name"][language], *actor.get("aliases", {}).get(language, [])):
                meant[language, name].add(actor["slug"])

    both = {"부시", "ブッシュ"}  # two presidents of one name
    assert {name: slugs for name, slugs in meant.items() if len(slugs) > 1 and name[1] not in both} == {}


TITLES = (("president-of-south-korea", "President"), ("prime-minister-of-japan", "Prime Minister"))
NOT_IN_OFFICE = r"(?<!former )(?<!acting )(?<!later )(?<!future )(?<!vice )(?<!Vice )(?<!Acting )(?<!Former )(?<!ex-)(?<!Deputy )(?<!deputy )"


def test_who_is_called_by_an_office_holds_it_on_that_day(record, events):
    held = defaultdict(list)
    for tenure in record["tenures"].values():
        held[tenure["actor"], tenure["office"]].append(dates.parse(tenure["date"]))
    wrong = []
    for slug, event in events.items():
        first, last = first_and_last(event)
        for actor in {part["actor"] for part in event.get("participants", [])}:
            for office, word in TITLES:
                name = re.escape(record["actors"][actor]["name"]["en"])
                said = re.search(f"{NOT_IN_OFFICE}{word} {name}", event["title"]["en"])
                tenures = held[actor, office]
                if said and tenures and not any(t.earliest <= last and first <= t.latest for t in tenures):
                    wrong.append((slug, said[0]))

    assert wrong == []


def test_every_kind_of_link_has_its_inverse():
    assert set(codebook.INVERSE_OF_LINK) == set(LinkKind)


def test_links_lead_from_the_later_event_to_the_earlier(events):
    """But for what is announced, commemorated on a coming day, or part of something longer."""
    free = {LinkKind.ANNOUNCES, LinkKind.PART_OF, LinkKind.COMMEMORATES}
    backward = [
        (slug, link["kind"], link["event"])
        for slug, event in events.items()
        for link in event.get("links", [])
        if link["kind"] not in free and first_and_last(event)[1] < first_and_last(events[link["event"]])[0]
    ]

    assert backward == []


def test_the_phases_of_one_matter_come_in_their_order(events):
    """Where an implementing event and the one that it implements both have a phase, the phases move on in time."""
    wrong = [
        (slug, event["phase"], link["event"])
        for slug, event in events.items()
        for link in event.get("links", [])
        if link["kind"] == LinkKind.IMPLEMENTS
        and "phase" in event
        and (before := events[link["event"]].get("phase"))
        and ORDER[event["phase"]] < ORDER[before]
        and event["kind"] == events[link["event"]]["kind"]
    ]

    assert wrong == []


def test_addresses_are_well_formed_and_https_where_the_host_is_known_to_have_it(record):
    parsed = {slug: urlsplit(source["url"]) for slug, source in record["sources"].items() if "url" in source}
    secure = {url.hostname for url in parsed.values() if url.scheme == "https"}

    assert [slug for slug, url in parsed.items() if url.scheme not in ("http", "https") or "." not in url.netloc] == []
    assert [slug for slug, url in parsed.items() if url.scheme == "http" and url.hostname in secure] == []


def runs(text, n):
    return {tuple(text[i : i + n]) for i in range(len(text) - n + 1)}


@pytest.mark.parametrize("language, pattern, n", [("en", r"[a-z0-9]+", 9), ("ko", r"\w+", 9), ("ja", r"\w", 36)])
def test_no_two_summaries_share_nine_words_in_a_row(events, language, pattern, n):
    """In Japanese, which has no spaces, 36 characters."""
    told, shared = {}, []
    for slug, event in events.items():
        for run in runs(re.findall(pattern, event["summary"][language].lower().replace("’", "")), n):
            if told.setdefault(run, slug) != slug:
                shared.append((told[run], slug, " ".join(run)))  # noqa: PERF401

    assert shared == []


def test_the_codebooks_examples_are_in_the_record(events):
    text = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:19|20)\d\d-[a-z0-9-]*[a-z][a-z0-9-]*)`", text)

    assert len(named) > 5
    assert [slug for slug in named if slug not in events] == []
