"""Files that hold files: folders, ZIP and WARC archives, member by member, their limits checked before they are opened.

A member's name is only ever shown; nothing is written to disk.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from .outcomes import Broken, IntakeError, NoArticle, NotText, TooLarge

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_SUM = 200 * 1024 * 1024
LARGEST_RATIO = 100
MOST_MEMBERS = 20_000
PAGES = {".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".mht"}
ARCHIVES = {".zip", ".warc", ".warc.gz"}


@dataclass(frozen=True)
class Member:
    """One page or text, or why there is none. Its url, content type and day are what an archive says of it."""

    name: str
    data: bytes = b""
    size: int = 0
    url: str | None = None
    content_type: str | None = None
    day: str = ""
    refusal: IntakeError | None = None


def kind_of(name):
    """The ending that decides how a file is opened: ".zip", ".warc.gz", ".txt" …"""
    path = PurePosixPath(name.lower().replace("\\", "/"))
    return "".join(path.suffixes[-2:]) if path.suffixes[-2:] == [".warc", ".gz"] else path.suffix


def members_of_path(path):
    """The members of a file, an archive, or, in the order of their names, of a folder and all below it."""
    path = Path(path)
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and not any(part.startswith(".") for part in inner.relative_to(path).parts):
                yield from members_of_path(inner)
        return
    name, size = str(path), path.stat().st_size
    limit = LARGEST_SUM if kind_of(name) in ARCHIVES else LARGEST_FILE
    if size > limit:
        yield Member(name, size=size, refusal=too_large(size, limit))
        return
    with path.open("rb") as file:
        yield from members(file, name=name, size=size)


def members_of_bytes(data, name):
    yield from members(io.BytesIO(data), name=name, size=len(data))


def members(file, *, name, size):
    """The members of an open file: itself, unless its name and first bytes say that it is an archive."""
    start = file.read(8)
    file.seek(0)
    kind = kind_of(name)
    if kind == ".zip" or (start.startswith(b"PK\x03\x04") and kind not in PAGES):
        yield from members_of_zip(file, name)
    elif kind in (".warc", ".warc.gz") or start.startswith(b"WARC/1."):
        yield from members_of_warc(file, name)
    elif size > LARGEST_FILE:
        yield Member(name, size=size, refusal=too_large(size, LARGEST_FILE))
    else:
        yield Member(name, file.read(), size)


def too_large(size, limit):
    return TooLarge(
        _("%(size)s MB; a file here may have %(limit)s MB.") % {"size": f"{size / 2**20:.1f}", "limit": limit // 2**20}
    )


def members_of_zip(file, name):
    """A ZIP that breaks a limit by its own words is refused whole, and each member that holds more than it says."""
    try:
        archive = zipfile.ZipFile(file)
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        yield Member(name, refusal=Broken(_("This is not a ZIP archive, or it is damaged.")))
        return
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if len(infos) > MOST_MEMBERS:
        words = _("The archive holds %(n)d files; %(limit)d are the limit.") % {"n": len(infos), "limit": MOST_MEMBERS}
        yield Member(name, size=total, refusal=TooLarge(words))
    elif total > LARGEST_SUM:
        yield Member(name, size=total, refusal=too_large(total, LARGEST_SUM))
    elif total / packed > LARGEST_RATIO:
        words = _("The archive unpacks to %(n)d times its size; %(limit)d times are the limit.") % {
            "n": total // packed,
            "limit": LARGEST_RATIO,
        }
        yield Member(name, size=total, refusal=TooLarge(words))
    else:
        for info in infos:
            if not PurePosixPath(info.filename).name.startswith(".") and "__MACOSX" not in info.filename:
                yield member_of_zip(archive, info, f"{name} › {info.filename}"[-300:])


def member_of_zip(archive, info, name):
    if info.flag_bits & 1:
        return Member(name, size=info.file_size, refusal=Broken(_("The file is encrypted.")))
    if kind_of(info.filename) in ARCHIVES | {".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"}:
        return Member(name, size=info.file_size, refusal=NotText(_("An archive inside an archive is not opened.")))
    if info.file_size > LARGEST_FILE:
        return Member(name, size=info.file_size, refusal=too_large(info.file_size, LARGEST_FILE))
    if info.file_size > LARGEST_RATIO * max(1, info.compress_size) and info.file_size > 2**20:
        return Member(name, size=info.file_size, refusal=TooLarge(_("The file unpacks to far more than its size.")))
    try:
        with archive.open(info) as inner:
            data = inner.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        return Member(name, size=info.file_size, refusal=Broken(_("The file is damaged: %(why)s") % {"why": error}))
    except Exception as error:  # zlib, lzma and bz2 have errors of their own
        return Member(name, size=info.file_size, refusal=Broken(_("The file is damaged: %(why)s") % {"why": error}))
    if len(data) > LARGEST_FILE:
        return Member(name, size=len(data), refusal=too_large(len(data), LARGEST_FILE))
    if data.startswith(b"PK\x03\x04"):
        return Member(name, size=len(data), refusal=NotText(_("An archive inside an archive is not opened.")))
    return Member(name, data, len(data))


def members_of_warc(file, name):
    """The pages of a web archive: responses with 200 and HTML or plain text; all else is passed over in silence."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    read = Counted(file)
    seen = pages = total = 0
    try:
        for record in ArchiveIterator(read):
            seen += 1
            if seen > MOST_MEMBERS or total > LARGEST_SUM:
                yield Member(name, size=total, refusal=TooLarge(_("The archive is too large; the rest was not read.")))
                return
            member = member_of_warc(record, name)
            total += record_size(record, member)
            if total > LARGEST_RATIO * max(read.count, 1) + LARGEST_FILE:
                words = _("The archive unpacks to far more than its size; the rest was not read.")
                yield Member(name, size=total, refusal=TooLarge(words))
                return
            if member is not None:
                pages += 1
                yield member
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, KeyError, IndexError, AttributeError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Member(name, refusal=Broken(_("The archive is damaged: %(why)s") % {"why": why}))
        return
    if not pages:
        yield Member(name, refusal=NoArticle(_("There is no page in this archive.")))


class Counted(io.RawIOBase):
    """A file that knows how many bytes of it were read."""

    def __init__(self, file):
        self.file, self.count = file, 0

    def readable(self):
        return True

    def read(self, size=-1):
        data = self.file.read(size)
        self.count += len(data)
        return data

    def tell(self):
        return self.file.tell()


def record_size(record, member):
    if member is not None:
        return member.size
    size = 0
    while block := record.content_stream().read(65536):
        size += len(block)
        if size > LARGEST_SUM:
            break
    return size


def member_of_warc(record, name):
    headers = record.rec_headers
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
    content_type = headers.get_header("Content-Type") or ""
    if record.rec_type == "response":
        if record.http_headers is None or record.http_headers.get_statuscode() != "200":
            return None
        content_type = record.http_headers.get_header("Content-Type") or ""
    if not content_type.lower().startswith(("text/html", "text/plain", "application/xhtml")):
        return None
    day = (headers.get_header("WARC-Date") or "")[:10]
    shown = f"{name} › {url}"[:300]
    data = record.content_stream().read(LARGEST_FILE + 1)
    while len(data) <= LARGEST_FILE and (more := record.content_stream().read(LARGEST_FILE + 1 - len(data))):
        data += more
    if len(data) > LARGEST_FILE:
        return Member(shown, size=len(data), refusal=too_large(len(data), LARGEST_FILE))
    return Member(shown, data, len(data), url if url.startswith("http") else None, content_type, day)
