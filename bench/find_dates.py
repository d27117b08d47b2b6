"""What finding dates costs: 10 kB of news and of history, warm, and texts made to be slow. Processor time, so that other
work on the machine does not count.

python bench/find_dates.py
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from timeline.extract import find_dates  # noqa: E402

PUBLISHED = date(2025, 9, 1)
NEWS = (
    "The foreign ministers of both countries met on Thursday in Seoul, a week after the summit of Aug. 23-24, and agreed"
    " to resume talks next month, their offices said. Trade between the two rose 4 percent in the second quarter from a"
    " year earlier, and the 2018 agreement, signed on 3 June 2018 and amended two years later, expires at the end of"
    " this year. Neither side would say who had asked for the meeting, which may be followed by another one.\n\n"
)
HISTORY = (
    "In the spring of 1904 the council met again. On 14 May it declared the treaty void, and three weeks later, on 4"
    " June, its envoys left the capital. By the end of that year the harbour was closed; it opened in early 1906, and"
    " between 1906 and 1909 some 2,000 ships called there. The following January a new council was elected.\n\n"
)
SLOW = {
    "digits": "1", "spaces": " ", "line breaks": "\n \n", "commas": "1,", "versions": "1.1.", "brackets": "(",
    "months": "May ", "years": "2008 ", "bare months": "in May ", "weekdays": "Thursday ", "full dates": "5 May 2020, ",
    "years joined": "2008-", "ISO joined": "2020-01-01-", "lists": "5, 6, 7 and ", "the end of": "the end of the ",
    "nth": "the first week of ", "later": "two weeks later ", "eras": "B.C.", "Korean": "올해 ", "Japanese": "今年の",
    "Korean days": "23일 ", "Japanese days": "二十三日", "prose": NEWS, "history": HISTORY,
}  # fmt: skip


def milliseconds(text):
    began = time.process_time()
    found = len(find_dates(text, PUBLISHED))
    return (time.process_time() - began) * 1000, found


def main():
    print("10 kB, warm, median of 20")
    for name, text in (("news", NEWS), ("history", HISTORY)):
        text = (text * 100)[:10_000]
        milliseconds(text)
        taken = [milliseconds(text) for _ in range(20)]
        print(f"  {name:14}{statistics.median(ms for ms, _ in taken):8.1f} ms  {taken[0][1]:6} dates")
    print("1 MB of one thing")
    for name, piece in SLOW.items():
        ms, found = milliseconds((piece * (1_000_000 // len(piece) + 1))[:1_000_000])
        print(f"  {name:14}{ms:8.0f} ms  {found:6} dates")


if __name__ == "__main__":
    main()
