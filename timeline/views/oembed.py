"""oEmbed 1.0: programs that are given an address of ours learn which frame to show for it."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import orjson
from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from timeline.api.problems import problem
from timeline.embedding import HEIGHT, WIDTH, Embed
from timeline.models import Event, Noun, OldSlug, Story
from timeline.views.api import for_programs
from timeline.views.middleware import LANGUAGE_PATH

KEPT = 3600  # seconds that a consumer may keep the answer


@for_programs
def oembed(request):
    """What to show for `url`, within `maxwidth` and `maxheight`; 404 for what is not ours or can't be embedded."""
    form = request.GET.get("format") or "json"
    if form not in ("json", "xml"):
        return problem(request, {"format": [_("Known are: %(known)s.") % {"known": "json, xml"}]}, 501)
    errors, width, height = {}, WIDTH, HEIGHT
    for name in ("maxwidth", "maxheight"):
        said = request.GET.get(name)
        if said is None:
            continue
        if not (said.isascii() and said.isdigit() and 0 < len(said) < 6 and int(said) > 0):
            errors[name] = [_("This is a whole number of px above 0.")]
        elif name == "maxwidth":
            width = min(width, int(said))
        else:
            height = min(height, int(said))
    if not request.GET.get("url"):
        errors["url"] = [_("Say which address to embed.")]
    if errors:
        return problem(request, errors)
    language, embed = embed_of(request.GET["url"])
    if embed is None:
        return problem(request, {"url": [_("No page of ours that can be embedded is at this address.")]}, 404)
    with translation.override(language):
        answer = described(embed, width, height)
    return as_xml(answer) if form == "xml" else as_json(answer)


def embed_of(address):
    """The language of a page of ours and the Embed that stands for it, or None."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "en", None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower():
        return "en", None
    match = LANGUAGE_PATH.match(parts.path)
    language = match[1] if match else "en"
    with translation.override(language):
        try:
            found = resolve(parts.path)
        except Resolver404:
            return language, None
        query = asked_for(found, QueryDict(parts.query, mutable=True))
        embed = Embed(query).for_others() if query is not None else None
        return language, embed if embed and embed.asked.is_valid() and not embed.is_gone else None


def asked_for(found, query):
    """The query of the embed that stands for a page, or None where there is none."""
    if found.url_name in ("event_list", "embed_timeline"):
        return query
    slug = found.kwargs.get("slug", "")
    query.clear()
    if found.url_name == "event_detail":
        former = OldSlug.objects.filter(noun=Noun.EVENT, slug=slug).values("public_id")
        events = Event.objects.published()
        if events.filter(slug=slug).exists() or events.filter(public_id__in=former).exists():
            query["event"] = slug
            return query
    if found.url_name == "story_detail" and Story.objects.filter(slug=slug, published=True).exists():
        query["story"] = slug
        return query
    return None


def described(embed, width, height):
    """The answer's fields; the frame is never larger than was allowed."""
    title = embed.name
    frame = embed.iframe(width, height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Shuttle",
        "provider_url": settings.SITE_URL + "/",
        "cache_age": KEPT,
        "html": str(frame),
        "width": width,
        "height": height,
    }


def as_json(answer):
    return HttpResponse(orjson.dumps(answer), content_type="application/json")


def as_xml(answer):
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")
