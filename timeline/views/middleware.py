"""What every request passes: a look at its raw bytes, its language by its path, the headers of every answer."""

import re
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.utils import translation

from timeline.vocabulary import one_revision

BAD_BYTES = re.compile(rb"\x00|\xed[\xa0-\xbf][\x80-\xbf]")
LANGUAGE_PATH = re.compile(r"^/(ko|ja)(?:/|$)")
POLICY = ", ".join(
    f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)


def with_room_for_calls(get_response):
    """Everything below is called from a frame so large that CPython gives it a piece of memory with room for thousands
    more. Else frames come in pieces of 16 kB, each given back to the system as soon as it is empty: a loop in a
    template whose calls cross such an edge pays for it at each call (a cold page 35 to 52 ms, with this 32)."""

    def middleware(request):
        return get_response(request)

    # Its frame takes just over half of a megabyte, the rest is free; no page of it is touched before it is used.
    middleware.__code__ = middleware.__code__.replace(co_stacksize=70_000)
    return middleware


def clean_request(get_response):
    """Answer 400 to NUL bytes, lone surrogates and broken UTF-8 in the address, before anything reads it."""

    def middleware(request):
        raw = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
        try:
            for part in (raw.replace(b"+", b" "), request.META.get("PATH_INFO", "").encode("latin-1", "replace")):
                decoded = unquote_to_bytes(part)
                if BAD_BYTES.search(decoded):
                    raise BadRequest
                decoded.decode("utf-8")
        except (BadRequest, UnicodeDecodeError):
            request.broken = True
        return get_response(request)

    return middleware


def language_of_path(get_response):
    """The interface's language is the path's, nothing else: no cookie, no browser setting, no redirect.

    A request whose address is broken ends here, in its language.
    """

    def middleware(request):
        match = LANGUAGE_PATH.match(request.path_info)
        language = match[1] if match else "en"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            if getattr(request, "broken", False):
                from timeline.views.errors import bad_request

                return bad_request(request, BadRequest())
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    return middleware


def of_one_revision(get_response):
    """A reader's page is of one revision of the record, asked for once."""

    def middleware(request):
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return get_response(request)
        with one_revision():
            return get_response(request)

    return middleware


def headers(get_response):
    """Headers of every answer: what browsers may use, who may load it, how long it may be kept."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            private = getattr(request, "user", None) is not None and request.user.is_authenticated or response.cookies
            public = request.method in ("GET", "HEAD") and response.status_code in (200, 301, 304, 410)
            response.headers["Cache-Control"] = "max-age=60" if public and not private else "private, no-store"
        return response

    return middleware


def client_address(request):
    """Who asks: the connection's address, or what a declared number of proxies says of it."""
    if settings.TRUSTED_PROXIES:
        said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(said) >= settings.TRUSTED_PROXIES:
            return said[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104


def plain(text, status):
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
