"""However long or odd a Korean or Japanese text is, its letters are looked at a bounded number of times; and no name
of a time is left out by the letters at which the finder looks.
"""

import re

import pytest

from timeline.extract import japanese_names, korean_names
from timeline.extract.japanese import JAPANESE
from timeline.extract.korean import KOREAN
from timeline.extract.said import MOST

LANGUAGES = pytest.mark.parametrize("language", [KOREAN, JAPANESE], ids=["Korean", "Japanese"])


def _patterns(language):
    yield from (word.pattern for word in language.words)
    yield from (pattern.pattern for pattern in (language.glue, language.to, language.listed, language.tense))
    yield from (pattern.pattern for pattern in (language.told, language.about, language.nearly, language.asked))


@LANGUAGES
def test_no_repetition_in_a_pattern_is_open(language):
    for pattern in _patterns(language):
        outside = re.sub(r"\\.|\[(?:\\.|[^]])*\]", "", pattern)

        assert not re.search(r"[*+]|\{\d*,\}", outside), pattern


def _names(tables, kinds):
    return [name for kind in kinds for name in getattr(tables, kind)]


KINDS = ["YEARS", "SAID_YEARS", "MONTHS", "SAID_MONTHS", "WEEKS", "SAID_WEEKS", "DAYS", "SAID_DAYS", "HOLIDAYS"]


@pytest.mark.parametrize("name", _names(korean_names, KINDS))
def test_every_korean_name_of_a_time_is_found(name):
    text = f"회의는 {name} 열렸다."

    assert [text[found.start : found.end] for found in KOREAN.find(text)] == [name]


@pytest.mark.parametrize("name", _names(japanese_names, [*KINDS, "FISCAL_YEARS", "MONDAYS"]))
def test_every_japanese_name_of_a_time_is_found(name):
    text = f"会議は{name}に開かれた。"

    assert [text[found.start : found.end] for found in JAPANESE.find(text)] == [name]


@pytest.mark.parametrize("language", [KOREAN, JAPANESE], ids=["Korean", "Japanese"])
def test_a_text_of_nothing_but_dates_is_read_so_far_and_no_further(language):
    assert len(language.find("2025.8.23. " * (MOST + 50))) <= MOST + 1
