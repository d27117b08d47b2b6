"""Forms and buttons for those who edit, over the verbs of `review`."""

from . import actors, changes, events, gazetteer, people, sources

__all__ = ["actors", "changes", "events", "gazetteer", "people", "sources"]
