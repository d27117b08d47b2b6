"""Every address of the site."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
