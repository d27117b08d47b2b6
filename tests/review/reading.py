"""A stand-in for `find_dates` that knows the phrases of our articles: what is tested is what is made of them."""

from dataclasses import dataclass


@dataclass
class Mention:
    start: int
    end: int
    text: str
    date: str
    counted_from: str | None = None
    counted_from_start: int | None = None


def reader(*phrases):
    """Finds phrases: `(words, EDTF, None or "published" or the words it was counted from)`."""

    def find_dates(text, published, language=None):
        found = [Mention(text.find(w), text.find(w) + len(w), w, date, counted) for w, date, counted in phrases]
        found = sorted((mention for mention in found if mention.start >= 0), key=lambda mention: mention.start)
        starts = {mention.text: mention.start for mention in found}
        for mention in found:
            mention.counted_from_start = starts.get(mention.counted_from)
        return found

    return find_dates


ENGLISH = (
    ("on Aug. 23", "2025-08-23", "published"),
    ("Wednesday", "2025-08-13", "published"),
    ("two days later", "2025-08-25", "on Aug. 23"),
    ("in June", "2025-06", "published"),
    ("on July 24", "2025-07-24", "published"),
    ("in March 2023", "2023-03", None),
    ("on June 22, 1965", "1965-06-22", None),
)
KOREAN = (
    ("오는 23일", "2025-08-23", "published"),
    ("13일", "2025-08-13", "published"),
    ("지난 6월", "2025-06", "published"),
    ("7월 24일", "2025-07-24", "published"),
    ("1965년 6월 22일", "1965-06-22", None),
    ("2023년 3월", "2023-03", None),
)
JAPANESE = (
    ("23日", "2025-08-23", "published"),
    ("13日", "2025-08-13", "published"),
    ("翌々日", "2025-08-25", "23日"),
    ("6月", "2025-06", "published"),
    ("7月24日", "2025-07-24", "published"),
    ("1965年6月22日", "1965-06-22", None),
    ("昭和40年", "1965", None),
    ("2023年3月", "2023-03", None),
)
