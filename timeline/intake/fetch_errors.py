"""Why an address could not be fetched: a class per outcome, with a code to store and words for curators.

Nothing that the other side sent ever becomes part of the words.
"""

from django.utils.translation import gettext_lazy as _


class FetchError(Exception):
    """`code` is kept on what was fetched for; `lasting` says that trying again later is pointless."""

    code = "failed"
    words = _("The address could not be fetched.")
    lasting = False

    def __str__(self):
        return str(self.words)


class BadAddress(FetchError):
    code = "bad-address"
    words = _("This is no address of a public web page: write it whole, beginning with https:// or http://.")
    lasting = True


class NotPublic(FetchError):
    code = "not-public"
    words = _("This address leads into a private or reserved network, where nothing is fetched.")
    lasting = True


class NotOnTheList(FetchError):
    code = "not-on-the-list"
    words = _("This host is not on the list of hosts that may be fetched.")
    lasting = True


class ForbiddenByRobots(FetchError):
    code = "robots"
    words = _("The site asks programs not to fetch this page (robots.txt).")
    lasting = True


class RobotsUnknown(FetchError):
    code = "robots-unknown"
    words = _("The site's rules for programs (robots.txt) could not be read, so the page was not fetched.")


class HostBusy(FetchError):
    code = "host-busy"
    words = _("Another page of this site is being fetched; try again in a minute.")


class NoSuchHost(FetchError):
    code = "no-such-host"
    words = _("There is no site of this name.")


class Unreachable(FetchError):
    code = "unreachable"
    words = _("The site can't be reached, or it broke the connection off.")


class TimedOut(FetchError):
    code = "timed-out"
    words = _("The site took too long to answer.")


class Untrusted(FetchError):
    code = "untrusted"
    words = _("The site's certificate is not valid for its name, so nothing was read from it.")


class TooManyRedirects(FetchError):
    code = "redirects"
    words = _("The address leads from one address to the next without end.")
    lasting = True


class Garbled(FetchError):
    code = "garbled"
    words = _("The site's answer is damaged or ended too early.")


class TooLarge(FetchError):
    code = "too-large"
    words = _("The page is larger than what is accepted.")
    lasting = True


class WrongType(FetchError):
    code = "wrong-type"
    words = _("The address holds something of another kind than was asked for.")
    lasting = True


class Gone(FetchError):
    code = "gone"
    words = _("The site says that there is no such page (any more).")
    lasting = True


class NotForUs(FetchError):
    code = "not-for-us"
    words = _("The site shows this page only to those who sign in or pay, or not to programs.")
    lasting = True


class AskedToWait(FetchError):
    code = "asked-to-wait"
    words = _("The site asks to try again later.")


class SiteFault(FetchError):
    code = "site-fault"
    words = _("The site reports a fault of its own.")


class OddAnswer(FetchError):
    code = "odd-answer"
    words = _("The site gave an answer that is neither the page nor a reason.")


def of_status(status):
    """The error that an HTTP status means."""
    if status in (404, 410):
        return Gone()
    if status in (401, 402, 403, 407, 451):
        return NotForUs()
    if status in (408, 425, 429, 503):
        return AskedToWait()
    return SiteFault() if status >= 500 else OddAnswer()


WORDS = {error.code: error.words for error in FetchError.__subclasses__()}
