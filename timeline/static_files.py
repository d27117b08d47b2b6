"""Static files: small sources, joined into few files, compressed and named by what they hold."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.management import call_command
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What a page loads, and the small files it is joined from, in this order.
JOINED = {
    "site.css": ["css/layers.css", "css/tokens.css", "css/base.css", "css/components/*.css", "css/print.css"],
    "pages.css": ["css/layers.css", "css/pages/*.css"],  # with pages.js what only other pages than the timeline need
    "admin.css": [
        *("css/layers.css", "css/tokens.css", "css/base.css", "css/components/controls.css"),
        *("css/components/site.css", "css/components/picture.css", "css/admin/*.css"),
    ],
    "embed.css": [
        *("css/layers.css", "css/tokens.css", "css/base.css", "css/components/controls.css"),
        *("css/components/picture.css", "css/embed/*.css"),
    ],
    "app.js": ["js/app/*.js"],
    "pages.js": ["js/pages/*.js"],
    "admin.js": ["js/app/theme-switch.js", "js/admin/*.js"],
}


def joined(name):
    """The text of a joined file, made from its sources, without comments and blanks."""
    root = Path(settings.BASE_DIR) / "static"
    sources = [path for pattern in JOINED[name] for path in sorted(root.glob(pattern))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    return smaller(text) if name.endswith(".css") else jsmin(text)


def smaller(css):
    """CSS without comments and blanks. Within braces rcssmin takes `a :is(b)` for a declaration and drops its blank,
    which would make another selector of it; `a *:is(b)` says the same."""
    return cssmin(re.sub(r"(?<=[\w\])]) :(?=[a-z-]+\()", " *:", css))


class JoinedStorage(CompressedManifestStaticFilesStorage):
    """Adds the joined files at collectstatic, before names and compression."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in JOINED:
                if self.exists(name):
                    self.delete(name)
                self._save(name, ContentFile(joined(name).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def collect():
    """Collect the static files, unless none changed since: to compress them takes seconds."""
    stamp, now = Path(settings.STATIC_ROOT) / ".collected", fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def fingerprint():
    """What changes when a source of a static file, this code, or a package does."""
    found = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    said = hashlib.sha256()
    for path in (__file__, Path(settings.BASE_DIR) / "requirements.txt", *sorted(found)):
        status = Path(path).stat()
        said.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return said.hexdigest()
