"""The timeline inside pages of others, in a real browser: pages of another origin, with all that hosts do to a guest."""

import gzip
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import micawber
import pytest
from playwright.sync_api import expect

from .conftest import violations

pytestmark = pytest.mark.browser
SUMMIT = "2025-08-23-lee-ishiba-summit"
FRAME = ".frame"


@pytest.fixture(scope="module")
def host():
    """A server of another origin: `host(html, **headers)` gives a page's address."""
    pages = {}

    class Host(BaseHTTPRequestHandler):
        def do_GET(self):
            html, headers = pages.get(self.path, ("", {}))
            self.send_response(200 if html else 404)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(html, **headers):
        path = f"/{len(pages)}"
        pages[path] = html, {name.replace("_", "-"): value for name, value in headers.items()}
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield put
    server.shutdown()


@pytest.fixture
def reader(context, site):
    """A page that notes what the site answers (`page.answers`) and every fault (`page.noted`)."""
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = context.new_page()
    page.answers, page.noted = [], []
    page.on("response", lambda r: page.answers.append(r) if r.url.startswith(site.url) else None)
    page.on("pageerror", lambda error: page.noted.append(str(error)))
    usual = ("Failed to load", "htmx:afterRequest", "htmx:sendAbort")  # the last two: by a newer request, as intended

    def console(message):
        if message.type == "error" and not message.text.startswith(usual):
            page.noted.append(message.text)

    page.on("console", console)
    return page


def guests(page):
    """The frames inside the page, once each shows its content."""
    frames = page.frames[1:]
    for frame in frames:
        frame.wait_for_selector(FRAME)
    return frames


def squeezed(answer):
    """The bytes of a body as they travel, or would with gzip."""
    body = answer.body()
    return len(gzip.compress(body)) if body else 0


def widget(site, rest='query="kind=summit"', words="Summits"):
    return f'<shuttle-timeline {rest}><a href="{site.url}/?kind=summit">{words}</a></shuttle-timeline>'


def script(site):
    return f'<script async src="{site.url}/embed.js"></script>'


def test_a_plain_frame_is_right_at_its_fixed_height_and_light(reader, host, site):
    outside = []
    reader.on("request", lambda r: outside.append(r.url))
    page = host(
        f'<!doctype html><iframe src="{site.url}/embed/timeline/" width="640" height="420" frameborder="0"></iframe>'
    )

    reader.goto(page)
    (frame,) = guests(reader)
    reader.wait_for_load_state("networkidle")

    sizes = {answer.url.removeprefix(site.url): squeezed(answer) for answer in reader.answers}
    print(f"\nrequests {len(sizes)}, bytes gzipped {sum(sizes.values())}: {sizes}")
    assert len(reader.answers) <= 4 and sum(sizes.values()) <= 25_000
    assert [url for url in outside if not url.startswith(site.url) and url != page] == []
    assert frame.evaluate("document.documentElement.scrollHeight") <= 420
    assert frame.evaluate("document.documentElement.scrollWidth") <= 640
    assert frame.locator(".full").is_visible() and frame.locator(".card").is_visible()
    assert reader.context.cookies() == []
    assert frame.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert reader.noted == []


