"""Whom and where a text speaks of: names, titles with a family name, offices by date, family names alone.

What stays open stays open: "President Lee" where two Lees could be meant, or "the foreign ministers of both countries",
is left unresolved rather than guessed.
"""

import re
from datetime import timedelta

from .gazetteer import CJK_CHARACTER, Named, folded, without_overlaps, words_of

LOOK_BACK = 40  # characters before a title that are read
FORMER = re.compile(r"(?:\b(?:former|ex|late|ousted|then)[\s-](?:\w+\s){0,2}|(?:전|前|元)\s?)$", re.IGNORECASE)
OTHER_OFFICE = re.compile(r"(?:\b(?:vice|deputy|acting|senior|first)[\s-]|부|副)$", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+)?$|\s?(?:の|의)?\s?$")
OF_COUNTRY = re.compile(r"\s+of\s+(?:the\s+)?")
FAMILY_AFTER = re.compile(r"\s+([^\W\d_][\w’']*)")
AFTER_FAMILY = re.compile(r"\s?(?:氏|さん|議員|前|元|대표|의원|씨|전\s|총리|대통령)|[^぀-ヿ㐀-鿿가-힣]|$")


def find_names(text, gazetteer, day):
    """Every Named of a text written on `day`, in order; none lies inside another."""
    named = gazetteer.names_in(text)
    named = without_overlaps(named + titled(text, gazetteer, day, named), len(text))
    return without_overlaps(named + family_names(text, gazetteer, named), len(text))


def titled(text, gazetteer, day, named):
    """Holders of offices named by a title with a family name or with their country."""
    found = []
    states = [one for one in named if one.what == "state"]
    ends = {one.end: one for one in states}
    starts = {one.start: one for one in states}
    titles = sorted({title for held in gazetteer.held for title in held.titles}, key=lambda title: -len(title))
    for title in titles:
        holders = [held for held in gazetteer.held if title in held.titles]
        cjk = CJK_CHARACTER.search(title)
        pattern = re.escape(title) if cjk else rf"\b(?i:{re.escape(title)})\b".replace(r"\ ", r"\s+")
        for match in re.finditer(pattern, text):
            read = family_before if cjk else family_after
            hit = read(text, match, holders, day) or of_country(text, match, holders, day, ends, starts)
            if hit:
                actor, how, start, end = hit
                found.append(Named(start, end, text[start:end], actor, "person", how))
    return without_overlaps(found, len(text))


def family_after(text, match, holders, day):
    """ "President Lee": the family name follows, and no more of a name after it."""
    family = FAMILY_AFTER.match(text, match.end())
    if not family or not family[1][0].isupper() or re.match(r"[-\s][A-Z]", text[family.end() : family.end() + 2]):
        return None
    name = folded(family[1].removesuffix("'s").removesuffix("’s"))
    same = [held for held in holders if name in map(folded, held.family)]
    former = FORMER.search(text[max(0, match.start() - LOOK_BACK) : match.start()])
    end = family.end() - (2 if family[1][-2:] in ("'s", "’s") else 0)
    return found_as(holder_of(same, day, former), "title", match.start(), end)


def family_before(text, match, holders, day):
    """「石破首相」, "이 대통령": the family name stands before the title, with at most a space."""
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    bare = before.rstrip()
    if len(before) - len(bare) > 1:
        return None
    same = []
    for held in holders:
        for name in held.family:
            rest = bare.removesuffix(name)
            whole = len(name) > 1 or not CJK_CHARACTER.match(rest[-1:])
            if CJK_CHARACTER.search(name) and rest != bare and whole:
                same.append((held, len(name)))
                break
    if not same:
        return None
    start = match.start() - (len(before) - len(bare)) - same[0][1]
    former = FORMER.search(text[max(0, start - 4) : start]) or re.match(r"전\s", text[start - 2 : start])
    return found_as(holder_of([held for held, _length in same], day, former), "title", start, match.end())


