"""The timeline's picture: a window, a width and events in; marks, labels and rings as values out. Plain Python.

`draw` places everything; `svg` writes what was placed. The number of marks and labels depends on the width, never on
the number of events: what does not fit is counted in rings. Marks + rings + outside = the filter's count, always.
"""

from .draw import draw
from .values import Band, Crowd, Item, Request, Words

__all__ = ["Band", "Crowd", "Item", "Request", "Words", "draw"]
