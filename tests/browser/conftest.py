"""What the browser's tests share: a page that notes every fault, and the rules of accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import SAMPLE

EVENTS = len(list((SAMPLE / "events").glob("*.toml")))  # that the sample holds
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def watch(context, site):
    """A page on which every violation of the policy, error and foreign request is noted (`page.noted`)."""
    noted = []
    context.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = context.new_page()

    def console(message):
        replaced = message.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))  # by a newer request, as intended
        if message.type == "error" and "Failed to load resource" not in message.text and not replaced:
            noted.append(message.text)

    page.on("console", console)
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((site.url, "data:", "blob:")) else noted.append(r.url))
    page.noted = noted
    return page


@pytest.fixture
def watched(context, site):
    return watch(context, site)


def violations(page, path):
    """What axe finds on a page, as (path, rule, nodes)."""
    result = Axe().run(page, options={"runOnly": RULES})
    return [(path, v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in result.response["violations"]]
