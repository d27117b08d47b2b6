"""The last changed events as Atom (RFC 4287) and as JSON Feed 1.1.

An entry's times are the record's: `updated` moves with every correction, and the feed's own with every change of the
record, a withdrawal too. The event's date is in the words of its title and, as EDTF, in `_shuttle`.
"""

import orjson
from django.utils.feedgenerator import Atom1Feed

from timeline import dates
from timeline.api.shapes import absolute
from timeline.models import in_language


def as_atom(events, about):
    feed = Feed(
        title=about.title,
        link=about.page,
        description="",
        language=about.language,
        author_name="Shuttle",
        feed_url=about.address,
        feed_guid=about.address,
        feed_copyright=about.licence,
        changed_at=about.changed_at,
    )
    for event in events:
        feed.add_item(
            title=titled(event, about.language),
            link=absolute(f"/events/{event.slug}/"),
            description=in_language(event, "summary", about.language)[0],
            unique_id=absolute(f"/e/{event.public_id}"),
            pubdate=event.published_at,
            updateddate=event.updated_at,
            categories=(event.kind, *sorted(theme.slug for theme in event.themes.all())),
        )
    yield feed.writeString("utf-8").encode()


class Feed(Atom1Feed):
    """Atom whose `updated` is the record's last change; its summaries are plain text."""

    def latest_post_date(self):
        return self.feed["changed_at"]


def as_json_feed(events, about):
    items = []
    for event in events:
        first = next(iter(event.citations.all()), None)
        items.append(
            {
                "id": absolute(f"/e/{event.public_id}"),
                "url": absolute(f"/events/{event.slug}/"),
                "title": titled(event, about.language),
                "content_text": in_language(event, "summary", about.language)[0],
                "date_published": event.published_at.isoformat(),
                "date_modified": event.updated_at.isoformat(),
                "language": about.language,
                "tags": [event.kind, *sorted(theme.slug for theme in event.themes.all())],
                "_shuttle": {"edtf": event.date, "id": event.public_id},
            }
            | ({"external_url": first.source.url} if first and first.source.url else {})
        )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "home_page_url": about.page,
        "feed_url": about.address,
        "language": about.language,
        "authors": [{"name": "Shuttle", "url": about.site}],
        "_shuttle": {"about": about.licence, "changed_at": about.changed_at.isoformat()},
        "items": items,
    }
    yield orjson.dumps(feed)


def titled(event, language):
    return f"{in_language(event, 'title', language)[0]} ({dates.in_words(event.date, language)})"
