"""Lines of the list and the words around them."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from tests import make
from timeline.lines import SEEN, text_of
from timeline.templatetags.record import years
from timeline.views.middleware import with_room_for_calls


@pytest.mark.django_db
def test_a_summary_is_as_long_as_its_two_lines_and_whole_on_its_page(client):
    told = "The two sides meet and agree to meet again. " * 9
    make.event("long-one", summary_en=told)

    row = client.get("/").text
    assert told.strip() not in row
    assert told[: SEEN["en"] - 1].rstrip() in row
    assert told.strip() in client.get("/events/long-one/").text


def test_a_summary_in_another_language_is_cut_as_that_language_is():
    event = SimpleNamespace(summary_en="", summary_ko="회담이 열렸다. " * 40, summary_ja="")
    with translation.override("ja"):
        shown = text_of(event, "summary", SEEN)

    assert shown.startswith('<span lang="ko">') and "…</span>" in shown
    assert len(shown.partition(">")[2].partition("<")[0]) == SEEN["ko"]


@pytest.mark.parametrize("date, said", [
    ("2012-12-26/2020-09-16", "2012–2020"), ("2025-06-04/..", "since 2025"), ("2025-05-02/2025-06-04", "2025"),
])  # fmt: skip
def test_a_tenure_is_said_in_years(date, said):
    assert years(SimpleNamespace(date=date)) == said


def test_a_request_is_answered_from_a_frame_with_room_for_those_below():
    def refuse(request):
        raise ValueError(request)

    answering = with_room_for_calls(str.upper)

    assert answering("asked") == "ASKED"
    assert answering.__code__.co_stacksize * 8 > 2**19  # more than half of the megabyte that it gets; the rest is room
    with pytest.raises(ValueError, match="asked"):
        with_room_for_calls(refuse)("asked")
