"""No text keeps the finder busy: what is read, and how often it is looked at, is bounded."""

import re
from datetime import date

import pytest

from timeline.extract import english, find, find_dates
from timeline.extract.english_words import tokens_of

PUBLISHED = date(2025, 9, 1)
PIECES = ["1", " ", "1,", "1.1.", "(", "May ", "2008 ", "in May ", "5 May 2020, ", "2008-", "the first of ", "early-"]


def test_every_repetition_in_a_pattern_is_bounded():
    for name, (_, pattern) in english.PATTERNS.items():
        outside = re.sub(r"\[[^]]*\]", "", pattern)
        assert not re.search(r"[*+]", outside), name


@pytest.mark.parametrize("piece", PIECES)
def test_each_token_is_tried_a_few_times_at_most(monkeypatch, piece):
    text, tries, after = piece * (20_000 // len(piece)), [], english.after
    monkeypatch.setattr(english, "after", lambda *asked: tries.append(asked) or after(*asked))

    english.expressions(text)

    assert len(tries) <= 4 * len(tokens_of(text).letters)


def test_only_the_first_characters_of_a_long_text_are_read():
    beyond = " " * find.READ + "on 5 May 2020"

    assert find_dates(beyond, PUBLISHED) == []


def test_mentions_are_bounded():
    assert len(find_dates("2008. " * (find.MOST + 50), PUBLISHED)) == find.MOST
