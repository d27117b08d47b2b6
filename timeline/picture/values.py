"""What the picture is made from, and what it is made of. Days are ordinals (`date.toordinal()`), lengths are px."""

from dataclasses import dataclass, field

TONES = ("cooperation", "neutral", "friction")


@dataclass(frozen=True)
class Item:
    """An event as the picture needs it. `first` and `last` are its days, both inclusive, as far as the window goes."""

    key: str
    href: str
    label: str
    when: str
    lane: str
    kind: str
    kind_name: str
    tone: str
    tone_name: str
    significance: int
    sources: int
    first: int
    last: int
    exact: bool = True  # known to the day, or to several days
    doubtful: bool = False
    lasting: bool = False  # it went on from first to last
    fades: bool = False  # its end is known only coarsely
    ghost: int | None = None  # another day that a source gives
    related: bool = False
    brief: str = ""  # the date without its year, for a section of that year

    @property
    def middle(self):
        return (self.first + self.last + 1) / 2

    @property
    def dated(self):
        """The date as a label says it."""
        return self.brief or self.when


@dataclass(frozen=True)
class Crowd:
    """Events that are counted, not named: how many of a tone in a lane about a day."""

    lane: str
    tone: str
    day: float
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class Band:
    """A tenure: who held one of the two offices beside the axis, from when to when."""

    name: str
    family_name: str
    first: int
    last: int
    side: str  # "above" or "below"


@dataclass(frozen=True)
class Words:
    """The words of a picture, in the reader's language."""

    lanes: tuple  # (key, name) from top to bottom
    months: tuple  # twelve short names
    today: str
    above: str
    below: str
    overview: str
    grips: tuple  # names of the overview's two handles: the window's first and last day
    threads: str
    events: object  # (n) → "5 events"
    ring: object  # (n, first day, last day) → accessible name of a ring
    day: object  # (ordinal) → the day in short words
    cjk: bool = False


@dataclass(frozen=True)
class Request:
    """What is asked of a picture: the window's days (inclusive), the width, and how to draw."""

    first: int
    last: int
    width: int = 1200
    stretched: bool = True
    edges: tuple = ()  # first days of sections
    selected: str = ""
    today: int = 0
    height: int | None = None
    compact: bool = False  # no strip, threads and gutter: the embed
    leaders: bool = True  # the two offices beside the axis
    filtered: bool = False  # lanes without an event are left out
    count: int = 0
    outside: int = 0
    strip: dict = field(default_factory=dict)  # year → {tone: n}, of the filter
    strip_all: dict = field(default_factory=dict)  # year → {tone: n}, of the whole record
    record_first: int = 0
    record_last: int = 0
    periods: tuple = ()  # (first, last, tone) of long stretches, for the strip


@dataclass(frozen=True)
class Label:
    """A title, and its date in small grey on the same line, beside its mark."""

    text: str
    date: str
    x: float
    end: bool  # stands left of its mark
    bold: bool
    left: float
    right: float


@dataclass(frozen=True)
class Mark:
    """An event drawn: where, how large, how sure; `left` and `right` are the ends of its span."""

    item: Item
    x: float
    y: float
    r: float
    left: float
    right: float
    shape: str  # "exact", "pill", "coarse", "bar"
    label: Label | None
    ghost: float | None = None


@dataclass(frozen=True)
class Ring:
    """Several events that had no room: how many, of which tones, and the days that they lie in."""

    x: float
    y: float
    r: float
    count: int
    tones: dict
    first: int
    last: int


@dataclass(frozen=True)
class Lane:
    key: str
    name: str
    count: int
    top: float
    height: float
    marks: tuple
    rings: tuple


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """Everything placed; `svg` writes it."""

    request: Request
    words: Words
    scale: object
    width: float
    height: float
    left: float
    right: float  # the axis ends here; labels may go on to `width`
    strip_height: float
    field_top: float
    field_bottom: float
    lanes: tuple
    ticks: tuple
    bands: tuple
    seams: tuple
    today: float | None

    @property
    def marked(self):
        return sum(len(lane.marks) for lane in self.lanes)

    @property
    def ringed(self):
        return sum(ring.count for lane in self.lanes for ring in lane.rings)
