"""Whatever an address holds, no page answers with an error of ours."""

import pytest
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.filters import ORDER, VIEW

pytestmark = pytest.mark.django_db

PARAMETERS = sorted({*ORDER, *VIEW, "dates", "year", "page", "utm_source", "x", "a", "b", "a.dates", "b.rest", "day"})
TEXT = st.text(max_size=60) | st.sampled_from(
    ["", "0", "-1", "1e9", "9" * 400, "2025-02-30", "../2025", "2025/2024", "令和99年", "a" * 5000, "'", '"><b>', "%", "\x00",
     "\ud800", "event_id", "9999-12-31", "0001-01-01/..", "12:30", "-" * 90]
)  # fmt: skip
PATHS = ["/", "/ko/", "/events.json", "/events.csv", "/events.atom", "/events.{}", "/events/x.{}", "/api/v1/events", "/api/v1/facets", "/api/v1/actors", "/api/v1/events/{}", "/api/v1/sources/{}", "/timeline.svg", "/trends/", "/trends/topics.csv", "/trends/{}.csv", "/api/v1/trends", "/card/view.svg", "/card/view.{}", "/card/events/{}.svg", "/actors/", "/sources/", "/changes/", "/about/", "/events/{}/", "/actors/{}/",
         "/sources/{}/", "/events/{}/history/", "/e/{}", "/ja/events/{}/", "/stories/{}/", "/stories/{}/1/",
         "/compare/", "/on-this-day/", "/on-this-day.ics"]  # fmt: skip


def test_every_public_address_is_tried():
    names = {p.name for p in get_resolver().url_patterns if getattr(p, "name", None)}
    known = {
        "healthz",
        "readyz",
        "events_file",
        "event_file",
        "dataset",
        "sitemap",
        "sitemap_part",
        *(
            f"api_{name}"
            for name in "openapi events event actors actor sources source stories story facets trends".split()
        ),
        "trends_file",
        "on_this_day_calendar",
        "timeline_svg",
        "timeline_png",
        "card_event",
        "card_view",
        "embed_script",
        "oembed",
        "robots",
        "favicon",
        "event_permanent",
        "security_txt",
    }
    assert names == known, "A new address: try it here too."


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    inside=st.text(min_size=1, max_size=20).filter(lambda text: "/" not in text),
    query=st.lists(st.tuples(st.sampled_from(PARAMETERS), TEXT), max_size=4),
)
def test_nothing_in_an_address_breaks_a_page(sample_record, client, path, inside, query):
    from urllib.parse import quote, urlencode

    address = path.format(quote(inside.encode("utf-8", "surrogatepass")))
    said = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in query])
    assert client.get(f"{address}?{said}").status_code < 500
