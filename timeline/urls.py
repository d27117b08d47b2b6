"""Every address of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from timeline.views import (
    about,
    actors,
    api,
    cards,
    changes,
    comparing,
    days,
    embed,
    embed_builder,
    event_pages,
    events,
    files,
    health,
    oembed,
    sitemaps,
    sources,
    stories,
    trends,
)
from timeline.views.files import sealed
from timeline.views.freshness import fresh
from timeline.views.limits import limited

whole = limited("files")
asking = limited("search", page=True, when=lambda request: bool(request.GET))

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("events.<str:extension>", fresh(whole(files.events_file)), name="events_file"),
    path("events/<slug:slug>.<str:extension>", fresh(whole(files.event_file)), name="event_file"),
    path("dataset.zip", fresh(whole(files.dataset)), name="dataset"),
    path("api/v1/openapi.json", api.openapi, name="api_openapi"),
    path("api/v1/events", api.events, name="api_events"),
    path("api/v1/events/<slug:slug>", api.event, name="api_event"),
    path("api/v1/actors", api.actors, name="api_actors"),
    path("api/v1/actors/<slug:slug>", api.actor, name="api_actor"),
    path("api/v1/sources", api.sources, name="api_sources"),
    path("api/v1/sources/<slug:slug>", api.source, name="api_source"),
    path("api/v1/stories", api.stories, name="api_stories"),
    path("api/v1/stories/<slug:slug>", api.story, name="api_story"),
    path("api/v1/facets", api.facets, name="api_facets"),
    path("on-this-day.ics", fresh(whole(days.on_this_day_calendar)), name="on_this_day_calendar"),
    path("timeline.svg", sealed(fresh(whole(files.timeline_svg))), name="timeline_svg"),
    path("timeline.png", sealed(fresh(whole(files.timeline_png))), name="timeline_png"),
    path("card/view.<str:extension>", sealed(fresh(whole(cards.card_view))), name="card_view"),
    path("card/events/<slug:slug>.<str:extension>", sealed(fresh(whole(cards.card_event))), name="card_event"),
    path("api/v1/trends", api.trends, name="api_trends"),
    path("trends/<slug:name>.csv", fresh(whole(trends.trends_file)), name="trends_file"),
    path("embed.js", embed.embed_script, name="embed_script"),
    path("oembed", limited("oembed")(oembed.oembed), name="oembed"),
    path("sitemap.xml", fresh(sitemaps.sitemap_index), name="sitemap"),
    path("sitemap-<slug:section>.xml", fresh(sitemaps.sitemap_part), name="sitemap_part"),
    path("robots.txt", files.robots, name="robots"),
    path(".well-known/security.txt", files.security_txt, name="security_txt"),
    path("favicon.ico", RedirectView.as_view(url="/static/favicon.svg", permanent=True), name="favicon"),
    path("e/<str:public_id>", event_pages.event_permanent, name="event_permanent"),
    path(settings.ADMIN_PATH, admin.site.urls),
    *i18n_patterns(
        path("", fresh(asking(events.event_list)), name="event_list"),
        path("events/", RedirectView.as_view(pattern_name="event_list", query_string=True), name="events"),
        path("events/<str:slug>/", fresh(event_pages.event_detail), name="event_detail"),
        path("events/<str:slug>/history/", fresh(event_pages.event_history), name="event_history"),
        path("trends/", fresh(trends.trends), name="trends"),
        path("actors/", fresh(actors.actor_list), name="actor_list"),
        path("actors/<str:slug>/", fresh(actors.actor_detail), name="actor_detail"),
        path("sources/", fresh(sources.source_list), name="source_list"),
        path("sources/<str:slug>/", fresh(sources.source_detail), name="source_detail"),
        path("embed/", embed_builder.embed_builder, name="embed_builder"),
        path("embed/timeline/", embed.embed_timeline, name="embed_timeline"),
        path("stories/", fresh(stories.story_list), name="story_list"),
        path("stories/<str:slug>/", fresh(stories.story_detail), name="story_detail"),
        path("stories/<str:slug>/history/", fresh(stories.story_history), name="story_history"),
        path("stories/<str:slug>/<int:position>/", fresh(stories.story_step), name="story_step"),
        path("compare/", fresh(asking(comparing.compare)), name="compare"),
        path("on-this-day/", fresh(days.on_this_day), name="on_this_day"),
        path("changes/", fresh(changes.changes), name="changes"),
        path("api/docs", fresh(api.docs), name="api_docs"),
        path("about/", fresh(about.about), name="about"),
        prefix_default_language=False,
    ),
]

handler400 = "timeline.views.errors.bad_request"
handler403 = "timeline.views.errors.forbidden"
handler404 = "timeline.views.errors.not_found"
handler500 = "timeline.views.errors.server_error"