@pytest.mark.parametrize("wide", [760, 1000])
def test_a_wider_frame_asks_once_for_its_width(reader, host, site, wide):
    reader.goto(
        host(
            f'<!doctype html><iframe src="{site.url}/embed/timeline/" width="{wide}" height="420" frameborder="0"></iframe>'
        )
    )
    (frame,) = guests(reader)
    expect(frame.locator(".picture")).to_have_attribute("width", str((wide - 34) // 40 * 40))
    reader.wait_for_load_state("networkidle")

    assert len(reader.answers) == 4
    assert sum(squeezed(answer) for answer in reader.answers) <= 25_000


def test_choosing_stays_in_the_frame_keeps_focus_and_leaves_back_to_the_host(reader, host, site):
    reader.goto(host("<!doctype html><p>Before"))
    reader.goto(
        host(f'<!doctype html><iframe src="{site.url}/embed/timeline/?kind=summit" width="640" height="420"></iframe>')
    )
    (frame,) = guests(reader)

    frame.locator("#mark-2025-06-g7-summit").focus()
    reader.keyboard.press("Enter")
    expect(frame.locator(".card .name")).to_have_text("The Group of Seven meets in Canada")
    assert frame.evaluate("document.activeElement.id") == "mark-2025-06-g7-summit"
    expect(frame.locator("#said")).to_have_text("The Group of Seven meets in Canada")

    frame.locator("#right").click()
    expect(frame.locator(".card .name")).to_have_text("Lee and Ishiba meet in Tokyo")
    reader.go_back()
    expect(reader.locator("p")).to_have_text("Before")
    assert reader.noted == []


def test_a_record_opens_outside(reader, host, site):
    reader.goto(
        host(f'<!doctype html><iframe src="{site.url}/embed/timeline/?kind=summit" width="640" height="420"></iframe>')
    )
    (frame,) = guests(reader)

    with reader.context.expect_page() as opened:
        frame.locator(".full").click()

    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{site.url}/?kind=summit")
    assert opened.value.evaluate("opener") is None


@pytest.mark.parametrize("look, wide", [("picture", 479), ("picture", 360), ("picture", 280), ("list", 640)])
def test_narrow_or_as_a_list_it_is_five_events_on_a_spine(reader, host, site, look, wide):
    reader.goto(
        host(
            f'<!doctype html><iframe src="{site.url}/embed/timeline/?look={look}" width="{wide}" height="420" frameborder="0"></iframe>'
        )
    )
    (frame,) = guests(reader)

    assert frame.locator(".five li").count() == 5 and frame.locator(".five").is_visible()
    assert frame.locator(".picture:visible").count() == 0
    assert frame.evaluate("document.documentElement.scrollWidth") <= wide
    assert frame.locator(".full").is_visible()
    frame.locator(".five li:not([aria-current]) a").first.click()
    expect(frame.locator(".five li").first).to_have_attribute("aria-current", "true")


def test_without_scripts_in_the_browser_it_reads_and_works(browser, host, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(
        host(f'<!doctype html><iframe src="{site.url}/embed/timeline/?kind=summit" width="640" height="420"></iframe>')
    )
    frame = page.frames[1]
    frame.locator("#mark-2025-06-g7-summit").click()
    expect(frame.locator(".card .name")).to_have_text("The Group of Seven meets in Canada")
    assert frame.locator(".steps a").count() == 2
    context.close()


# The script in pages of others

HOSTILE = """<style>* { all: unset !important; color: red !important; font: 40px serif !important }
 iframe, shuttle-timeline { display: none !important; width: 3px !important; height: 3px !important; visibility: hidden !important;
 position: fixed !important; opacity: 0 !important; transform: rotate(9deg) !important }</style>"""


@pytest.mark.parametrize("doctype", ["<!doctype html>", ""], ids=["standards", "quirks"])
@pytest.mark.parametrize("style", ["", HOSTILE], ids=["plain", "hostile"])
def test_three_stand_on_one_page_each_as_tall_as_it_is(reader, host, site, doctype, style):
    three = [
        widget(site),
        widget(site, 'query="from=2025" look="list"'),
        widget(site, 'query="from=1800&to=1801" language="ko"'),
    ]
    reader.goto(host(f"{doctype}{style}<div>{''.join(three)}</div>{script(site)}{script(site)}"))
    expect(reader.locator("shuttle-timeline iframe")).to_have_count(3)
    for iframe in reader.locator("shuttle-timeline iframe").all():
        iframe.scroll_into_view_if_needed()
        expect(iframe).not_to_have_attribute("height", "420")
    frames = guests(reader)

    for iframe, frame in zip(reader.locator("shuttle-timeline iframe").all(), frames, strict=True):
        box = iframe.bounding_box()
        assert box["width"] > 600 and 120 <= box["height"] <= 1200
        inside = frame.evaluate(
            "[...document.querySelector('.frame').children].reduce((sum, part) => sum + part.offsetHeight, 2)"
        )
        assert abs(box["height"] - inside) <= 1
    assert reader.evaluate("document.compatMode") == ("CSS1Compat" if doctype else "BackCompat")
    assert frames[2].locator("html").get_attribute("lang") == "ko"
    assert reader.noted == []


def test_it_leaves_nothing_global_and_twice_does_no_harm(reader, host, site):
    reader.goto(host("<!doctype html><p>empty"))
    before = reader.evaluate("Object.getOwnPropertyNames(window)")

    for _ in range(2):
        reader.add_script_tag(url=f"{site.url}/embed.js")
    after = reader.evaluate("Object.getOwnPropertyNames(window)")

    assert set(after) == set(before)
    assert reader.noted == []


def test_the_one_line_takes_the_place_of_its_link(reader, host, site):
    line = f'<script async src="{site.url}/embed.js" data-query="kind=summit&amp;selected={SUMMIT}"></script>\n<a href="{site.url}/?kind=summit">Seoul and Tokyo</a>'
    reader.goto(host(f"<!doctype html><main>{line}<p>Between</p>{line.replace('kind=summit&', 'kind=trade&')}</main>"))

    expect(reader.locator("shuttle-timeline")).to_have_count(2)
    summits = next(frame for frame in guests(reader) if "kind=summit" in frame.url)
    assert any("kind=trade" in frame.url for frame in reader.frames)
    expect(summits.locator(".card .name")).to_have_text("Lee and Ishiba meet in Tokyo")
    assert reader.locator("iframe").first.get_attribute("title") == "Seoul and Tokyo"
    assert reader.locator("a:visible").count() == 0
    assert reader.locator("main > :first-child + *").evaluate("e => e.localName") == "shuttle-timeline"


def test_attributes_can_be_changed_while_it_stands(reader, host, site):
    reader.goto(host(f"<!doctype html>{widget(site)}{script(site)}"))
    guests(reader)

    reader.locator("shuttle-timeline").evaluate("e => e.setAttribute('query', 'kind=trade&theme=trade')")
    reader.wait_for_function(
        "() => document.querySelector('shuttle-timeline').shadowRoot.querySelector('iframe').src.includes('kind=trade')"
    )

    assert "theme=trade" in reader.locator("iframe").get_attribute("src")


def test_a_policy_of_the_host_that_forbids_scripts_leaves_link_and_frame(reader, host, site):
    page = host(
        f'<!doctype html>{widget(site)}{script(site)}<iframe src="{site.url}/embed/timeline/?kind=summit" width="640" height="420" frameborder="0"></iframe>',
        Content_Security_Policy=f"default-src 'none'; frame-src {site.url}",
    )
    reader.goto(page)
    (frame,) = guests(reader)

    assert reader.locator("shuttle-timeline > a").is_visible()
    assert frame.locator(".picture").is_visible()


def test_a_strict_policy_of_the_host_lets_the_script_work_without_styles(reader, host, site):
    policy = f"default-src 'none'; script-src {site.url}; frame-src {site.url}"
    reader.goto(host(f"<!doctype html>{widget(site)}{script(site)}", Content_Security_Policy=policy))
    guests(reader)
    expect(reader.locator("iframe")).not_to_have_attribute("height", "420")

    assert reader.noted == []


def test_only_its_own_frame_may_say_how_tall_it_is(reader, host, site):
    reader.goto(host(f"<!doctype html>{widget(site)}{script(site)}"))
    (frame,) = guests(reader)
    expect(reader.locator("iframe")).not_to_have_attribute("height", "420")
    tall = reader.locator("iframe").get_attribute("height")

    reader.evaluate("""() => { for (const height of [900, 1e9, -5, NaN, "x"]) postMessage({ shuttle: "height", height }, "*");
        const other = document.createElement("iframe"); document.body.append(other);
        other.contentWindow.eval('parent.postMessage({ shuttle: "height", height: 999 }, "*")'); }""")
    reader.evaluate(
        "new Promise(done => { addEventListener('message', () => setTimeout(done), { once: true }); postMessage(0, '*') })"
    )
    assert reader.locator("shuttle-timeline iframe").get_attribute("height") == tall

    reader.evaluate("""() => { const frame = document.querySelector("shuttle-timeline").shadowRoot.querySelector("iframe");
        window.heights = []; new MutationObserver(() => heights.push(frame.height)).observe(frame, { attributes: true }); }""")
    frame.evaluate('parent.postMessage({ shuttle: "height", height: 1e9 }, "*")')
    reader.wait_for_function("() => heights.includes('1200')")
    expect(reader.locator("shuttle-timeline iframe")).to_have_attribute("height", tall)  # it says again how tall it is


# Light and dark

DARK = "rgb(25, 29, 33)"
LIGHT = "rgb(255, 254, 251)"


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("style, theme, ground", [
    ("<style>html { color-scheme: dark } body { background: #222 }</style>", "", DARK),
    ("<style>body { background: #fff }</style>", "", LIGHT),
    ("<style>html { color-scheme: dark }</style>", "", DARK),
    ("", "", LIGHT),
    ("<style>html { color-scheme: dark }</style>", "light", LIGHT),
    ("", "dark", DARK),
])  # fmt: skip
def test_it_matches_the_page_about_it_unless_told(reader, host, site, system, style, theme, ground):
    reader.emulate_media(color_scheme=system)
    reader.goto(
        host(f"<!doctype html>{style}{widget(site, f'''query='kind=summit' theme='{theme}' ''')}{script(site)}")
    )
    (frame,) = guests(reader)

    assert frame.locator(FRAME).evaluate("e => getComputedStyle(e).backgroundColor") == ground


def test_it_turns_with_the_page(reader, host, site):
    reader.goto(host(f"<!doctype html><style>.night {{ background: #111 }}</style><body>{widget(site)}{script(site)}"))
    (frame,) = guests(reader)
    asked = len(reader.answers)

    reader.evaluate("document.body.classList.add('night')")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert len(reader.answers) == asked


# The builder, and programs


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/embed/",
        "/ko/embed/?kind=summit",
        "/embed/?height=9",
        "/embed/timeline/",
        "/ja/embed/timeline/?look=list",
        "/embed/timeline/?kind=party",
    ],
)
def test_it_and_its_builder_are_accessible(reader, site, path, scheme):
    reader.emulate_media(color_scheme=scheme)
    reader.goto(site.url + path)

    assert violations(reader, path) == []
    assert reader.noted == []
    assert reader.context.cookies() == []


def test_choices_are_seen_at_once_and_the_code_is_copied(reader, site):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    reader.goto(site.url + "/?kind=summit")
    reader.get_by_role("link", name="Embed").click()
    reader.get_by_label("Title").fill("Two capitals")
    reader.get_by_label("Dark").check()
    reader.get_by_role("radio", name="日本語").check()
    expect(reader.locator(".preview")).to_have_attribute(
        "src", "/ja/embed/timeline/?kind=summit&title=Two+capitals&theme=dark"
    )
    reader.wait_for_url("**/embed/?**in=ja**")

    reader.get_by_role("radio", name="Iframe").check()
    reader.get_by_role("button", name="Copy").click()
    expect(reader.get_by_role("button", name="Copied")).to_be_visible()
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        f'<iframe src="{site.url}/ja/embed/timeline/?kind=summit&amp;title=Two+capitals&amp;theme=dark"'
    )

    reader.locator("#preview-360").check()
    expect(reader.frame_locator(".preview").locator(".five")).to_be_visible()
    assert reader.noted == []


