"""Dates in words, in English, Korean and Japanese, each at its own precision.

Styles: "full" ("23 August 2025", with doubt said in words), "short" ("23 Aug 2025", "2008?"), "tight" (as short, and
"2025. 8. 23." in Korean).
"""

from functools import lru_cache

from .edtf import GROUPS, Edtf, Interval, Several, Single, days_of, parse

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {
    "en": ("spring", "summer", "autumn", "winter"),
    "ko": ("봄", "여름", "가을", "겨울"),
    "ja": ("春", "夏", "秋", "冬"),
}
HEMISPHERES = {
    "en": {25: " (northern hemisphere)", 29: " (southern hemisphere)"},
    "ko": {25: "(북반구)", 29: "(남반구)"},
    "ja": {25: "（北半球）", 29: "（南半球）"},
}
ORDINALS = ("first", "second", "third", "fourth")


@lru_cache(maxsize=8192)
def in_words(value, language="en", style="full", within_year=None):
    """A date (Edtf or its text) in words. `within_year` leaves out that year where the date lies in it."""
    edtf = value if isinstance(value, Edtf) else parse(value)
    words = {"en": English, "ko": Korean, "ja": Japanese}[language](style, within_year)
    return words.say(edtf.shape)


class Words:
    """How one language says dates; what differs is in the subclasses."""

    def __init__(self, style, within_year):
        self.style, self.within_year = style, within_year

    def say(self, shape):
        if isinstance(shape, Interval):
            return self.interval(shape.start, shape.end)
        if isinstance(shape, Several):
            return self.several(shape)
        return self.doubt(self.bare(shape), shape)

    def several(self, shape):
        said = [self.member(member) for member in shape.members]
        if len(said) == 1:
            return said[0]
        return self.joined(said, shape.one)

    def member(self, member):
        if isinstance(member, Single):
            return self.say(member)
        start, end = member
        if start is None:
            return self.or_earlier(self.say(end))
        if end is None:
            return self.or_later(self.say(start))
        return self.some_day_between(self.say(start), self.say(end))

    def interval(self, start, end):
        if not isinstance(end, Single):
            said = self.since(self.say(start))
            return said if end is None else said + self.end_unknown
        if not isinstance(start, Single):
            said = self.until(self.say(end))
            return said if start is None else said + self.start_unknown
        if start == end:
            return self.say(start)
        plain = not any(start.marks) and not any(end.marks) and not start.hidden and not end.hidden
        if plain and start.year == end.year and start.month and end.month and max(start.month, end.month) <= 12:
            if start.day and end.day:
                return self.days(start, end)
            if not start.day and not end.day:
                return self.months(start, end)
        if plain and start.month is None and end.month is None and "X" not in start.year + end.year:
            return self.years(start.year, end.year)
        return self.between_dates(self.say(start), self.say(end))

    def shows_year(self, single):
        return str(self.within_year) != single.year


