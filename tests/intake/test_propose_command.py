"""`manage.py propose`: articles are read from a shell."""

import io

import pytest
from django.core.management import CommandError, call_command

from tests import articles, make
from timeline.models import Actor, Candidate

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    make.actor("lee-jae-myung", name_en="Lee Jae-myung", family_name_en="Lee")
    make.actor("ishiba-shigeru", name_en="Ishiba Shigeru", family_name_en="Ishiba")
    text = articles.text("working-visit.en.txt")
    original = make.source(slug="working-visit", text=text, published="2025-08-13")
    make.source(slug="working-visit-copy", text=text, published="2025-08-13", syndication_of=original)
    make.source(slug="unread")
    return original


def said(*arguments, **options):
    out = io.StringIO()
    call_command("propose", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def test_every_original_with_a_text_is_read_and_counted(article):
    make.event(title_en="Summit in Tokyo", date="2025-08-23", actors=Actor.objects.all())

    first, last = said("--all")

    n = article.candidates.count()
    assert n > 5 and Candidate.objects.count() == n
    likely = article.candidates.exclude(likely=None).count()
    assert likely >= 1
    assert first == f"+ working-visit: candidates: {n}, likely: {likely}, new: {n}"
    assert last == f"Articles: 1; candidates: {n}, likely: {likely}, new: {n}."


def test_reading_again_proposes_nothing_new(article):
    said("working-visit")
    before = list(Candidate.objects.values())

    first, last = said("working-visit", "working-visit")

    assert first.startswith("= working-visit") and last.endswith("new: 0.")
    assert list(Candidate.objects.values()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "or say --all"),
        (["working-visit", "--all"], "or say --all"),
        (["working-visit", "nowhere"], "no article called nowhere"),
        (["unread"], "No text is kept of unread"),
    ],
)
def test_what_cannot_be_read_is_said_before_anything_is(article, arguments, words):
    with pytest.raises(CommandError, match=words):
        said(*arguments)

    assert not Candidate.objects.exists()
