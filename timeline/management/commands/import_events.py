"""Events from a file: our CSV or JSON, TimelineJS's JSON or sheet, SIMILE's JSON or XML."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline.intake.event_tables import Unreadable
from timeline.intake.importing import REASON, faults_as_csv, import_events
from timeline.intake.record_loader import loader_user


class Command(BaseCommand):
    help = "Import events from a file; whole or not at all. + draft added, ~ changed, = nothing to do, ! wrong."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--reason", default=REASON, help="what the history says")
        parser.add_argument("--errors", type=Path, help="write the rows that are wrong to this CSV file")

    def handle(self, *args, file, dry_run, reason, errors, **options):
        try:
            data = file.read_bytes()
            lines = import_events(data, by=loader_user(), name=file.name, reason=reason, dry_run=dry_run)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        wrong = [line for line in lines if line.sign == "!"]
        for line in lines:
            if line.sign != "=":
                self.stdout.write(f"{line.sign} row {line.number} {line.slug} {line.words}".rstrip())
        same = sum(line.sign == "=" for line in lines)
        self.stdout.write(f"{len(lines)} rows, {same} with nothing to do, {len(wrong)} wrong.")
        if errors and wrong:
            keep(errors, faults_as_csv(lines))
        if wrong:
            raise CommandError("Nothing was imported: mend the rows marked with !.")
        if dry_run:
            self.stdout.write("A rehearsal: nothing was changed.")


def keep(path, text):
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; nothing was imported.") from error
