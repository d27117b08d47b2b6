"""A second curator and articles to review, for a site that runs: `… review_rows NAME:PASSWORD SLUG:LANGUAGE…`."""

import os
import sys


def add(slug, language):
    """An article of ours under a slug, looked through with a stand-in for `find_dates`."""
    from tests import articles
    from tests.review import reading
    from timeline import extract
    from timeline.intake.proposing import propose
    from timeline.models import Publisher, Source

    phrases = {"en": reading.ENGLISH, "ko": reading.KOREAN, "ja": reading.JAPANESE}[language]
    title = {"en": "Lee to stop in Tokyo", "ko": "이 대통령, 도쿄 들른다", "ja": "李大統領、東京へ"}[language]
    paper, _new = Publisher.objects.get_or_create(
        slug=f"our-paper-{language}", defaults={"name_en": "Our Paper", "language": language}
    )
    source = Source.objects.create(
        slug=slug,
        title=f"{title} ({slug})",
        language=language,
        publisher=paper,
        published="2025-08-13",
        text=articles.text(f"working-visit.{language}.txt"),
    )
    if slug.startswith("unread"):
        return 0
    extract.find_dates = reading.reader(*phrases)
    return len(propose(source))


def add_curator(name, password):
    from django.contrib.auth.models import Group

    from timeline.models import User

    user = User.objects.create_user(username=name, password=password, display_name="Second Curator", is_staff=True)
    user.groups.add(Group.objects.get(name="curator"))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    django.setup()
    add_curator(*sys.argv[1].split(":"))
    for argument in sys.argv[2:]:
        add(*argument.split(":"))
