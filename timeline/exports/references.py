"""References as BibTeX (for biblatex), RIS and CSL-JSON, for Zotero and the like: first the event or the view of the
record that the file is of, where it says so, then the sources of its events, each once.

Names of people are kept whole: a Korean or Japanese name is never split into given and family. Copies are left out.
"""

import re
import unicodedata

import orjson

from timeline import dates
from timeline.api.shapes import absolute

TYPES = {  # kind of source: CSL, BibTeX, RIS
    "article": ("article-newspaper", "article", "NEWS"),
    "commentary": ("article-magazine", "article", "MGZN"),
    "press-release": ("webpage", "online", "ELEC"),
    "treaty": ("treaty", "misc", "LEGAL"),
    "report": ("report", "report", "RPRT"),
    "page": ("webpage", "online", "ELEC"),
}
TEX = str.maketrans(
    {c: rf"\{c}" for c in "&%$#_{}"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
)


def sources_of(events):
    """Sources in the order of the events that they are cited on, each once."""
    seen = set()
    for event in events:
        for citation in event.citations.all():
            if citation.source_id not in seen:
                seen.add(citation.source_id)
                yield citation.source


def references(events, about, of_work, of_source):
    """What a file lists, in its order, each as the format has it."""
    if about.work:
        yield of_work(about.work)
    for source in sources_of(events):
        yield of_source(source)


def as_csl_json(events, about):
    between = b"["
    for reference in references(events, about, csl_of_work, csl_of):
        yield between + orjson.dumps(reference)
        between = b","
    yield b"]\n" if between == b"," else b"[]\n"


def csl_of_work(work):
    made = {
        "id": work.key,
        "type": "webpage",
        "title": work.title,
        "container-title": work.record,
        "publisher": work.site,
        "issued": {"date-parts": [date_parts(work.changed)]} if work.changed else None,
        "URL": work.address,
        "language": work.language,
    }
    return {key: value for key, value in made.items() if value}


def csl_of(source):
    made = {
        "id": source.public_id,
        "type": TYPES[source.kind][0],
        "title": source.title,
        "original-title": source.original_title,
        "author": [{"literal": name} for name in source.authors],
        "container-title": str(source.publisher or ""),
        "publisher": str(source.publisher or ""),
        "issued": parts_of(source.published),
        "accessed": {"date-parts": [date_parts(source.accessed)]} if source.accessed else None,
        "URL": source.url or absolute(f"/sources/{source.slug}/"),
        "archive_location": source.archive_url,
        "language": source.language,
    }
    return {key: value for key, value in made.items() if value}


def date_parts(day):
    return [day.year, day.month, day.day]


def parts_of(published):
    """CSL's date object of an EDTF date: its known parts, a range of two where it is an interval; `circa` in doubt."""
    if not published:
        return None
    edtf = dates.parse(published)
    spans = {"day": 3, "days": 3, "month": 2}
    depth = spans.get(edtf.precision, 1)
    parts = [date_parts(edtf.earliest)[:depth]]
    if "/" in published and date_parts(edtf.latest)[:depth] != parts[0]:
        parts.append(date_parts(edtf.latest)[:depth])
    return {"date-parts": parts} | ({"circa": True} if edtf.is_doubtful else {})


def as_ris(events, about):
    import rispy

    for reference in references(events, about, ris_of_work, ris_of):
        yield (rispy.dumps([reference]).strip() + "\n\n").encode()


def ris_of_work(work):
    made = {
        "type_of_reference": "ELEC",
        "id": work.key,
        "title": one_line(work.title),
        "secondary_title": one_line(work.record),
        "publisher": work.site,
        "date": f"{work.changed:%Y/%m/%d}" if work.changed else "",
        "year": str(work.changed.year) if work.changed else "",
        "language": work.language,
        "urls": [work.address],
    }
    return {key: value for key, value in made.items() if value}


def ris_of(source):
    made = {
        "type_of_reference": TYPES[source.kind][2],
        "id": source.public_id,
        "title": one_line(source.title),
        "secondary_title": one_line(str(source.publisher or "")),
        "authors": [one_line(name) for name in source.authors],
        "publisher": one_line(str(source.publisher or "")),
        "date": slashed(source.published),
        "year": source.published[:4] if source.published[:4].isdigit() else "",
        "access_date": f"{source.accessed:%Y/%m/%d}" if source.accessed else "",
        "language": source.language,
        "urls": [source.url or absolute(f"/sources/{source.slug}/")],
    }
    return {key: value for key, value in made.items() if value}


def one_line(text):
    return " ".join(text.split())


def slashed(published):
    """A date as RIS writes it: 2025/08/23, 2025/08, 2025; nothing for what has no such form."""
    return published.replace("-", "/") if re.fullmatch(r"\d{4}(-\d\d){0,2}", published) else ""


def as_bibtex(events, about):
    for entry in references(events, about, bibtex_of_work, bibtex_of):
        yield (entry + "\n\n").encode()


def bibtex_of_work(work):
    fields = {
        "title": f"{{{tex(work.title)}}}",
        "organization": tex(f"{work.record}, {work.site}"),
        "date": work.changed.isoformat() if work.changed else "",
        "url": work.address,
        "langid": work.language,
    }
    return entry_of("online", work.key, fields)


def bibtex_of(source):
    fields = {
        "title": f"{{{tex(source.title)}}}",
        "author": " and ".join(f"{{{tex(name)}}}" for name in source.authors),
        "journaltitle" if TYPES[source.kind][1] == "article" else "organization": tex(str(source.publisher or "")),
        "date": source.published,
        "urldate": source.accessed.isoformat() if source.accessed else "",
        "url": source.url or absolute(f"/sources/{source.slug}/"),
        "langid": source.language,
    }
    return entry_of(TYPES[source.kind][1], key_of(source), fields)


def entry_of(kind, key, fields):
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"])


def tex(text):
    return one_line(text).translate(TEX)


def key_of(source):
    """A citation key that stays: the source's id after the first word of its publisher."""
    name = unicodedata.normalize("NFKD", source.publisher.slug if source.publisher else "source")
    return f"{re.sub('[^a-z0-9]', '', name.split('-')[0])}{source.public_id}"
