"""Static files: small sources, joined into few files, compressed and named by what they hold."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What a page loads, and the small files it is joined from, in this order.
JOINED = {
    "site.css": ["css/layers.css", "css/tokens.css", "css/base.css", "css/components/*.css", "css/print.css"],
    "admin.css": [
        *("css/layers.css", "css/tokens.css", "css/base.css", "css/components/controls.css"),
        *("css/components/site.css", "css/components/picture.css", "css/admin/*.css"),
    ],
    "embed.css": [
        *("css/layers.css", "css/tokens.css", "css/base.css", "css/components/controls.css"),
        *("css/components/picture.css", "css/embed/*.css"),
    ],
    "app.js": ["js/app/*.js"],
    "admin.js": ["js/app/theme-switch.js", "js/admin/*.js"],
}


def joined(name):
    """The text of a joined file, made from its sources, without comments and blanks."""
    root = Path(settings.BASE_DIR) / "static"
    sources = [path for pattern in JOINED[name] for path in sorted(root.glob(pattern))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    return cssmin(text) if name.endswith(".css") else jsmin(text)


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
