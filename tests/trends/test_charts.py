"""Charts: figures that Plotly accepts, sentences of their numbers, words where there is too little to draw."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.utils import translation
from plotly.graph_objects import Figure
from plotly.offline import get_plotlyjs_version

from timeline.charts import charts, frame, points
from timeline.filters import EventFilter
from timeline.models import Event
from timeline.trends import Trends

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[2] / "static"


def made(chosen=None, **asked):
    numbers = Trends(EventFilter({name.rstrip("_"): values for name, values in asked.items()}), chosen=chosen)
    return {chart.name: chart for chart in charts(numbers)}


@pytest.mark.parametrize("asked", [{}, {"from_": ["2023"]}, {"kind": ["summit", "meeting"]}, {"country": ["japan"]}])
@pytest.mark.parametrize("language", ["en", "ko", "ja"])
def test_every_figure_is_one_that_plotly_accepts(sample_record, language, asked):
    with translation.override(language):
        found = made(**asked)

    drawn = [chart for chart in found.values() if chart.figure]
    assert len(drawn) >= 6
    for chart in drawn:
        figure = Figure(chart.figure)
        assert figure.layout.height == frame.HEIGHTS[chart.height]
        assert sum(len(trace.x or ()) for trace in figure.data) > 0
        assert chart.title and "%(" not in chart.title + chart.counts + chart.method


def test_a_chart_draws_the_numbers_of_its_table(sample_record):
    found = made()
    for name, columns in (("topics", slice(2, 7)), ("tones", slice(1, 4))):
        chart, table = found[name], {}
        for trace in chart.figure["data"]:
            for year, n in zip(trace["x"], trace["customdata"], strict=True):
                table.setdefault(year, []).append(n)
        assert table == {row[0]: list(row[columns]) for row in chart.rows}
    net = found["balance"].figure["data"][-1]
    drawn = {year: n for year, n in zip(net["x"], net["y"], strict=True) if n is not None}
    assert drawn == {row[0]: float(row[-1]) for row in found["balance"].rows}


def test_beyond_two_thousand_events_points_are_counted_in_stretches(sample_record, monkeypatch):
    monkeypatch.setattr(points, "MOST", 20)
    chart = made()["events"]

    Figure(chart.figure)
    drawn = [point for trace in chart.figure["data"] for point in trace["customdata"]]
    count = Event.objects.count()
    assert sum(point[0] for point in drawn) == count == sum(row[1] for row in chart.rows)
    assert len(drawn) < count


def test_pairs_never_in_office_together_get_a_dash_and_others_a_number(sample_record):
    chart = made()["pairs"]
    cells, dashes = chart.figure["data"]
    assert set(dashes["text"]) == {"–"}
    assert "0" in cells["text"]
    assert not set(zip(dashes["x"], dashes["y"], strict=True)) & {
        (x, base + 0.46) for x, base in zip(cells["x"], cells["base"], strict=True)
    }


def test_a_wrong_filter_shows_its_error_and_no_chart(sample_record, client):
    answer = client.get("/trends/?dates=zzz")
    assert answer.status_code == 400
    assert "“zzz” is not read as a date." in answer.text and "<timeline-chart" not in answer.text


def test_a_part_is_cut_from_the_page(sample_record, client):
    part = client.get("/trends/?kind=summit&kind=meeting", headers={"HX-Target": "explore", "HX-Request": "true"})
    assert part.text in client.get("/trends/?kind=summit&kind=meeting").text
    assert part.headers["HX-Push-Url"] == "/trends/?kind=meeting&kind=summit"


def test_what_is_vendored_is_what_the_manifest_says_and_what_plotly_names():
    manifest = tomllib.loads((STATIC / "vendor" / "manifest.toml").read_text())
    texts = {one["licence_file"] for one in manifest.values()}
    assert {path.name for path in (STATIC / "vendor").iterdir()} == {"manifest.toml", *manifest, *texts}
    for name, one in manifest.items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == one["sha256"]
        assert one["version"] in name
    assert manifest["plotly-basic-4.1.1.min.js"]["version"] == get_plotlyjs_version()


def test_the_style_sheet_keeps_free_the_height_of_every_figure():
    sheet = (STATIC / "css" / "trends.css").read_text()
    said = {name: int(px) for name, px in re.findall(r'data-height="(\w+)"\] \{ min-height: (\d+)px', sheet)}
    said["middle"] = int(re.search(r"timeline-chart \{ display: block; min-height: (\d+)px", sheet)[1])
    assert said == frame.HEIGHTS


def test_the_line_of_the_balance_runs_over_no_year_without_a_score():
    from timeline.charts.bars import broken

    assert broken([1905, 1910, 1911, 1945], [1, 2, 3, 4]) == (
        [1905, 1906, 1910, 1911, 1912, 1945],
        [1, None, 2, 3, None, 4],
    )


def test_the_sums_beside_the_bars_are_those_of_the_whole_selection(sample_record):
    found = made()
    chart, rows = found["tones"], found["tones"].rows
    said = {one["text"] for one in chart.figure["layout"]["annotations"]}
    assert said == {f"{name} {sum(row[place] for row in rows)}" for place, name in enumerate(chart.columns) if place}


def test_publishers_are_ranked_and_the_longest_bar_is_the_sentence(sample_record):
    chart = made()["publishers"]
    bars = chart.figure["data"][0]
    assert bars["x"] == sorted((row[1] for row in chart.rows), reverse=True)[: len(bars["x"])]
    assert f"none is cited more than {chart.rows[0][0]}: {bars['x'][0]} of " in chart.title
    assert "" not in bars["customdata"]


def test_every_leader_drawn_shares_a_cell_with_another(sample_record):
    cells = made()["pairs"].figure["data"][0]
    layout = made()["pairs"].figure["layout"]
    assert {round(base + 0.46) for base in cells["base"]} == set(layout["yaxis"]["tickvals"])


def test_an_event_leads_to_the_year_before_it_and_the_year_after_it(sample_record, client):
    slug = "2025-08-23-lee-ishiba-summit"
    assert f'href="/trends/?selected={slug}#change"' in client.get(f"/events/{slug}/").text
    assert "events in the year before it" in client.get(f"/trends/?selected={slug}").text
