"""Nothing lies on anything else in the picture: every width, language and face, made-up records of every size.

A sample of what `bench/overlap.py` measures whole; set SHUTTLE_WHOLE=1 for all windows of 10 to 100,000 events.
"""

import os
from functools import lru_cache

import pytest

from bench.overlap import CHECK, FACES, WIDTHS, WINDOWS, picture
from bench.synthetic import items

pytestmark = pytest.mark.browser

WHOLE = bool(os.environ.get("SHUTTLE_WHOLE"))
SIZES = (10, 100, 1500, 10_000, 100_000) if WHOLE else (10, 100, 1500, 10_000)


@lru_cache(maxsize=4)
def made_up(size, language):
    return items(size, language)


def sample(language):
    """(size, width, windows): each width with each size; of the windows a few, other ones each time."""
    for i, size in enumerate(SIZES):
        for j, width in enumerate(WIDTHS):
            shift = 3 * i + 2 * j + len(language)
            yield size, width, WINDOWS if WHOLE else [WINDOWS[shift % 10], WINDOWS[(shift + 5) % 10]]


@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_no_label_lies_on_another_or_on_a_mark_in_any_face(page, language):
    page.set_viewport_size({"width": 2000, "height": 1000})
    for size, width, windows in sample(language):
        for window in windows:
            page.set_content(picture(made_up(size, language), window, width, language))

            assert page.evaluate(CHECK, list(FACES.values())) == [], (size, width, window)


def test_a_chosen_event_stands_clear_too(page):
    page.set_viewport_size({"width": 2000, "height": 1000})
    found = made_up(1500, "en")
    for width, number in zip(WIDTHS, (3, 200, 700, 900, 1200, 1499), strict=True):
        page.set_content(picture(found, WINDOWS[0], width, "en", selected=f"e{number}"))

        assert page.evaluate(CHECK, list(FACES.values())) == [], width


def test_the_check_sees_what_overlaps_is_outside_or_too_small(page):
    page.set_content(picture(made_up(100, "en"), WINDOWS[0], 1280, "en"))
    page.evaluate("""() => {
      const [a, b] = [...document.querySelectorAll('.events a:has(> text)')].map((link) => link.querySelector(':scope > text'));
      b.setAttribute('x', a.getAttribute('x')); b.setAttribute('y', a.getAttribute('y'));
      b.parentNode.setAttribute('transform', a.parentNode.getAttribute('transform'));
      document.querySelector('.axis text').setAttribute('x', -40);
      document.querySelector('.events rect').setAttribute('width', 10);
    }""")

    said = " ".join(page.evaluate(CHECK, [""]))

    assert "×" in said and "outside: " in said and "small: " in said
