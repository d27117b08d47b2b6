"""Every gesture and key on the picture in a real browser, and what happens when the answer is slow, wrong or none."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import watch
from .test_picture import SUMMIT, fitted, span

pytestmark = pytest.mark.browser


def another(page, days):
    """Wait for a picture of other days; answers them."""
    for _ in range(100):
        if (now := span(page)) != days:
            return now
        page.wait_for_timeout(50)
    raise AssertionError("The picture shows the same days.")


def test_the_horizontal_wheel_pans(watched, site):
    watched.goto(site.url + "/?window=2024")
    fitted(watched)
    before = span(watched)
    box = watched.locator("svg.picture").bounding_box()
    watched.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 300)

    watched.mouse.wheel(-300, 0)

    after = another(watched, before)
    assert after[0] < before[0] and abs((after[1] - after[0]) - (before[1] - before[0])) <= 2
    assert watched.noted == []


def test_ctrl_and_wheel_keep_the_day_under_the_pointer(watched, site):
    watched.goto(site.url + "/?window=2023/2025&scale=true")
    fitted(watched)
    box = watched.locator("svg.picture").bounding_box()
    before = span(watched)
    share = 0.7
    left, right = (float(watched.locator("svg.picture").get_attribute(f"data-{side}")) for side in ("left", "right"))
    day = before[0] + share * (before[1] - before[0])
    watched.mouse.move(box["x"] + left + share * (right - left), box["y"] + 300)
    watched.keyboard.down("Control")
    watched.mouse.wheel(0, -100)
    watched.keyboard.up("Control")

    after = another(watched, before)

    assert after[1] - after[0] < before[1] - before[0]
    assert abs(after[0] + share * (after[1] - after[0]) - day) < 0.03 * (after[1] - after[0])
    assert watched.evaluate("scrollY") == 0


def test_two_fingers_zoom_the_field_and_one_pans_it(browser, site):
    context = browser.new_context(has_touch=True, viewport={"width": 1024, "height": 900})
    page = watch(context, site)
    page.goto(site.url + "/?window=2024")
    fitted(page)
    box = page.locator("svg.picture").bounding_box()
    y, middle = box["y"] + 200, box["x"] + box["width"] * 0.55
    touch = context.new_cdp_session(page)

    def fingers(kind, *xs):
        points = [{"x": x, "y": y, "id": number} for number, x in enumerate(xs)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    whole = span(page)
    fingers("touchStart", middle - 60, middle + 60)
    for reach in (80, 120, 180):
        fingers("touchMove", middle - reach, middle + reach)
    fingers("touchEnd")
    closer = another(page, whole)
    assert (closer[1] - closer[0]) < (whole[1] - whole[0]) * 0.6

    fingers("touchStart", middle)
    for step in (40, 90, 140):
        fingers("touchMove", middle + step)
    fingers("touchEnd")
    earlier = another(page, closer)
    assert earlier[0] < closer[0]
    assert page.noted == []
    context.close()


def test_on_a_phone_a_tap_on_the_overview_chooses_a_year_and_a_drag_a_window(browser, site):
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = watch(context, site)
    page.goto(site.url)
    box = page.locator("svg.overview").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + 20)
    page.wait_for_url(re.compile(r"window=19\d\d$"))

    page.goto(site.url)
    touch = context.new_cdp_session(page)
    y = page.locator("svg.overview").bounding_box()["y"] + 20
    for kind, x in (("touchStart", 150), ("touchMove", 180), ("touchMove", 230)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_url(re.compile(r"window=19\d\d-\d\d-\d\d"))
    assert page.noted == []
    context.close()


def test_every_key_of_the_field(watched, site):
    watched.goto(site.url + "/?window=2025")
    fitted(watched)
    at = "document.activeElement.transform.baseVal[0].matrix.e"
    stops = watched.locator("svg.picture .events a")
    watched.locator("svg.picture a[tabindex='0']").focus()
    expect(watched.locator(".keys")).to_be_visible()
    assert watched.locator("svg.picture .events a[tabindex='0']").count() == 1

    watched.keyboard.press("End")
    assert watched.evaluate(at) == max(stops.evaluate_all("all => all.map(a => a.transform.baseVal[0].matrix.e)"))
    watched.keyboard.press("ArrowLeft")
    assert watched.evaluate(at) <= max(stops.evaluate_all("all => all.map(a => a.transform.baseVal[0].matrix.e)"))
    watched.keyboard.press("Home")
    assert watched.evaluate(at) == min(stops.evaluate_all("all => all.map(a => a.transform.baseVal[0].matrix.e)"))
    lane = "Number(document.activeElement.dataset.lane)"
    before = watched.evaluate(lane)
    watched.keyboard.press("ArrowDown" if before == 0 else "ArrowUp")
    assert abs(watched.evaluate(lane) - before) == 1

    year = span(watched)
    watched.keyboard.press("-")
    wider = another(watched, year)
    assert wider[1] - wider[0] > year[1] - year[0]
    expect(watched.locator("svg.picture .events a:focus")).to_have_count(1)
    watched.keyboard.press("0")
    watched.wait_for_url(lambda url: "window" not in url)
    expect(watched.locator("svg.picture .events a:focus")).to_have_count(1)

    watched.locator(f"#mark-{SUMMIT}").focus()
    watched.keyboard.press("Enter")
    expect(watched.locator("#detail-heading")).to_be_focused()
    watched.keyboard.press("Escape")
    expect(watched.locator(f"#mark-{SUMMIT}")).to_be_focused()
    assert "selected" not in watched.url and watched.locator("svg.picture .chosen").count() == 0
    assert watched.noted == []


def test_a_chosen_event_is_drawn_as_the_server_draws_it(watched, site):
    watched.goto(site.url)
    fitted(watched)
    parts = "all => all.map(part => part.tagName + ' ' + part.getAttribute('class')).sort()"
    watched.locator(f"#mark-{SUMMIT}").click()
    expect(watched.locator("svg.picture .flag")).to_have_count(1)
    here = watched.locator("svg.picture .chosen").evaluate_all(parts)
    assert watched.locator("svg.picture .on-flag").text_content() == "23 Aug 2025"
    assert watched.locator(".events > a").last.get_attribute("id") == f"mark-{SUMMIT}"
    assert watched.locator("svg.picture .kin").count() > 0

    watched.reload()
    fitted(watched)

    assert watched.locator("svg.picture .chosen").evaluate_all(parts) == here
    assert watched.noted == []


def test_an_event_folded_into_a_ring_comes_out_when_it_is_chosen_in_the_list(watched, site):
    watched.goto(site.url)
    fitted(watched)
    drawn = set(watched.locator("svg.picture a.mark").evaluate_all("all => all.map(a => a.id.replace('mark-', ''))"))
    rows = watched.locator(".event [data-selects]").evaluate_all("all => all.map(a => a.dataset.selects)")
    folded = next(slug for slug in rows if slug not in drawn)

    watched.locator(f".event [data-selects='{folded}']").click()

    expect(watched.locator(f"#mark-{folded}")).to_have_attribute("aria-current", "true")
    assert watched.locator(f"#mark-{folded} > text").count() == 1


def test_a_ring_opens_its_days_and_keeps_the_focus_for_the_keys(watched, site):
    watched.goto(site.url)
    fitted(watched)
    before = span(watched)
    watched.locator("svg.picture a.ring").last.focus()

    watched.keyboard.press("Enter")

    after = another(watched, before)
    assert after[1] - after[0] < before[1] - before[0]
    expect(watched.locator("svg.picture .events a:focus")).to_have_count(1)
    assert watched.noted == []


def test_two_fast_filters_under_a_slow_first_answer(watched, site):
    watched.goto(site.url)
    fitted(watched)

    def slow(route):
        if "kind=summit" in route.request.url and "tone" not in route.request.url:
            watched.wait_for_timeout(800)
        route.continue_()

    watched.route("**/?*", slow)
    watched.locator("#facet-kind > summary").click()
    watched.locator("#kind-summit").check()
    watched.evaluate("document.getElementById('tone-cooperation').click()")
    watched.wait_for_url("**tone=cooperation**")
    watched.wait_for_timeout(1200)

    assert "kind=summit" in watched.url and "tone=cooperation" in watched.url
    assert watched.locator(".chip").count() == 2
    said = int(re.match(r"\d+", watched.locator("#count").inner_text())[0])
    assert said == watched.locator(".event").count()


def test_an_error_in_mid_swap_leaves_the_old_picture_with_words(watched, site):
    watched.goto(site.url)
    fitted(watched)
    before = span(watched)
    watched.route("**/?*window=*", lambda route: route.fulfill(status=500, body="wrong"))

    watched.locator("#zoom-closer").click()

    expect(watched.locator(".no-answer")).to_be_visible()
    expect(watched.locator("#announce")).to_contain_text("No answer")
    assert span(watched) == before and watched.locator("svg.picture a.mark").count() > 10
    watched.unroute("**/?*window=*")
    watched.locator("#zoom-closer").click()
    another(watched, before)
    expect(watched.locator(".no-answer")).to_be_hidden()


def test_the_picture_is_drawn_anew_for_another_width(watched, site):
    for width in (1440, 1000, 760):
        watched.set_viewport_size({"width": width, "height": 900})
        if width == 1440:
            watched.goto(site.url + "/?window=2024/2025")
        fitted(watched)
        room = watched.locator("#picture").bounding_box()["width"]
        drawn = watched.locator("svg.picture").bounding_box()["width"]
        assert room - 41 < drawn <= room
        assert watched.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.noted == []


def test_nothing_moves_where_motion_is_not_wanted(watched, site):
    watched.emulate_media(reduced_motion="reduce")
    watched.goto(site.url)
    moving = """() => [...document.querySelectorAll('*')].filter(element => {
      const style = getComputedStyle(element);
      return style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    }).length"""

    assert watched.evaluate(moving) == 0


def test_print_has_the_picture_and_the_list_without_controls(watched, site):
    watched.set_viewport_size({"width": 700, "height": 1000})  # a sheet of A4 between its margins
    watched.goto(site.url)
    watched.emulate_media(media="print", color_scheme="light")

    for shown in ("svg.picture", ".legend", ".spine .event >> nth=0"):
        assert watched.locator(shown).is_visible(), shown
    for hidden in (".filter-bar", ".picture-controls", ".overview-alone", "#selection-bar", ".site-bar nav >> nth=0"):
        assert not watched.locator(hidden).is_visible(), hidden
    assert watched.locator("svg.picture").bounding_box()["width"] <= 700


def test_the_page_of_an_event_shows_the_years_around_it_at_any_width(watched, site):
    for width in (1280, 820, 360):
        watched.set_viewport_size({"width": width, "height": 900})
        watched.goto(site.url + f"/events/{SUMMIT}/")
        watched.wait_for_timeout(400)
        drawn, room = watched.locator("#around svg").bounding_box(), watched.locator("#around").bounding_box()
        assert drawn["width"] <= room["width"] + 0.5
        expect(watched.locator(f"#around #mark-{SUMMIT}")).to_have_attribute("aria-current", "true")
        assert watched.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.noted == []
