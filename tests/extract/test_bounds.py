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


class Counted:
    """A pattern that counts how often it is tried."""

    def __init__(self, pattern):
        self.pattern, self.tries = pattern, 0

    def match(self, *asked):
        self.tries += 1
        return self.pattern.match(*asked)


@pytest.mark.parametrize("piece", PIECES)
def test_each_token_is_tried_once_at_most(monkeypatch, piece):
    text = piece * (20_000 // len(piece))
    counted = {letter: Counted(pattern) for letter, pattern in english.BY_FIRST.items()}
    monkeypatch.setattr(english, "BY_FIRST", counted)

    english.expressions(text)

    assert sum(one.tries for one in counted.values()) <= len(tokens_of(text).letters)


def test_only_the_first_characters_of_a_long_text_are_read():
    beyond = " " * find.READ + "on 5 May 2020"

    assert find_dates(beyond, PUBLISHED) == []


def test_mentions_are_bounded():
    assert len(find_dates("2008. " * (find.MOST + 50), PUBLISHED)) == find.MOST
