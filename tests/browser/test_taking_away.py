"""The menus by which a page is cited and taken along, and the page by which events come in, in a real browser."""

import json
import re
from urllib.parse import quote

import pytest

from tests.browser.conftest import violations, watch
from tests.browser.test_admin import sign_in

pytestmark = pytest.mark.browser
EVENT = "/events/2008-future-oriented-declaration/"


@pytest.mark.parametrize("path", ["/?kind=summit", "/ko" + EVENT])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_menus_are_opened_by_keyboard_accessible_and_within_the_window(watched, site, path, width):
    watched.set_viewport_size({"width": width, "height": 900})
    watched.goto(site.url + path)
    for name in ("cite", "export"):
        watched.locator(f"#{name} > summary").focus()
        watched.keyboard.press("Enter")
        panel = watched.locator(f"#{name} > .panel")
        assert panel.is_visible()
        box = panel.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert violations(watched, f"{path} {name}") == []

        watched.keyboard.press("Escape")

        assert not panel.is_visible()
        assert watched.evaluate("document.activeElement.parentElement.id") == name
    assert watched.noted == []


def test_what_is_cited_and_offered_follows_the_filter(watched, site):
    watched.goto(site.url + "/")
    watched.locator("#facet-kind > summary").click()
    watched.locator("#kind-summit").check()
    watched.wait_for_url("**/?kind=summit")

    watched.locator("#export > summary").click()

    assert watched.get_by_role("link", name="CSV", exact=True).get_attribute("href") == "/events.csv?kind=summit"
    watched.locator("#cite > summary").click()
    assert not watched.locator("#export > .panel").is_visible()  # one menu at a time
    assert f"{site.url}/?kind=summit" in watched.locator("#cite .citeable").first.text_content()


def test_a_button_copies_the_citation(context, site):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watch(context, site)
    page.goto(site.url + EVENT)
    page.locator("#cite > summary").click()

    page.get_by_role("button", name=re.compile(r"^Copy ?: APA$")).click()

    said = page.locator("#cite .citeable").nth(1).text_content()
    page.wait_for_function("document.querySelector('#announce').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()") == said
    assert page.noted == []


def test_without_scripts_the_menus_open_and_a_click_selects_a_citation(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + EVENT)
    page.locator("#cite > summary").click()

    assert page.locator("#cite .citeable").first.is_visible()
    assert not page.locator("#cite button").first.is_visible()
    page.locator("#export > summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").last.click()
    assert download.value.suggested_filename == "2008-future-oriented-declaration.bib"
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_events_are_looked_through_then_imported(browser, site, tmp_path, scripts):
    file = tmp_path / "events.json"
    title = f"A meeting that nobody recorded, {'with' if scripts else 'without'} scripts"
    slide = {"start_date": {"year": "1999", "month": "3"}, "text": {"headline": title, "text": "They met."}}
    file.write_text(json.dumps({"events": [slide, {"start_date": {"year": "zzz"}, "text": {"headline": "Wrong"}}]}))
    context = browser.new_context(java_script_enabled=scripts)
    page = sign_in(watch(context, site), site)
    page.goto(site.url + "/admin/timeline/event/import/")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Look through it").click()
    assert "no year" in page.locator("[data-sign='!']").text_content()
    if scripts:
        assert violations(page, "looked through, wrong") == []
    with page.expect_download() as download:
        page.get_by_role("link", name="The wrong rows").click()
    assert download.value.path().read_text().splitlines()[1].startswith("2,")

    file.write_text(json.dumps({"events": [slide]}))
    page.goto(site.url + "/admin/timeline/event/import/")
    page.set_input_files("#id_file", file)
    page.get_by_role("button", name="Look through it").click()
    if scripts:
        assert violations(page, "looked through") == []
    page.fill("#reason", "From a colleague")
    page.get_by_role("button", name="Import", exact=True).click()

    page.wait_for_url("**/timeline/event/")
    assert "Drafts added: 1" in page.content()
    assert page.noted == []
    page.goto(f"{site.url}/admin/timeline/event/?q={quote(title)}")
    assert page.get_by_role("link", name=title).is_visible()
    context.close()
