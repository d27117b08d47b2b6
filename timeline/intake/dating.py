"""Dates of articles of which pages say only the age, found again when the record learns a day that they count from."""

from datetime import date

from timeline.models import IntakeFile, Source, Verb
from timeline.review import record_change

from .ages import COUNTED, OPEN, day_read, published_by_age, published_by_order


def touched_files(row, kept):
    """The file itself and those with ages that list an article of which something was learnt now."""
    learnt = [one.first.pk for one in kept]
    others = IntakeFile.objects.filter(sources__in=learnt).exclude(pk=row.pk).distinct().order_by("pk")
    return [row, *(file for file in others if any(article.get("age") for article in file.articles))]


def date_by_ages(file, *, by):
    """Date what only its age or its place in the list dates."""
    if not any(article.get("age") for article in file.articles):
        return
    ids = {article["original"] for article in file.articles}
    sources = {source.public_id: source for source in Source.objects.filter(public_id__in=ids)}
    rows = [(article, sources[article["original"]]) for article in file.articles if article["original"] in sources]
    days = [stated_days(source) for _article, source in rows]
    known = [(*span, article.get("age")) for (article, _source), span in zip(rows, days, strict=True) if span]
    told = next((date.fromisoformat(article["read"]) for article, _source in rows if article.get("read")), None)
    read = day_read(known, told)
    for at, (article, source) in enumerate(rows):
        if days[at] or not article.get("age"):
            continue
        if read:
            found, how = published_by_age(article["age"], read), "age"
        else:
            found, how = published_by_order(at, days, source.text), "order"
        if found and found != source.published:
            source.published, source.published_how = found, how
            source.save()
            record_change(source, by=by, verb=Verb.EDITED, reason="Counted from its age on the page that lists it")


def stated_days(source):
    """The days of a source whose date was not counted by us, if they are few; else None."""
    if not source.published or source.published_how in (*COUNTED, "republished"):
        return None
    if source.published_earliest == date.min or source.published_latest == OPEN:
        return None
    few = (source.published_latest - source.published_earliest).days <= 3
    return (source.published_earliest, source.published_latest) if few else None