def of_country(text, match, holders, day, ends, starts):
    """ "the Japanese prime minister", "일본 총리", "the president of South Korea": who held it that day."""
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    if FAMILY_AFTER.match(text, match.end()) and text[match.end() : match.end() + 2].strip()[:1].isupper():
        return None  # a name that the record does not hold
    if OTHER_OFFICE.search(before) or FORMER.search(before):
        return None
    state, start, end = None, match.start(), match.end()
    for back in range(min(6, len(before)) + 1):
        state = ends.get(match.start() - back)
        if state:
            gap = text[state.end : match.start()]
            if gap.strip() not in ("", "'s", "’s", "'", "’", "の", "의"):
                return None
            start = state.start
            break
    if state is None and (of := OF_COUNTRY.match(text, match.end())) and (state := starts.get(of.end())):
        end = state.end
    if state is None:
        return None
    same = [held for held in holders if held.country == state.slug]
    return found_as(holder_of(same, day), "office", start, end)


def found_as(actor, how, start, end):
    return (actor, how, start, end) if actor else None


def holder_of(holders, day, former=None):
    """The one who held an office on a day (the day after its end included), else the last before it; None if two."""
    in_office = {held.actor for held in holders if held.earliest <= day <= held.latest + timedelta(held.latest < day)}
    if in_office and not former:
        return in_office.pop() if len(in_office) == 1 else None
    past = sorted((held for held in holders if held.latest < day), key=lambda held: held.latest)
    return past[-1].actor if past else None


def family_names(text, gazetteer, named):
    """A family name alone, after its person was named, where only one of the named bears it."""
    bearers = {}
    for one in named:
        for name in gazetteer.family_of.get(one.slug, ()) if one.what == "person" else ():
            bearers.setdefault(name if CJK_CHARACTER.search(name) else folded(name), {}).setdefault(one.slug, one.end)
    single = {name: next(iter(slugs.items())) for name, slugs in bearers.items() if len(slugs) == 1}
    found = []
    words = words_of(text)
    for i, (start, end, word) in enumerate(words):
        slug, since = single.get(word, ("", 0))
        if not slug or start < since or not text[start].isupper():
            continue
        if stands_alone(text, words, i) or is_one_of_a_pair(text, words, i, single):
            found.append(Named(start, end, text[start:end], slug, "person", "family"))
    for name, (slug, since) in single.items():
        if CJK_CHARACTER.search(name) and len(name) > 1:
            for match in re.finditer(re.escape(name), text[since:]):
                start, end = since + match.start(), since + match.end()
                if AFTER_FAMILY.match(text, end) or "가" <= name[0] <= "힣":
                    found.append(Named(start, end, name, slug, "person", "family"))
    return found


def is_one_of_a_pair(text, words, i, single):
    """Whether a family name is joined to another that is known: "the Yoon-Kishida summit"."""
    for j in (i - 1, i + 1):
        if 0 <= j < len(words) and words[j][2] in single and words[j][2] != words[i][2]:
            between = text[min(words[i][1], words[j][1]) : max(words[i][0], words[j][0])]
            before, after = text[words[min(i, j)][0] - 1 : words[min(i, j)][0]], text[words[max(i, j)][1] :][:1]
            if between in ("-", "–", "‐", "‑") and "-" not in (before, after):
                return True
    return False


def stands_alone(text, words, i):
    """Whether a family name is no part of a longer name: no capital word beside it but one that opens a sentence."""
    start, end, _word = words[i]
    if "-" in (text[start - 1 : start], text[end : end + 1]):
        return False
    if i + 1 < len(words) and words[i + 1][0] == end + 1 and text[end] == " " and text[words[i + 1][0]].isupper():
        return False
    if i and words[i - 1][1] == start - 1 and text[start - 1] == " " and text[words[i - 1][0]].isupper():
        before = text[: words[i - 1][0]].rstrip()
        return not before or before[-1] in ".!?\n”\"’'"
    return True
