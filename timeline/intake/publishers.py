"""The publisher of an article: found by name, by the site's domain, or made."""

import re
import unicodedata

from django.db.models import Count

from timeline.addresses import host_of
from timeline.models import OldSlug, Publisher, Source

from .languages import language_of
from .tidying import fold

UNKNOWN = "unknown-publisher"
SECOND_LEVEL = re.compile(r"\.(?:co|or|com|ne|go|ac|net|org|gov|edu|re|pe)\.[a-z]{2}$")


def find_publisher(name, address=""):
    """The record's publisher with this name in any language, or whose articles have this site's addresses; or None."""
    wanted = fold_name(name)
    known = named_publishers() if wanted or address else {}
    if wanted and wanted in known:
        return known[wanted]
    if wanted and (near := {p.pk: p for said, p in known.items() if begins(said, wanted)}) and len(near) == 1:
        return next(iter(near.values()))
    host = host_of(address) or (name if re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", name) else "")
    if not host:
        return None
    if (label := fold(label_of(host))) in known:
        return known[label]
    sources = Source.objects.filter(address_key__startswith=f"{host}/", publisher__isnull=False, syndication_of=None)
    most = sources.values("publisher").annotate(n=Count("pk")).order_by("-n").first()
    return Publisher.objects.get(pk=most["publisher"]) if most and not wanted_elsewhere(wanted, host) else None


def wanted_elsewhere(wanted, host):
    """Whether a name is another's than the site's own: an agency's article on a paper's site."""
    return bool(wanted) and fold(label_of(host)) not in wanted and wanted not in fold(host)


def begins(one, other):
    """Whether one name is the other with words after it: "Institute of America"; too short a name begins too many."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 15 and long.startswith(short)


def fold_name(name):
    return fold(re.sub(r"^the\s+", "", name.strip(), flags=re.I))


def named_publishers():
    """Every publisher by every name, those in brackets too."""
    found = {}
    for publisher in Publisher.objects.order_by("-pk"):
        for name in (publisher.name_en, publisher.name_ko, publisher.name_ja):
            for part in (name, *re.split(r"\s*[(（)）]\s*", name)):
                if len(fold_name(part)) > 1:
                    found[fold_name(part)] = publisher
    return found


def label_of(host):
    """The part of a host that its owner chose: "koreaherald" of koreaherald.com."""
    labels = host.split(":")[0].split(".")
    return labels[-3 if SECOND_LEVEL.search(host) and len(labels) > 2 else -2] if len(labels) > 1 else host


def publisher_for(name, *, address="", language="en"):
    """The publisher of this name, found or made; without name and address the one that stands for all unknown ones."""
    if found := find_publisher(name, address):
        return found
    name = name.strip() or host_of(address)
    if not name:
        return unknown_publisher()
    spoken = language_of(name, language)
    names = {f"name_{spoken}": name[:200]} if spoken in ("ko", "ja") else {}
    base = slug_words(name) or slug_words(label_of(host_of(address) or "")) or "publisher"
    slug = free_slug(base, taken=Publisher.objects)
    return Publisher.objects.create(slug=slug, name_en=name[:200], language=language, **names)


def unknown_publisher():
    return Publisher.objects.get_or_create(
        slug=UNKNOWN,
        defaults={
            "name_en": "Unknown publisher",
            "name_ko": "발행처 미상",
            "name_ja": "発行元不明",
            "language": "en",
        },
    )[0]


def slug_words(text, longest=60):
    """The words of a text as a slug, accents taken off; "" where it has no Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > longest:
            break
        slug = f"{slug}-{word}" if slug else word[:longest]
    return slug


def free_slug(base, *, taken, noun=""):
    """`base`, or it with a number, that nothing has or ever had."""
    base = base if len(base) >= 3 else f"{base}-source"
    base = base[:76].strip("-")
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    used |= (
        set(OldSlug.objects.filter(noun=noun, slug__startswith=base).values_list("slug", flat=True)) if noun else set()
    )
    n = 1
    slug = base
    while slug in used:
        n += 1
        slug = f"{base}-{n}"
    return slug
