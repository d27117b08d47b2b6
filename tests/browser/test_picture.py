"""The timeline's picture in a real browser: nothing overlaps, and every gesture has its effect and its way back."""

import re

import pytest
from playwright.sync_api import expect

from bench.overlap import CHECK, FACES

from .conftest import EVENTS, violations

pytestmark = pytest.mark.browser

SUMMIT = "2025-08-23-lee-ishiba-summit"


@pytest.mark.parametrize("prefix", ["", "/ko", "/ja"])
@pytest.mark.parametrize("width", [768, 1024, 1280, 1440, 1920])
def test_no_label_lies_on_another_or_on_a_mark(watched, site, prefix, width):
    watched.set_viewport_size({"width": width, "height": 900})
    for query in ("", "?window=1965/..", "?window=2023/..", "?window=2025", "?window=2025-06/2025-08", "?lanes=tone",
                  f"?selected={SUMMIT}", "?scale=true"):  # fmt: skip
        watched.goto(site.url + prefix + "/" + query.replace("/..", "/2025"))
        fitted(watched)
        assert watched.evaluate(CHECK, list(FACES.values())) == [], query
    assert watched.noted == []


FITTED = """() => Math.abs(document.querySelector('svg.picture').width.baseVal.value
  - document.getElementById('picture').clientWidth) < 41"""


def fitted(page):
    """Wait until the picture is drawn for the page's width."""
    for _ in range(100):
        if page.evaluate(FITTED):
            return
        page.wait_for_timeout(50)
    raise AssertionError("The picture was not drawn for this width.")


def span(page):
    """The days that the picture shows, as ordinals."""
    sections = page.locator("svg.picture").get_attribute("data-sections").split(" ")
    return float(sections[0].split(",")[0]), float(sections[-1].split(",")[1])


def count(page):
    """Marks and what the rings count."""
    marks = page.locator("svg.picture a.mark").count()
    rings = sum(int(text) for text in page.locator("svg.picture a.ring text").all_text_contents())
    return marks + rings


def test_marks_and_rings_are_what_the_count_says(watched, site):
    for query in ("", "?kind=summit", "?tone=friction", "?window=2023/2024", "?q=Tokyo", "?lanes=tone&significance=3"):
        watched.goto(site.url + "/" + query)
        fitted(watched)
        said = int(re.match(r"\d+", watched.locator("#count").inner_text())[0])
        assert count(watched) == said, query


def test_zooming_leaves_no_step_behind_and_back_undoes_the_filter(watched, site):
    watched.goto(site.url)
    whole = span(watched)
    watched.locator("#facet-tone > summary").click()
    watched.locator("#tone-cooperation").check()
    watched.wait_for_url("**/?tone=cooperation")
    watched.keyboard.press("Escape")
    watched.locator("#zoom-closer").click()
    watched.wait_for_url("**window=**")
    closer = span(watched)
    assert closer[1] - closer[0] < (whole[1] - whole[0]) * 0.6
    watched.go_back()
    expect(watched.locator("#count")).to_have_text(f"{EVENTS} events")
    assert span(watched) == whole
    assert watched.noted == []


def test_the_wheel_zooms_about_the_pointer_only_with_ctrl(watched, site):
    watched.goto(site.url + "/?window=2023/2025")
    fitted(watched)
    box = watched.locator("svg.picture").bounding_box()
    before = span(watched)
    watched.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 300)
    watched.mouse.wheel(0, 200)
    watched.wait_for_timeout(400)
    assert span(watched) == before
    watched.evaluate("scrollTo(0, 0)")
    watched.keyboard.down("Control")
    watched.mouse.wheel(0, -300)
    watched.keyboard.up("Control")
    watched.wait_for_url(lambda url: "window=2023%2F2025" not in url and "window=2023/2025" not in url)
    after = span(watched)
    assert after[1] - after[0] < before[1] - before[0]
    assert watched.noted == []


def test_dragging_the_field_pans_and_dragging_the_overview_draws_a_window(watched, site):
    watched.goto(site.url + "/?window=2024")
    fitted(watched)
    box = watched.locator("svg.picture").bounding_box()
    first = span(watched)[0]
    x, y = box["x"] + box["width"] * 0.4, box["y"] + box["height"] - 75
    watched.mouse.move(x, y)
    watched.mouse.down()
    watched.mouse.move(x + 80, y, steps=4)
    watched.mouse.move(x + 160, y, steps=4)
    watched.mouse.up()
    watched.wait_for_url(lambda url: "2023-" in url)
    assert span(watched)[0] < first

    y = box["y"] + 25
    watched.mouse.move(box["x"] + box["width"] * 0.5, y)
    watched.mouse.down()
    watched.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
    watched.mouse.move(box["x"] + box["width"] * 0.7, y, steps=5)
    watched.mouse.up()
    watched.wait_for_url(lambda url: "2023-" not in url)
    a, b = span(watched)
    assert 365 * 10 < b - a < 365 * 40
    assert watched.noted == []


def test_the_handles_of_the_overview_are_sliders(watched, site):
    watched.goto(site.url + "/?window=2010/2025")
    fitted(watched)
    watched.locator(".picture .grip[data-grip=first]").focus()
    assert watched.evaluate("document.activeElement.getAttribute('aria-valuetext')") == "1 Jan 2010"
    watched.keyboard.press("ArrowRight")
    watched.keyboard.press("ArrowRight")
    watched.wait_for_url(lambda url: "2012-01-01" in url)
    expect(watched.locator(".picture .grip[data-grip=first]")).to_be_focused()
    watched.keyboard.press("PageDown")
    watched.wait_for_url(lambda url: "200" in url.split("window=")[1][:4])
    assert watched.noted == []


