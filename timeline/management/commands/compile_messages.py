"""Compile the translations, with Babel, where they are newer than what was compiled."""

from pathlib import Path

from babel.messages import mofile, pofile
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile locale/*/LC_MESSAGES/*.po; no gettext program is needed."

    def handle(self, **options):
        for source in Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po"):
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as file:
                catalog = pofile.read_po(file)
            with compiled.open("wb") as file:
                mofile.write_mo(file, catalog)
            if options["verbosity"]:
                self.stdout.write(f"Compiled {source}.")
