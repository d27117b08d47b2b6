"""Who, where and what a sentence names, by the record's own names and a few words for each kind of happening."""

import re
import unicodedata
from dataclasses import dataclass, field

from timeline.codebook import ActorKind, Kind
from timeline.models import Actor, Place


@dataclass
class Named:
    """What a sentence says besides its date; `rule` is the word that told the kind."""

    actors: list = field(default_factory=list)
    place: Place | None = None
    kind: str = ""
    plover: str = ""
    plover_mode: str = ""
    rule: str = ""


# From what is said rarely and exactly to what is said often.
KINDS = [
    (Kind.COMMEMORATION, "", "", r"anniversar\w+|memorial|commemorat\w+|주년|추모|기념식|周年|追悼|記念"),
    (Kind.TREATY, "AGREE", "", r"treat(?:y|ies)|pact|normali[sz]\w+|기본조약|조약|협정|条約|協定|国交正常化"),
    (Kind.LEADERSHIP, "", "", r"elections?|inaugurat\w+|impeach\w+|took office|resign\w+|대선|취임|탄핵|選挙|就任"),
    (Kind.SUMMIT, "CONSULT", "visit", r"summits?|정상회담|정상회의|두 정상|首脳会談|首脳会議|両首脳"),
    (Kind.SECURITY, "", "", r"missiles?|GSOMIA|military|drills?|미사일|지소미아|군사|ミサイル|軍事|自衛隊"),
    (Kind.TRADE, "", "", r"exports?|tariffs?|trade|white list|수출|관세|무역|輸出|関税|貿易"),
    (Kind.MEETING, "CONSULT", "phone", r"by phone|phone call|telephone|전화|電話"),
    (Kind.MEETING, "CONSULT", "", r"met|meets?|meeting|talks|dialogue|회담|만났|방문|협의|会談|会う|訪れ|訪問|協議"),
    (Kind.STATEMENT, "", "", r"said|says|announc\w+|declar\w+|statement|밝혔|발표|성명|담화|発表|声明|談話|述べ"),
]  # fmt: skip
KIND_PATTERNS = [
    (*rest, re.compile(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])", re.IGNORECASE)) for *rest, pattern in KINDS
]
CLAUSE = 60
SHORTEST = {True: 2, False: 3}  # characters of a name, by whether it is Korean, Japanese or Chinese


class Names:
    """The record's names in every script, to be looked for in text; made once for an article."""

    def __init__(self):
        self.actors = table(Actor.objects.select_related("country"), lambda actor: actor.all_names)
        self.places = table(Place.objects.all(), lambda place: [place.name_en, place.name_ko, place.name_ja])

    def in_text(self, text, at=0):
        """What a sentence names, actors in the order of the text. A name that several have names nobody.

        The kind is told by the word nearest to `at`, where the date stands; a clause between makes it far. States
        named beside two persons are where they come from or go to, and no parties.
        """
        named = Named(actors=found_in(text, *self.actors))
        persons = [actor for actor in named.actors if actor.kind == ActorKind.PERSON]
        if len(persons) > 1:
            named.actors = [actor for actor in named.actors if actor.kind != ActorKind.STATE]
        named.place = next(iter(found_in(text, *self.places)), None)
        told = [
            (distance(text, at, match.start()), order, kind.value, plover, mode, match[0])
            for order, (kind, plover, mode, pattern) in enumerate(KIND_PATTERNS)
            for match in pattern.finditer(text)
        ]
        if told:
            _far, _order, named.kind, named.plover, named.plover_mode, named.rule = min(told)
        return named


def distance(text, one, other):
    """How far two places of a sentence are apart, in characters; a comma between counts as a whole clause."""
    first, last = sorted((one, other))
    return last - first + CLAUSE * sum(text.count(mark, first, last) for mark in ",;、，")


def table(things, names_of):
    """A pattern of all names, longest first, and whom each means; None where several are meant."""
    meant = {}
    for thing in things:
        for name in names_of(thing):
            name = unicodedata.normalize("NFC", name)
            if len(name) >= SHORTEST[not name.isascii()]:
                meant[name] = thing if meant.get(name, thing) == thing else None
    names = sorted(meant, key=len, reverse=True)
    parts = [rf"(?<!\w){re.escape(n)}(?!\w)" if n.isascii() else re.escape(n) for n in names]
    return (re.compile("|".join(parts)) if parts else None), meant


def found_in(text, pattern, meant):
    found = [meant[match[0]] for match in pattern.finditer(text)] if pattern else []
    return list(dict.fromkeys(thing for thing in found if thing is not None))
