"""What a program asks for: the pages' filter, strictly read."""

from django.utils.translation import gettext as _

from timeline.filters import EventFilter
from timeline.models import LANGUAGES


class Asked(EventFilter):
    """A filter in which an unknown name is an error, and `lang` the language of flat texts.

    `only` names the parameters of an address that takes no filter.
    """

    def __init__(self, data, only=None):
        super().__init__(data, strict=True)
        self.lang = data.get("lang", "en")
        if self.lang not in LANGUAGES:
            self.fault("lang", _("“%(value)s” is no language here; write en, ko or ja.") % {"value": self.lang[:20]})
            self.lang = "en"
        for name in data:
            if only is not None and name not in only:
                words = _("“%(name)s” is no parameter here. Known are: %(known)s.")
                self.fault(name, words % {"name": name[:60], "known": ", ".join(only)})
