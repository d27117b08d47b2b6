"""The title of each chart: the sentence that its numbers say, in the reader's language. Nothing here counts events."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def fullest_year(years, topic_names):
    """Which year has most events, and which topic is most of it; the last such year, where several have as many."""
    most = max(told["count"] for told in years.values())
    same = [year for year, told in years.items() if told["count"] == most]
    topics = years[same[-1]]["topics"]
    topic = max(topics, key=lambda name: topics[name])
    said = {"year": same[-1], "n": most, "part": topics[topic], "topic": topic_names[topic]}
    if len(same) > 1:
        return _("No year has more events than %(year)s: %(n)s, %(part)s of them in “%(topic)s”") % said
    return _("%(year)s is the fullest year: %(n)s events, %(part)s of them in “%(topic)s”") % said


def tones(cooperation, friction, count):
    said = {"cooperation": cooperation, "friction": friction, "n": count}
    return _("Of %(n)s events, %(cooperation)s are cooperation and %(friction)s friction") % said


def balance(years):
    """When the balance was lowest, and since when it has been above nothing."""
    net = {year: told["net"] for year, told in sorted(years.items()) if told["scored"]}
    low = min(net, key=lambda year: (net[year], -year))
    high = max(net, key=lambda year: (net[year], year))
    if net[low] >= 0:
        return _("Friction outweighed cooperation in no year; the balance was highest in %(year)s, at %(n)s") % {
            "year": high, "n": signed(net[high]),
        }  # fmt: skip
    since = None
    for year in reversed(net):
        if net[year] <= 0:
            break
        since = year
    said = {"year": low, "n": signed(net[low]), "since": since}
    if since is None or since == max(net):
        return _("The balance was lowest in %(year)s, at %(n)s") % said
    return (
        _(
            "The balance was lowest in %(year)s, at %(n)s; cooperation has outweighed friction in every scored year since %(since)s"
        )
        % said
    )


def signed(number):
    """A number with its sign, without a decimal point it does not need."""
    text = f"{abs(number):g}"
    return f"+{text}" if number > 0 else f"−{text}" if number < 0 else "0"


def most_active(name, n, year, of_year, *, state=False):
    """Who takes part in most events of the selection, and the year of most of them."""
    said = {"name": name, "year": year, "n": n, "of_year": of_year}
    if state:
        return _("No state takes part in more events than %(name)s: %(n)s, %(of_year)s of them in %(year)s") % said
    return _("No person or body takes part in more events than %(name)s: %(n)s, %(of_year)s of them in %(year)s") % said


def most_met(one, other, n):
    """Events, not times: what is told as several events is one encounter."""
    said = {"one": one, "other": other, "n": n}
    return (
        ngettext(
            "No two leaders share more summits and meetings of this record than %(one)s and %(other)s: %(n)s event",
            "No two leaders share more summits and meetings of this record than %(one)s and %(other)s: %(n)s events",
            n,
        )
        % said
    )


def publishers(country, n, citations, missing):
    """Whose publishers are cited most, and in how many years the record has nothing."""
    said = {"country": country, "n": n, "citations": citations, "missing": missing}
    if not country:
        return _("Of none of %(citations)s citations is the publisher’s country given") % said
    if not missing:
        return _("Publishers in %(country)s give %(n)s of %(citations)s citations; no year is without an event") % said
    return (
        ngettext(
            "Publishers in %(country)s give %(n)s of %(citations)s citations; in %(missing)s year no event of this record begins",
            "Publishers in %(country)s give %(n)s of %(citations)s citations; in %(missing)s years no event of this record begins",
            missing,
        )
        % said
    )


def most_cited(publisher, n, citations, count):
    said = {"publisher": publisher, "n": n, "citations": citations, "count": count}
    return _("Of %(count)s publishers none is cited more than %(publisher)s: %(n)s of %(citations)s citations") % said


def thin(runs, single, count):
    """Where the selection is thin: runs of years with one event or none, and how many events rest on one source."""
    on_one = _("%(single)s of %(count)s events rest on one source.") % {"single": single, "count": count}
    if not runs:
        return on_one
    years = ", ".join(f"{first}–{last}" if first != last else str(first) for first, last in runs)
    return _("Thin, with one event or none: %(years)s.") % {"years": years} + " " + on_one


def languages(language, n, citations):
    said = {"language": language, "n": n, "citations": citations}
    return _("%(n)s of %(citations)s citations are of sources in %(language)s") % said


def friction_between(first, last, n, count):
    said = {"first": first, "last": last, "n": n, "count": count}
    if first == last:
        return _("In %(first)s, %(n)s of %(count)s events are friction") % said
    return _("From %(first)s to %(last)s, %(n)s of %(count)s events are friction") % said


def before_and_after(title, before, after):
    said = {"title": title, "before": before, "after": after}
    return _("“%(title)s”: %(before)s events in the year before it, %(after)s in the year after") % said
