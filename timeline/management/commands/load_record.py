"""Load a record from a folder of TOML files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline.intake.record_loader import LoadError, load_folder


class Command(BaseCommand):
    help = "Load a record from a folder of TOML files; say what it adds (+), changes (~), keeps (=) and lacks (−)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--overwrite", action="store_true", help="let the files win over edits in the database")
        parser.add_argument("--texts", type=Path, metavar="DIR", help="check locators against the texts in DIR")

    def handle(self, *, folder, dry_run, overwrite, texts, **options):
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder. Name one that holds a record.toml.")
        try:
            report = load_folder(folder, dry_run=dry_run, overwrite=overwrite, texts=texts)
        except LoadError as error:
            raise CommandError(f"Nothing was loaded, as the files have faults:\n{error}") from error
        if options["verbosity"]:
            for sign, noun, slug, words in report.rows:
                self.stdout.write(f"{sign} {noun}/{slug}{f': {words}' if words else ''}")
        done = "Would be changed" if dry_run else "Changed"
        self.stdout.write(f"{done}: {sum(row[0] in '+~' for row in report.rows)} rows; unchanged: {report.unchanged}.")
