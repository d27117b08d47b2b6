"""Write the record's files from the database, byte for byte as they are loaded."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from timeline import models, record_files
from timeline.intake.record_folder import FOLDERS
from timeline.intake.record_loader import NOUNS


class Command(BaseCommand):
    help = "Write the record in the database as a folder of TOML files. Drafts are written too; private texts are not."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder, **options):
        record = models.Record.objects.first()
        if record is None:
            raise CommandError("There is no record in the database: load one first, with load_record.")
        record_files.write(folder / "record.toml", record_files.record_as_dict(record))
        for noun, model, _fill, as_dict in NOUNS:
            rows = [as_dict(thing) for thing in record_files.whole(model.objects.order_by("slug"))]
            if noun not in FOLDERS:
                record_files.write(folder / f"{noun}.toml", {noun: rows})
                continue
            written = {folder / noun / f"{row['slug']}.toml": row for row in rows}
            for path, row in written.items():
                record_files.write(path, row)
            for path in (folder / noun).glob("*.toml"):
                if path not in written:
                    path.unlink()
        self.stdout.write(f"Wrote {models.Event.objects.count()} events to {folder}.")
