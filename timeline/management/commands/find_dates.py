"""Find the dates in texts, from JSON lines to JSON lines."""

import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from timeline.extract import find_dates


class Command(BaseCommand):
    help = (
        "Read a text a line as JSON, {text, published, language?}, and write a line for each: its date phrases with "
        "start, end, text, date (EDTF), counted_from and how."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="a file of JSON lines; - is standard input")

    def handle(self, *, file, **options):
        if file == "-":
            self.find(sys.stdin)
            return
        try:
            with open(file, encoding="utf-8") as lines:
                self.find(lines)
        except OSError as error:
            raise CommandError(f"{file} can't be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not in UTF-8.") from error

    def find(self, lines):
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                text, published = asked["text"], date.fromisoformat(str(asked["published"])[:10])
                if not isinstance(text, str):
                    raise TypeError
            except (ValueError, KeyError, TypeError) as error:
                raise CommandError(
                    f'Line {number} is not {{"text": …, "published": "2025-08-23", "language": "en"}}.'
                ) from error
            found = find_dates(text, published, asked.get("language"))
            self.stdout.write(json.dumps([as_row(mention) for mention in found], ensure_ascii=False))
            self.stdout.flush()


def as_row(mention):
    """A mention as JSON says it."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "date": str(mention.date),
        "counted_from": mention.counted_from,
        "counted_from_start": mention.counted_from_start,
        "how": mention.how,
        "language": mention.language,
    }