def test_the_builder_works_by_keys(reader, site):
    reader.goto(site.url + "/embed/")
    reader.locator('[name="look"]:checked').focus()
    reader.keyboard.press("ArrowRight")
    expect(reader.locator(".preview")).to_have_attribute("src", "/embed/timeline/?look=list")
    assert reader.evaluate("document.activeElement.value") == "list"


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1440])
def test_the_builder_does_not_scroll_sideways(reader, site, width):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(site.url + "/embed/?kind=summit&show=events")

    assert reader.evaluate("document.documentElement.scrollWidth") <= width


def test_the_builder_works_without_scripts(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "/embed/?kind=summit")
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".preview")).to_have_attribute("src", "/embed/timeline/?kind=summit&theme=dark")
    page.get_by_role("radio", name="Address for oEmbed").check()
    assert page.locator("code:visible").inner_text() == f"{site.url}/embed/timeline/?kind=summit&theme=dark"
    context.close()


@pytest.mark.parametrize(
    "path", ["/", "/ko/?kind=summit", f"/events/{SUMMIT}/", "/embed/timeline/?kind=trade&theme=dark"]
)
def test_micawber_follows_our_addresses(reader, host, site, path):
    providers = micawber.ProviderRegistry()
    providers.register(re.escape(site.url) + "/.*", micawber.Provider(site.url + "/oembed"))

    said = providers.request(site.url + path, maxwidth=500, maxheight=400)

    assert (said["type"], said["width"], said["height"]) == ("rich", 500, 400)
    reader.goto(host(f"<!doctype html>{micawber.parse_html(f'<p>{site.url}{path}</p>', providers, maxwidth=500)}"))
    (frame,) = guests(reader)
    assert frame.locator(".picture").is_visible()
    assert frame.evaluate("innerWidth") == 500