def test_the_keys_go_through_events_and_enter_opens_one(watched, site):
    watched.goto(site.url + "/?window=2025")
    fitted(watched)
    watched.locator("svg.picture a[tabindex='0']").focus()
    seen = []
    for _ in range(5):
        watched.keyboard.press("ArrowRight")
        seen.append(watched.evaluate("document.activeElement.transform.baseVal[0].matrix.e"))
    assert seen == sorted(seen) and len(set(seen)) > 1
    lane = watched.evaluate("document.activeElement.dataset.lane")
    watched.keyboard.press("ArrowDown")
    assert watched.evaluate("document.activeElement.dataset.lane") != lane
    watched.keyboard.press("Home")
    while "mark" not in watched.evaluate("document.activeElement.getAttribute('class')"):
        watched.keyboard.press("ArrowRight")
    key = watched.evaluate("document.activeElement.id")
    before = span(watched)
    watched.keyboard.press("+")
    watched.wait_for_url(lambda url: "window=2025&" not in url and not url.endswith("window=2025"))
    assert span(watched)[1] - span(watched)[0] < before[1] - before[0]
    expect(watched.locator(f"#{key}")).to_be_focused()
    watched.keyboard.press("Enter")
    watched.wait_for_url("**selected=**")
    expect(watched.locator("#detail-heading")).to_be_visible()
    assert watched.noted == []


def test_a_mark_chooses_its_event_without_placing_anything_anew(watched, site):
    watched.goto(site.url)
    fitted(watched)
    before = watched.locator("svg.picture").get_attribute("height")
    watched.locator(f"#mark-{SUMMIT}").click()
    expect(watched.locator("#detail-heading")).to_have_text("Lee and Ishiba meet in Tokyo")
    expect(watched.locator(f"#mark-{SUMMIT}")).to_have_attribute("aria-current", "true")
    assert watched.locator("svg.picture").get_attribute("height") == before
    watched.reload()
    expect(watched.locator(f"#mark-{SUMMIT}")).to_have_attribute("aria-current", "true")
    assert watched.noted == []


def test_without_scripts_every_zoom_ring_and_mark_is_a_link(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url)
    before = span(page)
    page.locator("#zoom-closer").click()
    assert span(page)[1] - span(page)[0] < before[1] - before[0]
    page.goto(site.url)
    page.locator("svg.picture a.ring").last.click()
    assert "window=" in page.url
    page.goto(site.url)
    page.locator(f"#mark-{SUMMIT}").click()
    assert page.locator("h1").inner_text() == "Lee and Ishiba meet in Tokyo"
    context.close()


def test_the_picture_is_accessible(watched, site):
    for scheme in ("light", "dark"):
        watched.emulate_media(color_scheme=scheme)
        watched.goto(site.url + f"/?selected={SUMMIT}")
        assert violations(watched, scheme) == []


def test_an_older_answer_never_replaces_a_newer_one(watched, site):
    watched.goto(site.url)
    fitted(watched)

    def slow(route):
        if "window=1939" in route.request.url:
            watched.wait_for_timeout(700)
        route.continue_()

    watched.route("**/*", slow)
    watched.locator("#zoom-closer").dispatch_event("click")
    watched.get_by_role("link", name="Since 2023").dispatch_event("click")
    watched.wait_for_url("**window=2023**")
    watched.wait_for_timeout(1200)
    assert "window=2023" in watched.url
    assert span(watched)[1] - span(watched)[0] < 366 * 4


def test_offline_the_old_picture_stays_with_words(watched, site):
    watched.goto(site.url)
    fitted(watched)
    before = span(watched)
    watched.context.set_offline(True)
    watched.locator("#zoom-closer").click()
    expect(watched.locator("#announce")).to_contain_text("No answer")
    assert span(watched) == before


def test_back_ten_times_undoes_ten_filters(watched, site):
    watched.goto(site.url)
    counts = [f"{EVENTS} events"]
    for kind in ("summit", "meeting", "treaty", "statement", "history", "trade", "security", "leadership", "commemoration",
                 "society"):  # fmt: skip
        watched.locator("#facet-kind > summary").click() if watched.locator("#facet-kind").get_attribute(
            "open"
        ) is None else None
        watched.locator(f"#kind-{kind}").check()
        watched.wait_for_url(f"**kind={kind}**")
        expect(watched.locator("#count")).not_to_have_text(counts[-1])
        counts.append(watched.locator("#count").inner_text())
    for said in reversed(counts[:-1]):
        watched.go_back()
        expect(watched.locator("#count")).to_have_text(said)


def test_back_before_the_scripts_have_come_still_shows_what_the_address_asks(watched, site):
    watched.goto(site.url)
    watched.locator("#facet-kind > summary").click()
    watched.locator("#kind-summit").check()
    watched.wait_for_url("**kind=summit**")
    watched.locator("#kind-treaty").check()
    watched.wait_for_url("**kind=treaty**")
    held = []
    watched.route("**/app.*.js", lambda route: held.append(route), times=1)
    watched.evaluate("location.reload()")
    watched.wait_for_function("document.readyState !== 'complete' && document.getElementById('count')")
    both = watched.locator("#count").inner_text()
    watched.evaluate("history.back()")
    watched.wait_for_function("!location.search.includes('treaty')")
    for route in held:
        route.continue_()
    expect(watched.locator("#count")).not_to_have_text(both)
    assert watched.locator("#kind-treaty").is_checked() is False
