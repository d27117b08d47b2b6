"""A web address as a key: two addresses of one page have the same."""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

OF_THE_CLICK = re.compile(  # parameters that say how somebody came, never what is shown
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|mc_[ce]id|_ga|_gl|ref|ref_\w+|referrer|"
    r"cmpid|ocid|ncid|smid|spm|share_?(?:id|via|from)?|amp|outputtype|_hs\w+|mkt_tok|at_(?:medium|campaign|\w+_\w+)|s_cid|xtor|"
    r"taid|sref|soc_\w+|guccounter|guce_\w+|smtyp|ito|wt_mc|intcmp|__twitter_impression)",
    re.I,
)
OF_A_FILE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.I)
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", re.I)


def key_of(url):
    """Host without www., path and the parameters that matter, or "" for what is no web address.

    Scheme, port 80 or 443, fragment, tracking parameters, a trailing slash and the order of parameters don't count.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").rstrip(".").encode("idna").decode().lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in ("http", "https") or not HOST.fullmatch(host):
        return ""
    host = re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.[^.])", "", host)
    if port and port not in (80, 443):
        host += f":{port}"
    path = OF_A_FILE.sub("/", quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._"))
    path = re.sub(r"/{2,}", "/", re.sub(r"/amp/?$", "/", path)).rstrip("/")
    asked = sorted((name, value) for name, value in parse_qsl(parts.query) if not OF_THE_CLICK.fullmatch(name))
    return f"{host}{path}{'?' if asked else ''}{urlencode(asked)}"[:1000]


def host_of(url):
    return key_of(url).partition("/")[0].partition("?")[0]
