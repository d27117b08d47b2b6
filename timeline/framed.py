"""A picture in a text: one lane, true time, who was in office, a window of its own, no overview."""

from functools import cached_property

from django.urls import reverse

from timeline.lanes import one_lane
from timeline.picturing import Drawing

HEIGHT = 200  # px of the field at most


class FramedPicture(Drawing):
    """What a filter asks for, framed on a window; `kin` are the slugs of what stands out beside the selected one."""

    leaders, stretched = True, False
    tallest = HEIGHT

    def __init__(self, asked, *, width, window, found=None, selected="", kin=frozenset()):
        super().__init__(asked, found=found, width=width, selected=selected, compact=True, kin=kin)
        self.name = f"framed {sorted(kin)}"
        self.window = window

    @cached_property
    def lanes(self):
        return one_lane(self.found)

    def url(self, first, last):
        return reverse("event_list") + super().url(first, last)
