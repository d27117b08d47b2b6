"""The record's files: loaded whole or not at all, again and again, and written back byte for byte."""

import filecmp
import shutil
from io import StringIO
from pathlib import Path

import pytest
import tomli_w
from django.core.management import CommandError, call_command

from tests import make
from timeline import record_files, review
from timeline.models import Actor, Change, Event, OldSlug, Record, Source

FIXTURES = Path(__file__).parents[2] / "fixtures" / "korea-japan"
ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"

pytestmark = pytest.mark.django_db

TEXT = "A HEADLINE\n\nThe two leaders met in Port Azure on Tuesday.\n\nThey will meet again.\n"


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(tomli_w.dumps(data), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A small record in our own words: two states, one article, one meeting."""
    names = {"en": "Name", "ko": "이름", "ja": "名前"}
    record = tmp_path / "record"
    put(
        record,
        "record.toml",
        {"slug": "azure-ocher", "home": ["azure"], "name": names, "time_zone": "UTC", "licence": "CC BY 4.0"},
    )
    put(
        record,
        "actors.toml",
        {
            "actors": [
                {"id": "AAAAAAAA", "slug": "azure", "kind": "state", "iso": "AZ", "name": names},
                {"id": "BBBBBBBB", "slug": "a-person", "kind": "person", "country": "azure", "name": names},
            ]
        },
    )
    put(record, "publishers.toml", {"publishers": [{"slug": "the-paper", "language": "en", "name": names}]})
    put(
        record,
        "sources/an-article.toml",
        {
            "id": "CCCCCCCC", "slug": "an-article", "kind": "article", "title": "A headline", "language": "en",
            "publisher": "the-paper", "published": "2025-08-24", "text_file": "article.txt",
        },
    )  # fmt: skip
    put(
        record,
        "events/2025-08-meeting.toml",
        {
            "id": "DDDDDDDD", "slug": "2025-08-meeting", "date": "2025-08", "kind": "meeting", "significance": 3,
            "status": "published", "title": {"en": "They meet", "ko": "만나다", "ja": "会う"},
            "participants": [{"actor": "a-person", "role": "host"}],
            "citations": [{"source": "an-article", "role": "reports", "locator": {"exact": "met in Port Azure"}}],
        },
    )  # fmt: skip
    return record


def load(folder, *options):
    out = StringIO()
    call_command("load_record", folder, *options, stdout=out)
    return out.getvalue()


def change(path, **fields):
    data = record_files.read(path)
    data.update(fields)
    path.write_text(tomli_w.dumps(data), encoding="utf-8")


def test_loading_twice_changes_nothing_the_second_time(folder):
    assert "+ events/2025-08-meeting" in load(folder)

    again = load(folder)

    assert again == "Changed: 0 rows; unchanged: 5.\n"
    assert Change.objects.filter(public_id="DDDDDDDD").count() == 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(folder):
    said = load(folder, "--dry-run")

    assert "+ actors/azure" in said and "Would be changed: 6 rows" in said
    assert not Event.objects.exists() and not Record.objects.exists()


def test_a_changed_file_changes_its_row_and_says_which_fields(folder):
    load(folder)
    change(folder / "events/2025-08-meeting.toml", date="2025-08-05", significance=4)

    said = load(folder)

    assert said.splitlines() == ["~ events/2025-08-meeting: date, significance", "Changed: 1 rows; unchanged: 4."]
    assert Event.objects.get().date == "2025-08-05"


def test_an_edit_in_the_database_wins_unless_the_files_may_overwrite(folder):
    load(folder)
    event = Event.objects.get()
    event.title_en = "Edited by hand"
    event.save()
    review.record_change(event, by=make.user(), reason="clearer")
    change(folder / "events/2025-08-meeting.toml", significance=5)

    kept = load(folder)
    assert kept.startswith("= events/2025-08-meeting: edited in the database")
    assert Event.objects.get().title_en == "Edited by hand"

    load(folder, "--overwrite")
    assert (Event.objects.get().title_en, Event.objects.get().significance) == ("They meet", 5)


def test_what_only_the_database_has_is_named_and_stays(folder):
    load(folder)
    make.event("2020-other")

    said = load(folder)

    assert "− events/2020-other: in the database only; left as it is" in said
    assert Event.objects.count() == 2


def test_a_new_slug_keeps_the_old_address(folder):
    load(folder)
    (folder / "events/2025-08-meeting.toml").rename(folder / "events/2025-08-talks.toml")
    change(folder / "events/2025-08-talks.toml", slug="2025-08-talks")

    load(folder)

    assert OldSlug.objects.get().slug == "2025-08-meeting"


@pytest.mark.parametrize(
    "file, fields, fault",
    [
        ("events/2025-08-meeting.toml", {"date": "2025-13"}, "2025-08-meeting, date"),
        ("events/2025-08-meeting.toml", {"colour": "red"}, "“colour” is no key here"),
        ("events/2025-08-meeting.toml", {"place": "nowhere"}, "place “nowhere” is not among the places"),
        ("events/2025-08-meeting.toml", {"kind": "party"}, "2025-08-meeting, kind"),
        ("events/2025-08-meeting.toml", {"slug": "other"}, "the file's name and its slug, other, differ"),
        ("events/2025-08-meeting.toml", {"id": "short"}, "2025-08-meeting, public_id"),
        ("events/2025-08-meeting.toml", {"plover_mode": "visit"}, "needs its category"),
        (
            "events/2025-08-meeting.toml",
            {"citations": [{"source": "an-article", "role": "reports", "locator": {"exact": "one two three " * 3}}]},
            "at most eight words",
        ),
        (
            "events/2025-08-meeting.toml",
            {"citations": [{"source": "an-article", "role": "reports", "locator": {"page": "3"}}]},
            "“page” is no key here",
        ),
        ("sources/an-article.toml", {"url": "ftp://example.org/"}, "an-article, url"),
        ("sources/an-article.toml", {"publisher": "nobody"}, "publisher “nobody” is not among the publishers"),
        ("record.toml", {"section_edges": [1965, 1910]}, "each later than the one before"),
    ],
)
def test_a_fault_is_named_and_nothing_is_loaded(folder, file, fields, fault):
    change(folder / file, **fields)

    with pytest.raises(CommandError) as refused:
        load(folder)

    assert fault in str(refused.value)
    assert not Actor.objects.exists()


def test_a_published_event_without_a_citation_is_refused_by_the_database(folder):
    change(folder / "events/2025-08-meeting.toml", citations=[])

    with pytest.raises(CommandError) as refused:
        load(folder)

    assert "at least one citation" in str(refused.value)
    assert not Event.objects.exists()


def test_a_broken_file_is_named(folder):
    (folder / "events/2025-08-meeting.toml").write_text("title = ", encoding="utf-8")

    with pytest.raises(CommandError, match="2025-08-meeting.toml"):
        load(folder)


def checked(text, paragraph=2):
    from timeline.intake.locators import hash_of

    return {
        "source": "an-article", "role": "reports", "locator": {"exact": "met in Port Azure"},
        "paragraph": paragraph, "checked": "2026-11-24", "text_hash": hash_of(text.encode()),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text, paragraph, fault",
    [
        (TEXT, 2, None),
        (TEXT, 3, "first stands in paragraph 2, not 3"),
        (TEXT.replace("Azure", "Ocher"), 2, "its text_hash is of no text of this source"),
    ],
)
def test_checked_locators_are_looked_up_in_the_texts_that_were_read(folder, tmp_path, text, paragraph, fault):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "article.txt").write_text(text, encoding="utf-8")
    (folder / "sources/an-article.toml").write_text(
        tomli_w.dumps(record_files.read(folder / "sources/an-article.toml") | {"text_hash": checked(text)["text_hash"]})
    )
    change(folder / "events/2025-08-meeting.toml", citations=[checked(TEXT, paragraph)])

    if fault:
        with pytest.raises(CommandError) as refused:
            load(folder, "--texts", texts)
        assert fault in str(refused.value)
    else:
        load(folder, "--texts", texts)
        assert Source.objects.get().text == TEXT


def test_what_is_dumped_is_byte_for_byte_what_was_shipped(tmp_path):
    load(FIXTURES)

    call_command("dump_record", tmp_path / "dump", stdout=StringIO())

    compared = filecmp.dircmp(FIXTURES, tmp_path / "dump")
    assert differing(compared) == []


def differing(compared):
    found = compared.left_only + compared.right_only + compared.funny_files
    found += [
        n for n in compared.common_files if not filecmp.cmp(f"{compared.left}/{n}", f"{compared.right}/{n}", False)
    ]
    for inner in compared.subdirs.values():
        found += differing(inner)
    return found


@pytest.mark.skipif(not ARTICLES.exists(), reason="the articles as they were read are not here")
def test_every_checked_locator_of_the_shipped_record_stands_in_the_articles(tmp_path):
    shutil.copytree(FIXTURES, tmp_path / "record")

    load(tmp_path / "record", "--dry-run", "--texts", ARTICLES)
