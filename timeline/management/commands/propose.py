"""Read articles and propose the events that they date, for a person to review."""

import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from timeline.intake.proposing import propose
from timeline.models import Source


class Command(BaseCommand):
    help = (
        "Read articles of the record and propose the events that they date; say of each how many candidates it has, "
        "how many may be events of the record (likely) and how many are new. Run again, nothing doubles."
    )

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="articles (sources) to read")
        parser.add_argument("--all", action="store_true", help="read every original whose text is kept")

    def handle(self, *, slugs, all, **options):
        if bool(slugs) == all:
            raise CommandError("Name the articles to read, by their slugs, or say --all.")
        sources = self.originals() if all else self.named(slugs)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        candidates = likely = new = 0
        for source in watched(sources):
            before = set(source.candidates.values_list("pk", flat=True))
            found = propose(source)
            row = (len(found), sum(c.likely_id is not None for c in found), sum(c.pk not in before for c in found))
            candidates, likely, new = candidates + row[0], likely + row[1], new + row[2]
            if options["verbosity"]:
                sign = "+" if row[2] else "="
                self.stdout.write(f"{sign} {source.slug}: {in_words(*row)}")
        self.stdout.write(f"Articles: {len(sources)}; {in_words(candidates, likely, new)}.")

    def originals(self):
        """Copies say what their originals say."""
        return list(Source.objects.filter(syndication_of=None).exclude(text="").order_by("slug"))

    def named(self, slugs):
        found = {source.slug: source for source in Source.objects.filter(slug__in=slugs)}
        if missing := [slug for slug in slugs if slug not in found]:
            raise CommandError(f"There is no article called {', '.join(missing)}.")
        if empty := [slug for slug in slugs if not found[slug].text]:
            raise CommandError(f"No text is kept of {', '.join(empty)}: take it in first.")
        return [found[slug] for slug in dict.fromkeys(slugs)]


def in_words(candidates, likely, new):
    return f"candidates: {candidates}, likely: {likely}, new: {new}"


def watched(sources):
    """The same, with a bar of progress on a terminal."""
    if not sys.stderr.isatty():
        return sources
    from tqdm import tqdm

    return tqdm(sources, unit=" articles", desc="Reading")
