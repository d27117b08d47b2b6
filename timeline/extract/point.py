"""One date in the making: words put together, each smaller than the one before."""

from dataclasses import dataclass, field, replace

from .said import Nearest, Nth, Parts, Shift

SIZE = {
    "year": 1,
    "sub": 2,
    "season": 2,
    "nthmonth": 3,
    "month": 3,
    "holiday": 3,
    "week": 4,
    "nthweek": 4,
    "weekend": 5,
}
SIZE |= {"day": 6, "nthday": 6, "weekday": 7}
PARTS = ("year", "month", "day", "weekday", "sub", "fiscal")


@dataclass(frozen=True)
class Point:
    """One date, put together from its words."""

    start: int
    end: int
    kinds: tuple = ()
    says: dict = field(default_factory=dict)
    nths: tuple = ()
    steps: tuple = ()

    @property
    def size(self):
        """The largest thing that it names: 1 for a year … 7 for a weekday."""
        return min((SIZE[kind] for kind in self.kinds if kind in SIZE), default=9)

    def and_then(self, word):
        says = dict(word.says)
        kinds = (*self.kinds, word.kind)
        nths = (*self.nths, says.pop("nth")) if "nth" in says else self.nths
        if word.kind == "step":
            steps = (*self.steps, (says["unit"], says["count"]))
            return replace(self, end=word.end, kinds=kinds, nths=nths, steps=steps)
        if word.kind == "weekday" and "nthweek" in self.kinds:
            return replace(self, end=word.end, kinds=kinds, nths=(*nths, (says["weekday"], 1)))
        alone = says.pop("alone", {})
        if word.kind == "day" and self.kinds and self.kinds[-1] == "week":
            count = self.says["count"]  # 다음 주 5일: the week only says which way
            return replace(self, end=word.end, kinds=kinds, says=says | {"toward": (count > 0) - (count < 0)})
        says = self.says | says | ({} if self.kinds else alone)
        return replace(self, end=word.end, kinds=kinds, says=says, nths=nths)

    def said(self, **changes):
        """What it says, as the shared values."""
        says = self.says | changes
        parts = Parts(**{name: says[name] for name in PARTS if says.get(name) is not None})
        if says.get("unit") == "week" and says.get("step") and parts.weekday is None:
            value = Shift("day", 7 * says["count"], says.get("anchor", "published"))
        elif "unit" in says:
            value = Shift(says["unit"], says["count"], says.get("anchor", "published"), parts, says.get("exact", False))
        elif says.get("toward") and parts.year is None:
            value = Nearest(parts, says["toward"])
        else:
            value = parts
        if self.steps and not self.nths and says.get("unit") == "week" and not says["count"]:
            value = Shift("day", 0)  # 이번 주를 기준으로 사흘 뒤: this week is now
        for unit, count in self.nths:
            value = Nth(unit, count, value)
        for unit, count in self.steps:
            value = Shift(unit, count, value)
        return value


def completed(first, second):
    """The second of two dates with what the first says of anything larger: 8월 23일부터 25일까지."""
    size, own = second.size, second.says
    if first.size >= size or "unit" in own or own.get("toward") or second.steps or first.steps or first.nths:
        return second
    larger = [name for name, level in (("year", 1), ("fiscal", 1), ("sub", 2), ("month", 3)) if level < size]
    says = {key: first.says[key] for key in ("toward", "unit", "count", "anchor", *larger) if key in first.says}
    if "month" in own and "month" in first.says and own["month"] < first.says["month"]:
        if says.get("unit") == "year":
            says["count"] += 1
        elif says.get("year", "X").isdigit():
            says["year"] = f"{int(says['year']) + 1:04}"
    return replace(second, says=says | own)
