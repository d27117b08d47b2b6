"""The shipped record as its first page shows it: names all over the picture, rings that come closer, few kilobytes."""

import gzip
from collections import Counter
from importlib.resources import files

import pytest
from django.http import QueryDict

from timeline import dates
from timeline.filters import EventFilter
from timeline.picturing import Drawing
from timeline.static_files import joined

pytestmark = pytest.mark.django_db

BUDGET = 60_000  # bytes, gzipped: the page, its styles and scripts, as STACK's table has it


@pytest.fixture
def drawing(shipped_record):
    return Drawing(EventFilter(QueryDict("")), width=1376)


def test_names_stand_in_every_lane_and_every_section(drawing):
    made = drawing.make()

    named = [mark for lane in made.lanes for mark in lane.marks if mark.label]
    lanes = Counter(mark.item.lane for mark in named)
    assert set(lanes) == {key for key, _name in made.words.lanes}
    assert min(lanes.values()) >= 5
    sections = made.scale.sections
    reached = {section.first for section in sections for mark in named if section.left <= mark.x < section.right}
    assert reached == {section.first for section in sections}


def test_marks_and_rings_are_the_events_each_once(drawing):
    made = drawing.make()

    assert made.marked + made.ringed == drawing.found.index.size


def test_a_ring_opens_fewer_days_that_hold_its_events(drawing):
    made = drawing.make()

    whole = drawing.last - drawing.first
    rings = [ring for lane in made.lanes for ring in lane.rings]
    assert len(rings) > 20
    for ring in rings:
        window = dates.parse(QueryDict(drawing.ring_url(ring).lstrip("?"))["window"])
        first, last = window.earliest.toordinal(), window.latest.toordinal()
        assert last - first < whole * 3 / 4
        assert drawing.found.between(first, last).sum() >= ring.count


@pytest.mark.parametrize("language", ["", "ko/", "ja/"])
def test_a_first_view_is_light(shipped_record, client, language):
    page = client.get(f"/{language}").content
    htmx = (files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js").read_bytes()
    loaded = [page, htmx, *(joined(name).encode() for name in ("site.css", "app.js"))]

    weight = sum(len(gzip.compress(part, 6)) for part in loaded)
    assert weight < (BUDGET if not language else BUDGET * 1.05)  # three bytes a character