class English(Words):
    end_unknown = ", end unknown"
    start_unknown = ", beginning unknown"

    def bare(self, s):
        year = s.year
        if "X" in year:
            return self.unknown_year(year)
        if s.month is None:
            return year.lstrip("0") + (", month unknown" if s.hidden and self.style == "full" else "")
        year = year.lstrip("0")
        if s.month in GROUPS:
            return self.group(s.month, year)
        month = (MONTHS if self.style == "full" else SHORT_MONTHS)[s.month - 1]
        tail = f" {year}" if self.shows_year(s) else ""
        if s.day is None:
            return f"{month}{tail}" + (", day unknown" if s.hidden and self.style == "full" else "")
        return f"{s.day} {month}{tail}"

    def unknown_year(self, year):
        unknown = year.count("X")
        if unknown == 1:
            return f"{year[:3]}0s".lstrip("0")
        first, last = days_of(Single(year))
        if unknown == 2:
            n = int(year[:2]) + 1
            ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
            return f"{n}{ending} century ({first.year}–{last.year})"
        return f"some year from {first.year} to {last.year}"

    def group(self, group, year):
        if group <= 32:
            season = SEASONS["en"][(group - 21) % 4]
            where = HEMISPHERES["en"].get(21 + (group - 21) // 4 * 4, "")
            crosses = GROUPS[group][1] > 12
            return f"{season} {year}{f'–{(int(year) + 1) % 100:02}' if crosses else ''}{where}"
        if group <= 36:
            n = group - 33
            return f"{ORDINALS[n]} quarter of {year}" if self.style == "full" else f"Q{n + 1} {year}"
        if group <= 39:
            first, last = GROUPS[group]
            months = MONTHS if self.style == "full" else SHORT_MONTHS
            return f"{months[first - 1]}–{months[last - 1]} {year}"
        return f"{ORDINALS[group - 40]} half of {year}" if self.style == "full" else f"H{group - 39} {year}"

    def doubt(self, text, s):
        if self.style == "full":
            if s.partly_marked:
                return f"{text} (partly uncertain)"
            return {"": text, "?": f"{text} (uncertain)", "~": f"about {text}", "%": f"about {text} (uncertain)"}[
                s.mark
            ]
        if s.partly_marked:
            return f"{text}?"
        return {"": text, "?": f"{text}?", "~": f"c. {text}", "%": f"c. {text}?"}[s.mark]

    def since(self, text):
        return f"since {text}"

    def until(self, text):
        return f"until {text}"

    def or_earlier(self, text):
        return f"{text} or earlier"

    def or_later(self, text):
        return f"{text} or later"

    def some_day_between(self, start, end):
        return f"between {start} and {end}"

    def joined(self, said, one):
        return f"{', '.join(said[:-1])} {'or' if one else 'and'} {said[-1]}"

    def days(self, start, end):
        if start.month == end.month:
            return f"{start.day}–{self.bare(end)}"
        first = Single(start.year, start.month, start.day)
        left = English(self.style, int(start.year)).bare(first)
        return f"{left} – {self.bare(end)}"

    def months(self, start, end):
        left = English(self.style, int(start.year)).bare(start)
        return f"{left}–{self.bare(end)}"

    def years(self, start, end):
        return f"{start.lstrip('0')}–{end.lstrip('0')}"

    def between_dates(self, start, end):
        return f"{start} – {end}"


class Cjk(Words):
    """What Korean and Japanese share: year, month, day in this order, each with its unit."""

    def bare(self, s):
        if "X" in s.year:
            return self.unknown_year(s.year)
        year = s.year.lstrip("0")
        if s.month is None:
            return f"{year}{self.units[0]}" + (self.month_unknown if s.hidden and self.style == "full" else "")
        if s.month in GROUPS:
            return self.group(s.month, year)
        parts = [f"{year}{self.units[0]}"] if self.shows_year(s) else []
        parts.append(f"{s.month}{self.units[1]}")
        if s.day is not None:
            parts.append(f"{s.day}{self.units[2]}")
        unknown = self.day_unknown if s.day is None and s.hidden and self.style == "full" else ""
        return self.space.join(parts) + unknown

    def joined(self, said, one):
        return f"{self.comma.join(said[:-1])}{self.one_of if one else self.all_of}{said[-1]}"

    def days(self, start, end):
        if start.month == end.month:
            left = self.bare(Single(start.year, start.month, start.day)).removesuffix(self.units[2])
            return f"{left}{self.dash}{end.day}{self.units[2]}"
        return f"{self.bare(start)}{self.dash}{end.month}{self.units[1]}{self.space}{end.day}{self.units[2]}"

    def months(self, start, end):
        left = self.bare(start).removesuffix(self.units[1])
        return f"{left}{self.dash}{end.month}{self.units[1]}"

    def years(self, start, end):
        return f"{start.lstrip('0')}{self.dash}{end.lstrip('0')}{self.units[0]}"

    def between_dates(self, start, end):
        return f"{start}{self.wide_dash}{end}"


class Korean(Cjk):
    units = ("년", "월", "일")
    space, comma, dash, wide_dash = " ", ", ", "–", " – "
    one_of, all_of = " 또는 ", " 및 "
    month_unknown, day_unknown = "(월 미상)", "(일 미상)"
    end_unknown, start_unknown = "(끝은 미상)", "(시작은 미상)"

    def bare(self, s):
        numbers = [n for n in (s.month, s.day) if n is not None]
        if self.style == "tight" and "X" not in s.year and numbers and numbers[0] <= 12:
            parts = [s.year.lstrip("0")] if self.shows_year(s) else []
            return " ".join(f"{part}." for part in (*parts, *numbers))
        return super().bare(s)

    def days(self, start, end):
        if self.style == "tight":
            tail = f"{end.day}." if start.month == end.month else f"{end.month}. {end.day}."
            return f"{self.bare(start)}–{tail}"
        return super().days(start, end)

    def months(self, start, end):
        return f"{self.bare(start)}–{end.month}." if self.style == "tight" else super().months(start, end)

    def unknown_year(self, year):
        first, last = days_of(Single(year))
        if year.count("X") == 1:
            return f"{first.year}년대"
        if year.count("X") == 2:
            return f"{int(year[:2]) + 1}세기({first.year}–{last.year}년)"
        return f"{first.year}년에서 {last.year}년 사이 어느 해"

    def group(self, group, year):
        if group <= 32:
            where = HEMISPHERES["ko"].get(21 + (group - 21) // 4 * 4, "")
            next_year = f"–{int(year) + 1}" if GROUPS[group][1] > 12 else ""
            return f"{year}{next_year}년 {SEASONS['ko'][(group - 21) % 4]}{where}"
        if group <= 36:
            return f"{year}년 {group - 32}분기"
        if group <= 39:
            return "{}년 {}–{}월".format(year, *GROUPS[group])
        return f"{year}년 {'상' if group == 40 else '하'}반기"

    def doubt(self, text, s):
        about = f"{text}경" if not text.endswith(".") else f"{text} 경"
        if self.style == "full":
            if s.partly_marked:
                return f"{text}(일부 불확실)"
            return {"": text, "?": f"{text}(불확실)", "~": about, "%": f"{about}(불확실)"}[s.mark]
        if s.partly_marked:
            return f"{text}?"
        return {"": text, "?": f"{text}?", "~": about, "%": f"{about}?"}[s.mark]

    def since(self, text):
        return f"{text}부터"

    def until(self, text):
        return f"{text}까지"

    def or_earlier(self, text):
        return f"{text} 또는 그 이전"

    def or_later(self, text):
        return f"{text} 또는 그 이후"

    def some_day_between(self, start, end):
        return f"{start}{'과' if self.ends_in_consonant(start) else '와'} {end} 사이"

    @staticmethod
    def ends_in_consonant(text):
        last = text[-1]
        return "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 != 0


class Japanese(Cjk):
    units = ("年", "月", "日")
    space, comma, dash, wide_dash = "", "、", "〜", "〜"
    one_of, all_of = "または", "および"
    month_unknown, day_unknown = "（月は不明）", "（日は不明）"
    end_unknown, start_unknown = "（終わりは不明）", "（始まりは不明）"

    def unknown_year(self, year):
        first, last = days_of(Single(year))
        if year.count("X") == 1:
            return f"{first.year}年代"
        if year.count("X") == 2:
            return f"{int(year[:2]) + 1}世紀（{first.year}〜{last.year}年）"
        return f"{first.year}年から{last.year}年の間のある年"

    def group(self, group, year):
        if group <= 32:
            where = HEMISPHERES["ja"].get(21 + (group - 21) // 4 * 4, "")
            next_year = f"〜{int(year) + 1}" if GROUPS[group][1] > 12 else ""
            return f"{year}{next_year}年{SEASONS['ja'][(group - 21) % 4]}{where}"
        if group <= 36:
            return f"{year}年第{group - 32}四半期"
        if group <= 39:
            return "{}年{}〜{}月".format(year, *GROUPS[group])
        return f"{year}年{'上' if group == 40 else '下'}半期"

    def doubt(self, text, s):
        if self.style == "full":
            if s.partly_marked:
                return f"{text}（一部不確実）"
            return {"": text, "?": f"{text}（不確実）", "~": f"{text}頃", "%": f"{text}頃（不確実）"}[s.mark]
        if s.partly_marked:
            return f"{text}?"
        return {"": text, "?": f"{text}?", "~": f"{text}頃", "%": f"{text}頃?"}[s.mark]

    def since(self, text):
        return f"{text}から"

    def until(self, text):
        return f"{text}まで"

    def or_earlier(self, text):
        return f"{text}またはそれ以前"

    def or_later(self, text):
        return f"{text}またはそれ以後"

    def some_day_between(self, start, end):
        return f"{start}から{end}の間"
