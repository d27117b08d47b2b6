"""Social cards, as SVG and as PNG."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from timeline.api.asked import Asked
from timeline.api.problems import problem
from timeline.api.shapes import with_everything
from timeline.cards import event_card, view_card
from timeline.models import Event
from timeline.pixels import NoFace, as_png


@require_safe
def card_event(request, slug, extension):
    """The card of one event, in `?lang=`."""
    asked = Asked(request.GET, only=("lang",))
    event = get_object_or_404(with_everything(Event.objects.published()), slug=slug)
    return drawn(request, asked, extension, lambda language: event_card(event, language))


@require_safe
def card_view(request, extension):
    """The card of what a filter shows, in `?lang=`."""
    asked = Asked(request.GET)
    return drawn(request, asked, extension, lambda language: view_card(asked, language))


def drawn(request, asked, extension, card):
    """The card in a format; 501 where the machine has no face for the language's script."""
    if extension not in ("svg", "png"):
        raise Http404(extension)
    if not asked.is_valid():
        return problem(request, asked.errors)
    with translation.override(asked.lang):
        picture = card(asked.lang)
    if extension == "svg":
        response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    else:
        try:
            response = HttpResponse(as_png(picture, asked.lang, zoom=1), content_type="image/png")
        except NoFace as error:
            return HttpResponse(f"{error}\n", status=501, content_type="text/plain; charset=utf-8")
    response["Content-Language"] = asked.lang
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
