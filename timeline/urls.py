"""Every address of the site."""

from django.urls import path

from timeline.views import files

urlpatterns = [
    path("events.json", files.events_json, name="events_json"),
]
