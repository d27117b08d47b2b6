import pytest

from timeline.extract.find import find_dates

from .marked import sentences

KOREAN, JAPANESE = list(sentences("korean.txt")), list(sentences("japanese.txt"))


def _found(text, published, language):
    return [(mention.text, str(mention.date)) for mention in find_dates(text, published, language)]


@pytest.mark.parametrize(("published", "text", "dates"), KOREAN)
def test_a_korean_sentence_gives_its_dates_and_no_others(published, text, dates):
    assert _found(text, published, "ko") == dates


@pytest.mark.parametrize(("published", "text", "dates"), JAPANESE)
def test_a_japanese_sentence_gives_its_dates_and_no_others(published, text, dates):
    assert _found(text, published, "ja") == dates
