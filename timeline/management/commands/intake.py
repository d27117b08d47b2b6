"""Take articles in: files, folders, ZIP and WARC archives, addresses."""

import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from timeline import dates
from timeline.intake.containers import members_of_path
from timeline.intake.outcomes import IntakeError
from timeline.intake.receiving import DONE, receive, was_taken_in_words
from timeline.models import Outcome, User

SIGNS = {Outcome.STORED: "+", Outcome.COPY: "+", Outcome.KNOWN: "="}


class Command(BaseCommand):
    help = "Take in articles, each once; say of every file what came of it. Run again, it goes on where it stopped."

    def add_arguments(self, parser):
        parser.add_argument(
            "what", nargs="+", metavar="PATH_OR_URL", help="a .txt, .html, .zip, .warc(.gz), folder or address"
        )
        parser.add_argument("--publisher", default="", help="who published what names no publisher itself")
        parser.add_argument("--published", default="", metavar="EDTF", help="when, where a file holds one article")
        parser.add_argument("--language", default="", help="a code such as en, ko or ja")
        parser.add_argument(
            "--collected",
            type=day,
            metavar="YYYY-MM-DD",
            help="the day on which the pages were read: “2 days ago” counts from it",
        )
        parser.add_argument("--by", metavar="NAME", help="who takes them in: a user name")

    def handle(self, *, what, publisher, published, language, collected, by, **options):
        given = {"language": language, "publisher": publisher, "only_where_unnamed": True}
        if published:
            try:
                given["published"] = dates.parse(published).text
            except dates.DateError as error:
                raise CommandError(f"--published: {error}") from error
        person = person_called(by)
        missing = [one for one in what if not is_address(one) and not Path(one).exists()]
        if missing:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}")
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        counts, refused = {}, 0
        for options_ in watched(everything(what, collected)):
            received = receive(by=person, given=given, **options_)
            outcome = received.outcome
            counts[outcome] = counts.get(outcome, 0) + 1
            refused += received.file.outcome not in DONE
            if options["verbosity"]:
                words = was_taken_in_words(received.file) if received.again else received.words
                self.stdout.write(f"{SIGNS.get(outcome, '!')} {options_['name']}: {words}")
        said = ", ".join(f"{outcome.label}: {n}" for outcome, n in counts.items()) or "There was nothing to take in"
        self.stdout.write(f"{said}.")
        if refused:
            sys.exit(1)


def day(text):
    return date.fromisoformat(text)


def is_address(text):
    return text.lower().startswith(("http://", "https://"))


def everything(what, collected):
    """What `receive` needs of each file, page and member, one at a time."""
    for one in what:
        if is_address(one):
            yield fetched(one)
            continue
        for member in members_of_path(one):
            yield {
                "data": member.data,
                "name": member.name,
                "url": member.url,
                "content_type": member.content_type,
                "today": date.fromisoformat(member.day) if member.day else collected,
                "refusal": member.refusal,
            }


def fetched(url):
    from timeline.intake.fetching import FetchError, fetch

    try:
        page = fetch(url)
    except FetchError as error:
        return {"data": b"", "name": url, "url": url, "refusal": IntakeError(str(error))}
    return {
        "data": page.body,
        "name": url,
        "url": page.final_url,
        "content_type": page.content_type,
        "today": page.fetched_at.date(),
    }


def watched(files):
    """The same, with a bar of progress on a terminal."""
    if not sys.stderr.isatty():
        return files
    from tqdm import tqdm

    return tqdm(files, unit=" files", desc="Taking in")


def person_called(name):
    """The user who takes in; without a name one who can't sign in."""
    if name:
        try:
            return User.objects.get(username=name)
        except User.DoesNotExist as error:
            raise CommandError(f"There is no user called {name}.") from error
    person, new = User.objects.get_or_create(username="intake", defaults={"display_name": "Intake", "is_active": False})
    if new:
        person.set_unusable_password()
        person.save()
    return person
