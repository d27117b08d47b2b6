"""Trends in a real browser: drawn under the policy, from here alone, in light and dark, on phones, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import violations

pytestmark = pytest.mark.browser

PAGE = "/trends/?from=2008&selected=2025-04-yoon-removed"


def drawn(page, address, least=8):
    """The page with every chart drawn: they come as they near the window."""
    page.goto(address)
    for chart in page.locator("timeline-chart").all():
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-drawn", "yes", timeout=30_000)
    assert page.locator(".main-svg").count() >= least
    return page


@pytest.mark.parametrize("prefix, scheme, width", [("", "light", 1440), ("/ko", "dark", 1440), ("/ja", "light", 360)])
def test_charts_are_drawn_under_the_policy_and_the_page_is_accessible(watched, site, prefix, scheme, width):
    watched.emulate_media(color_scheme=scheme)
    watched.set_viewport_size({"width": width, "height": 900})
    drawn(watched, site.url + prefix + PAGE)

    assert violations(watched, prefix) == []
    assert watched.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.locator(".modebar, [data-title*='Share'], [data-title*='Cloud']").count() == 0
    assert watched.evaluate("document.querySelectorAll('style').length") == 0
    assert watched.noted == []


def test_no_chart_moves_the_page_as_it_arrives(watched, site):
    watched.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.moved += e.value; })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    drawn(watched, site.url + PAGE)
    assert watched.evaluate("window.moved") < 0.01


def test_colours_follow_the_theme_without_a_reload(watched, site):
    drawn(watched, site.url + PAGE)
    bar = watched.locator("#tones .bars .point path").first
    light = bar.evaluate("bar => getComputedStyle(bar).fill")
    watched.locator(".theme-switch").click()

    expect(watched.locator("#tones .bars .point path").first).to_have_css("fill", "rgb(116, 182, 234)")
    assert light == "rgb(27, 104, 166)"


def test_a_part_of_a_bar_opens_the_timeline_with_that_filter(watched, site):
    drawn(watched, site.url + PAGE)
    watched.locator("#topics").scroll_into_view_if_needed()
    part = watched.locator("#topics .trace.bars").nth(3).locator(".point path").last.bounding_box()
    watched.mouse.move(part["x"] + part["width"] / 2, part["y"] + part["height"] / 2)
    watched.mouse.down()
    watched.mouse.up()

    watched.wait_for_url(f"{site.url}/?kind=leadership&from=2025&to=2025")


def clicked(page, chart, place):
    """The number of a cell or bar of a chart, which is clicked."""
    page.locator(f"#{chart}").scroll_into_view_if_needed()
    part = page.locator(f"#{chart} .bars .point").nth(place)
    n = int(part.locator("text").text_content())
    box = part.locator("path").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(lambda address: "/trends/" not in address)
    return n


@pytest.mark.parametrize("chart", ["actors", "pairs"])
@pytest.mark.parametrize(
    "query", ["kind=meeting&kind=trade&kind=summit&from=2008", "actor=lee-jae-myung&actor=yoon-suk-yeol"]
)
def test_a_cell_opens_as_many_events_as_it_says(watched, site, chart, query):
    drawn(watched, f"{site.url}/trends/?{query}", 4)
    places = watched.locator(f"#{chart} .bars .point").count()
    n = clicked(watched, chart, places - 1)

    expect(watched.locator("#count, .count-row").first).to_contain_text(f"{n} of ")


def test_a_box_lists_what_it_holds(watched, site):
    drawn(watched, site.url + PAGE)
    watched.locator("#events").scroll_into_view_if_needed()
    field = watched.locator("#events .nsewdrag").bounding_box()
    watched.mouse.move(field["x"] + field["width"] * 0.8, field["y"] + 2)
    watched.mouse.down()
    watched.mouse.move(field["x"] + field["width"] * 0.9, field["y"] + field["height"] / 2, steps=5)
    watched.mouse.move(field["x"] + field["width"] - 2, field["y"] + field["height"] / 5, steps=5)
    watched.mouse.up()

    expect(watched.locator(".boxed-list li").first).to_be_visible()
    n = watched.locator(".boxed-list li").count()
    expect(watched.locator(".boxed-count")).to_have_text(f"{n} events selected")
    assert watched.locator(".boxed-open").get_attribute("href").count("event=") == n
    years = [re.search(r"\d{4}", day)[0] for day in watched.locator(".boxed-list small").all_inner_texts()]
    assert years == sorted(years, reverse=True)
    watched.locator(".boxed-clear").click()
    expect(watched.locator(".boxed")).to_be_hidden()
    assert watched.noted == []


def test_a_lasso_lists_its_events_and_opens_them_one_by_one(watched, site):
    drawn(watched, site.url + PAGE)
    watched.locator("#events").scroll_into_view_if_needed()
    watched.get_by_role("button", name="Lasso").click()
    field = watched.locator("#events .nsewdrag").bounding_box()
    corners = [(0.86, 0.05), (0.97, 0.05), (0.97, 0.4), (0.86, 0.35), (0.86, 0.05)]
    for at, (x, y) in enumerate(corners):
        watched.mouse.move(field["x"] + field["width"] * x, field["y"] + field["height"] * y, steps=6)
        if not at:
            watched.mouse.down()
    watched.mouse.up()

    expect(watched.locator(".boxed-list li").first).to_be_visible()
    n = watched.locator(".boxed-list li").count()
    opened = watched.locator(".boxed-open").get_attribute("href")
    assert opened.count("event=") == n
    assert watched.noted == []


@pytest.mark.parametrize("form", ["svg", "png"])
def test_a_chart_is_saved_as_a_picture(watched, site, form):
    drawn(watched, site.url + PAGE)
    with watched.expect_download() as saved:
        watched.locator(f"#balance [data-save={form}]").click()
    content = saved.value.path().read_bytes()
    assert saved.value.suggested_filename == f"trends-balance.{form}"
    assert content.startswith(b"\x89PNG" if form == "png" else b"<svg")
    assert watched.noted == []


def test_the_filter_is_the_timeline_s_and_swaps_the_charts(watched, site):
    drawn(watched, site.url + "/trends/")
    watched.locator("#facet-kind > summary").click()
    watched.get_by_role("checkbox", name="Leadership").check()
    watched.wait_for_url("**/trends/?kind=leadership")

    expect(watched.locator(".chip")).to_contain_text("Leadership")
    expect(watched.locator("#topics timeline-chart")).to_have_attribute("data-drawn", "yes")
    assert watched.noted == []


def test_without_scripts_every_number_is_there(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + PAGE)

    page.locator("#balance .data summary").click()
    expect(page.locator("#balance tbody tr").first).to_be_visible()
    assert page.locator("timeline-chart").first.is_hidden()
    assert page.locator("button[data-save]").first.is_hidden()
    assert page.get_by_role("button", name="Lasso").is_hidden()
    expect(page.locator("noscript p")).to_contain_text("no chart is drawn")
    context.close()


def test_a_window_made_wide_again_has_no_menu_over_the_charts(watched, site):
    watched.set_viewport_size({"width": 600, "height": 900})
    watched.goto(site.url + "/trends/")
    expect(watched.locator("#facet-kind")).to_have_attribute("open", "")
    watched.set_viewport_size({"width": 1200, "height": 900})

    expect(watched.locator("details.facet[open]")).to_have_count(0)
    watched.locator("#facet-kind > summary").click()
    expect(watched.locator("#facet-kind")).to_have_attribute("open", "")


def test_all_words_of_a_saved_picture_lie_within_it(watched, site):
    watched.set_viewport_size({"width": 390, "height": 900})
    drawn(watched, site.url + PAGE)
    with watched.expect_download() as saved:
        watched.locator("#balance [data-save=svg]").click()
    title = watched.locator("#balance h2").inner_text()
    watched.goto("about:blank")
    watched.set_content(saved.value.path().read_text())

    right, top, words = watched.evaluate(
        "(() => { const svg = document.querySelector('svg').getBoundingClientRect();"
        " const boxes = [...document.querySelectorAll('text')].map(text => text.getBoundingClientRect());"
        " return [Math.max(...boxes.map(box => box.right)) - svg.right, Math.min(...boxes.map(box => box.top)) - svg.top,"
        " document.querySelector('svg').textContent]; })()"
    )
    assert right <= 1 and top >= -1
    assert re.sub(r"\s", "", title) in re.sub(r"\s", "", words)
