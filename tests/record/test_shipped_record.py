"""What the shipped record must hold, whoever edits it."""

import itertools
import re
from pathlib import Path

import pytest

from timeline.models import Change, Citation, Event, Source, Tenure
from timeline.models.event import SHORT_TITLE_LIMITS

ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"

pytestmark = [pytest.mark.usefixtures("shipped_record"), pytest.mark.django_db]


def test_every_event_is_complete_in_three_languages():
    lacking = [
        f"{event.slug}: {field}_{language}"
        for event in Event.objects.all()
        for field in ("title", "short_title", "summary")
        for language in ("en", "ko", "ja")
        if not getattr(event, f"{field}_{language}")
    ]

    assert lacking == []


def test_notes_are_in_three_languages_or_in_none():
    for thing in itertools.chain(Event.objects.all(), Citation.objects.all(), Source.objects.all()):
        filled = [bool(getattr(thing, f"note_{language}")) for language in ("en", "ko", "ja")]
        assert len(set(filled)) == 1, thing


def test_short_titles_fit_their_labels():
    for event in Event.objects.all():
        for language, limit in SHORT_TITLE_LIMITS.items():
            assert len(getattr(event, f"short_title_{language}")) <= limit, event.slug


def test_every_citation_has_a_locator_or_a_page_and_an_original_source_with_publisher():
    for citation in Citation.objects.select_related("source", "event"):
        assert citation.exact or citation.page or citation.source.kind in ("treaty", "page"), citation.event.slug
        assert citation.source.publisher and not citation.source.syndication_of, citation.source.slug


def test_the_nine_articles_are_nine_sources_with_their_copies():
    read = {s.syndication_of or s for s in Source.objects.exclude(text_file="").select_related("syndication_of")}

    assert len(read) == 9
    assert Source.objects.exclude(syndication_of=None).exclude(text_file="").count() == 10


def test_slugs_of_events_begin_with_their_date():
    for event in Event.objects.all():
        year, *rest = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?=-)", event.slug).groups()
        assert int(year) == event.earliest.year, event.slug
        known = [number for number in rest if number]
        assert known in ([], [f"{event.earliest:%m}"], [f"{event.earliest:%m}", f"{event.earliest:%d}"]), event.slug


def test_every_tenure_names_its_source_and_open_ones_their_day():
    for tenure in Tenure.objects.select_related("source"):
        assert tenure.source.url, tenure.slug
        assert bool(tenure.as_of) == tenure.date.endswith("/.."), tenure.slug


def test_tenures_of_one_office_follow_one_another():
    # An acting holder may stand in during a suspended president's tenure (2004, 2016, 2024), so only full ones count.
    full = Tenure.objects.filter(acting=False).order_by("office", "earliest")
    for _office, tenures in itertools.groupby(full, key=lambda t: t.office_id):
        for before, after in itertools.pairwise(tenures):
            assert before.latest <= after.latest, (before.slug, after.slug)


def test_every_published_event_has_a_public_line_of_history():
    ids = set(Change.objects.filter(noun="event", public=True).values_list("public_id", flat=True))

    assert ids == set(Event.objects.published().values_list("public_id", flat=True))


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


@pytest.mark.skipif(not ARTICLES.exists(), reason="the articles as they were read are not here")
def test_no_nine_words_in_a_row_come_from_an_article():
    known = set()
    for path in ARTICLES.glob("0*.txt"):
        w = words(path.read_text(encoding="utf-8"))
        known |= {tuple(w[i : i + 9]) for i in range(len(w) - 8)}

    for event in Event.objects.all():
        for text in (event.title_en, event.summary_en, event.note_en):
            w = words(text)
            assert not {tuple(w[i : i + 9]) for i in range(len(w) - 8)} & known, event.slug
