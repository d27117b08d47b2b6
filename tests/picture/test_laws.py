"""The laws of the picture, for any events, window and width: counts add up, nothing overlaps, doubt looks like doubt."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.codebook import Kind, Lane
from timeline.picture import Band, Crowd, Item, Request, Words, draw, svg
from timeline.picture.place import ends
from timeline.picture.scale import linear, stretched
from timeline.picture.text import text_width

LANES = tuple((lane.value, lane.value) for lane in Lane)
WORDS = Words(
    lanes=LANES, months=tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()), today="Today", above="A",
    below="B", overview="Events per year", grips=("First", "Last"), threads="Wider", events=lambda n: f"{n} events",
    ring=lambda n, a, b: f"{n} events", day=lambda day: date.fromordinal(day).isoformat(),
)  # fmt: skip
FIRST, LAST = date(1905, 1, 1).toordinal(), date(2026, 12, 31).toordinal()
EDGES = tuple(date(year, 1, 1).toordinal() for year in (1945, 1965, 1998, 2012, 2018, 2023, 2024, 2025))


@st.composite
def items(draw_, least=0, most=60):
    found = []
    for number in range(draw_(st.integers(least, most))):
        first = draw_(st.integers(FIRST, LAST))
        length = draw_(st.sampled_from([0, 0, 0, 1, 3, 30, 364, 3000, 12000]))
        exact = length < 4
        found.append(
            Item(
                key=f"e{number}", href=f"/events/e{number}/",
                label=draw_(st.sampled_from(["Talks", "Treaty on Basic Relations", "윤–기시다 도쿄 회담", "Wm" * 8, "i"])),
                when=draw_(st.sampled_from(["2011", "23 Aug 2025", "Aug 2023 – Jun 2025"])),
                lane=draw_(st.sampled_from([key for key, _name in LANES])), kind=draw_(st.sampled_from(Kind.values)),
                kind_name="Kind", tone=draw_(st.sampled_from(["cooperation", "neutral", "friction"])), tone_name="Tone",
                significance=draw_(st.sampled_from([1, 2, 2, 3, 3, 4, 5])), sources=draw_(st.integers(1, 4)), first=first,
                last=min(LAST, first + length), exact=exact, doubtful=draw_(st.booleans()) and not exact,
                lasting=length > 2000, ghost=draw_(st.sampled_from([None, None, FIRST + 9000])) if not exact else None,
            )
        )  # fmt: skip
    return found


def within(found, first, last):
    return [
        replace(item, first=max(first, item.first), last=min(last, item.last))
        for item in found
        if item.first <= last and item.last >= first
    ]


WINDOWS = st.sampled_from(
    [(FIRST, LAST), (date(2011, 1, 1).toordinal(), LAST), (date(2025, 3, 1).toordinal(), date(2025, 8, 31).toordinal()),
     (date(1950, 5, 5).toordinal(), date(1950, 5, 8).toordinal())]
)  # fmt: skip
CROWDS = st.lists(
    st.builds(
        lambda lane, tone, day, count: Crowd(lane, tone, day + 0.5, count, day, day),
        st.sampled_from([key for key, _name in LANES]),
        st.sampled_from(["cooperation", "neutral", "friction"]),
        st.integers(FIRST, LAST),
        st.integers(1, 5000),
    ),
    max_size=80,
)


def made(found, crowd, window, width, **options):
    first, last = window
    request = Request(first=first, last=last, width=width, edges=EDGES, record_first=FIRST, record_last=LAST, **options)
    return draw(within(found, first, last), [c for c in crowd if first <= c.day < last + 1], [], request, WORDS)


@settings(max_examples=60, deadline=None)
@given(items(), CROWDS, WINDOWS, st.sampled_from([320, 640, 960, 1240, 1376, 1960]), st.integers(0, 60))
def test_the_laws(found, crowd, window, width, chosen):
    first, last = window
    drawn = made(found, crowd, window, width, selected=f"e{chosen}")
    shown = within(found, first, last)
    counted = sum(c.count for c in crowd if first <= c.day < last + 1)

    # Marks and ring counts are the events of the window, exactly; in each lane too.
    assert drawn.marked + drawn.ringed == len(shown) + counted
    for lane in drawn.lanes:
        assert len(lane.marks) + sum(ring.count for ring in lane.rings) == lane.count

    # The number of marks and labels depends on the width, not on the data; never more than 400 links.
    labels = [mark for lane in drawn.lanes for mark in lane.marks if mark.label]
    assert len(labels) <= width / 22 + 6 * len(LANES) + width / 27 * len(LANES)
    assert drawn.marked + sum(len(lane.rings) for lane in drawn.lanes) <= 400

    # Every mark inside its window; nothing of a lane on anything else of it.
    for lane in drawn.lanes:
        boxes = []
        for mark in lane.marks:
            assert drawn.left - 0.1 <= mark.x <= drawn.right + 0.1
            assert lane.top <= mark.y <= lane.top + lane.height
            low, high = ends(mark)
            if mark.label:
                assert drawn.left <= mark.label.left and mark.label.right <= drawn.width
                assert mark.shape == "bar" or mark.label.left >= mark.x + mark.r or mark.label.right <= low
                low, high = min(low, mark.label.left), max(high, mark.label.right)
            boxes.append((mark.y, low, high))
        for ring in lane.rings:
            assert drawn.left <= ring.x - ring.r and ring.x + ring.r <= drawn.width
            boxes.append((ring.y, ring.x - ring.r, ring.x + ring.r))
        boxes.sort()
        for (y, _low, high), (other, low, _high) in zip(boxes, boxes[1:], strict=False):
            assert y != other or high <= low + 3.5, "two things overlap"

    # The selected event is always visible by itself, and a doubtful or coarse date never looks exact.
    keys = {mark.item.key: mark for lane in drawn.lanes for mark in lane.marks}
    if f"e{chosen}" in {item.key for item in shown}:
        assert f"e{chosen}" in keys and keys[f"e{chosen}"].label
    for mark in keys.values():
        if mark.item.doubtful or not mark.item.exact:
            assert mark.shape in ("coarse", "bar")


def test_the_selected_events_label_is_its_date_where_no_title_fits():
    day = date(2005, 1, 1).toordinal()
    long = Item(
        key="e1", href="/events/e1/", label="A joint declaration on a new partnership for the century",
        when="2005", lane=LANES[0][0], kind="treaty", kind_name="Kind", tone="neutral", tone_name="Tone", significance=3,
        sources=1, first=day, last=day,
    )  # fmt: skip

    drawn = made([long], [], (FIRST, LAST), 320, selected="e1")

    (mark,) = [mark for lane in drawn.lanes for mark in lane.marks]
    assert (mark.label.text, mark.label.date) == ("2005", "")
    assert drawn.left <= mark.label.left and mark.label.right <= drawn.width


@settings(max_examples=40, deadline=None)
@given(items(most=30), WINDOWS)
def test_the_same_request_gives_the_same_bytes(found, window):
    once, again = (svg.write(made(found, [], window, 1200)) for _ in range(2))
    assert once == again


@given(st.integers(FIRST, LAST), st.integers(FIRST, LAST))
def test_time_keeps_its_order_on_the_axis_and_comes_back_from_it(a, b):
    for scaled in (
        linear(FIRST, LAST, 118, 1100),
        stretched(FIRST, LAST, 118, 1100, EDGES, lambda first, last: 1.0 if last > EDGES[-1] else 0.1),
    ):
        if a < b:
            assert scaled.x(a) <= scaled.x(b)
        assert abs(scaled.day(scaled.x(a)) - a) < 1e-3 * (LAST - FIRST)
        assert 118 <= scaled.x(a) <= 1100


def test_a_short_window_is_linear_and_every_section_has_its_floor():
    assert not stretched(LAST - 365 * 11, LAST, 118, 1100, EDGES, lambda a, b: 1).stretched
    scaled = stretched(FIRST, LAST, 118, 1100, EDGES, lambda a, b: 10.0**9 if b > EDGES[-1] else 0)
    assert all(section.right - section.left >= 69.9 for section in scaled.sections)
    assert abs(scaled.right - 1100) < 1e-6


def test_what_comes_from_the_record_is_escaped():
    hostile = '"><script>alert(1)</script>&'
    item = Item("k", "/x?a=1&b=\"2", hostile, "2025", "leaders", "summit", hostile, "neutral", hostile, 5, 1,
                LAST - 100, LAST - 100)  # fmt: skip
    written = svg.write(made([item], [], (LAST - 200, LAST), 1200), name=hostile, ring_href=lambda ring: hostile)
    assert "<script>" not in written and "&lt;script&gt;" in written


def test_the_widest_face_is_narrower_than_we_think():
    assert text_width("Wmi", 10) > text_width("iii", 10)
    assert text_width("한일 관계", 10) >= 40
    assert text_width("Summit", 10, bold=True) > text_width("Summit", 10)


@settings(max_examples=40, deadline=None)
@given(items(most=30), st.integers(1, 4))
def test_panning_by_a_pixel_moves_no_row(found, days):
    first, last = date(2010, 1, 1).toordinal(), date(2013, 1, 1).toordinal()
    inner = [
        replace(item, first=day, last=day + min(60, item.last - item.first), lasting=False, ghost=None)
        for number, item in enumerate(found)
        for day in [first + 330 + (item.first * 7 + number) % 400]  # so far inside that no label reaches an end
    ]

    drawn = [made(inner, [], (first + shift, last + shift), 1240, stretched=False) for shift in (0, days)]

    before, after = ({m.item.key: m for lane in one.lanes for m in lane.marks if m.label} for one in drawn)
    assert [lane.top for lane in drawn[0].lanes] == [lane.top for lane in drawn[1].lanes]
    assert {key: mark.y for key, mark in before.items()} == {key: mark.y for key, mark in after.items()}
    assert all(after[key].x < mark.x for key, mark in before.items())


def major(number, day, label="A long title of a major event"):
    return Item(
        key=f"e{number}", href="/", label=label, when="2025", lane=LANES[0][0], kind="treaty", kind_name="Kind",
        tone="neutral", tone_name="Tone", significance=4, sources=1, first=day, last=day,
    )  # fmt: skip


def test_a_major_event_without_room_for_its_label_stands_as_a_mark_not_in_a_ring():
    first = date(1990, 1, 1).toordinal()
    crowded = [major(number, first + 160 * number) for number in range(40)]

    drawn = made(crowded, [], (first, first + 8000), 1240, stretched=False)

    assert drawn.ringed == 0
    assert any(mark.label is None for lane in drawn.lanes for mark in lane.marks)


def test_a_date_leaves_out_its_year_only_in_a_section_of_one_year():
    item = replace(major(1, date(2025, 3, 4).toordinal(), "Talks"), when="4 Mar 2025", brief="4 Mar")

    dates = [
        [mark.label.date for lane in made([item], [], window, 1240).lanes for mark in lane.marks]
        for window in ((FIRST, LAST), (date(2021, 1, 1).toordinal(), LAST), (EDGES[-1], LAST - 365))
    ]

    assert dates == [["4 Mar 2025"], ["4 Mar 2025"], ["4 Mar"]]


def test_one_who_comes_into_office_covers_one_who_has_not_left():
    bands = [Band("Yoon", "Yoon", FIRST, LAST, "above"), Band("Han", "Han", FIRST + 20000, LAST, "above"),
             Band("Kishida", "Kishida", FIRST, LAST, "below")]  # fmt: skip
    request = Request(first=FIRST, last=LAST, width=1240, record_first=FIRST, record_last=LAST)

    drawn = draw([], [], bands, request, WORDS)

    ends_ = {band.name: (round(left), round(right)) for band, left, right in drawn.bands}
    assert ends_["Yoon"][1] == ends_["Han"][0] and ends_["Kishida"] == (round(drawn.left), round(drawn.right))


def test_no_ring_says_one():
    crowd = [
        Crowd(LANES[0][0], "neutral", FIRST + 4000 * i, 1 + i % 2, FIRST + 4000 * i, FIRST + 4000 * i)
        for i in range(10)
    ]

    drawn = made([], crowd, (FIRST, LAST), 1240, stretched=False)

    counts = [ring.count for lane in drawn.lanes for ring in lane.rings]
    assert sum(counts) == 15 and min(counts) > 1
