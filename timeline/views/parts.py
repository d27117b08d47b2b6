"""A page, or the one part of it that htmx asked for."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def page_or_part(request, template, parts, context, *, status=200):
    """Render the named part of a template where `HX-Target` names one of those offered, the whole page otherwise.

    The part named `results` is what replaces `#results`. Alone reads htmx's headers, and always says so in `Vary`.
    """
    asked = request.headers.get("HX-Target")
    name = f"{template}#{asked}" if asked in parts else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Target"])
    return response


def width_asked(request, usual=1376):
    """The width of the picture's place in px as the page's script says it, else what it usually is on a desktop."""
    said = request.GET.get("width") or request.headers.get("X-Width") or ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else usual
