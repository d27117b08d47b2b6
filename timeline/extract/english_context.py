"""What the words around an English phrase tell: whether a number is a year, May a month, and where the tense points."""

COUNTED = frozenset(
    "people men women children soldiers troops civilians casualties dead killed wounded prisoners refugees workers jobs"
    " miles kilometres kilometers km metres meters feet tons tonnes pounds dollars euros percent votes seats points"
    " years months weeks days hours minutes seconds times guns tanks aircraft planes ships vehicles houses homes"
    " villages members students delegates passengers employees hectares acres barrels rounds copies pages words"
    " others victims fighters militants protesters million billion thousand hundred residents families"
    " companies GMT UTC EST EDT BST CET hrs hour".split()
)
NOT_PLURAL = frozenset(
    "was is has its this as does thus us his always perhaps towards afterwards across series".split()
)
WEAK = frozenset("of about around from than over nearly almost some by and or for with at up least".split())
MORE_OR_LESS = frozenset("than some nearly almost over exceeding totalling totaling".split())
NAMED_AFTER_A_DAY = frozenset(
    "Times Telegraph Mirror Express Mail Herald Post World Tribune Review Morning Agreement Accord Accords".split()
)
NAMED_DAYS = frozenset("Black Ash Good Bloody Super Palm Easter Cyber Fat Giving Holy Maundy Whit".split())
AFTER_A_PLACE = frozenset("in since during until till throughout circa year".split())
NUMBERED = frozenset(
    "no number page pages nos room flight route section article boeing airbus chapter paragraph line bus form windows"
    " highway model type channel at @ resolution resolutions decree directive regulation unit clause rule case".split()
)
A_MONTH_DOES = frozenset("saw sees brought brings marked marks was is will has had witnessed ended began".split())
SCHEDULED = frozenset(
    "election elections vote votes poll polls ballot referendum runoff summit meeting talks session hearing deadline"
    " inauguration ceremony visit conference".split()
)
ALSO_NAMES = frozenset(("April", "June", "August"))
FUTURE = frozenset(
    "will shall scheduled expected due plans planned planning upcoming intends intend set would slated going"
    " anticipated expects hopes aims forthcoming tomorrow must should to begins starts opens expires"
    " arrives returns visits meets goes takes holds heads travels convenes".split()
)
MODAL = frozenset(("could", "might"))
WILLING = frozenset(
    "agree agreed agrees vowed pledged promised threatened likely ready poised want wants wanted hope hoped is are"
    " intended aim aimed decided arranged offered preparing prepares".split()
)
PRESENT = frozenset("is are be being am".split())
PAST = frozenset(
    "was were had did said told began took made came went won held met fell rose left sent got gave saw led lost found"
    " ran became kept spoke wrote broke bought sold paid has have been since ago shot hit struck".split()
)
REACH = 14


def is_year(tokens, k, month):
    """Whether a number like 2008 is a year where it stands, rather than so many people."""
    if month is not None and tokens.letters[k - 1] in "MAjv" and not counts(tokens, k + 1):
        return True
    before, after = tokens.word(k - 1).lower(), tokens.word(k + 1)
    if (before in MORE_OR_LESS and tokens.letters[max(k - 2, 0)] not in "rl") or (
        tokens.letters[k + 1 : k + 2] in ("=", "&", "-")
        and tokens.letters[k + 2 : k + 3] in ("n", "Y")
        and counts(tokens, k + 3)
    ):
        return False
    if after in COUNTED and before not in AFTER_A_PLACE:
        return False
    if _is_numbered(tokens, k) or _in_a_code(tokens, k):
        return False
    joined = tokens.starts[k] == tokens.ends[k - 1] if k else False
    if joined and tokens.letters[k - 1] not in "-(,=/’~z¶":
        return False
    if (
        k + 1 < len(tokens.starts)
        and tokens.starts[k + 1] == tokens.ends[k]
        and tokens.letters[k + 1] in "dnzAMu"
        and after[:1].isalnum()
    ):
        return False
    if tokens.letters[k - 1] in "dn" and k and before.isdigit():
        return False
    if before in WEAK and counts(tokens, k + 1):
        return False
    if k + 1 < len(tokens.letters) and tokens.letters[k + 1] in "dnU" and before not in AFTER_A_PLACE:
        return False
    value = tokens.values[k]
    if value < 1500:
        return (
            not counts(tokens, k + 1)
            and before in AFTER_A_PLACE
            or before in ("by", "of", "before", "after", "(", "late", "early", "from", "to")
        )
    if not before or tokens.letters[k - 1] in "ive&=~E-(.,b)fmB?¶Mp" or before in AFTER_A_PLACE:
        return True
    return not counts(tokens, k + 1)


def _is_numbered(tokens, k):
    """Whether a number names one of a kind, alone or in a list: Resolution 1718, Resolutions 1695 and 1718."""
    letters = tokens.letters
    for _ in range(6):
        if k > 1 and letters[k - 1] in "&,/" and letters[k - 2] == "Y":
            k -= 2
        elif k > 2 and letters[k - 2 : k] == ",&" and letters[k - 3] == "Y":
            k -= 3
        else:
            break
    before = tokens.word(k - 1).lower()
    return before in NUMBERED or (before == "." and tokens.word(k - 2).lower() in ("no", "nos"))


def _in_a_code(tokens, k):
    """Whether hyphens join a number to more on both sides, to numbers or to capitals: a telephone number, F-2000."""
    starts, ends, letters = tokens.starts, tokens.ends, tokens.letters
    left = k > 1 and letters[k - 1] == "-" and ends[k - 1] == starts[k] and ends[k - 2] == starts[k - 1]
    right = k + 2 < len(starts) and letters[k + 1] == "-" and ends[k] == starts[k + 1] and ends[k + 1] == starts[k + 2]
    slashed = k > 1 and letters[k - 1] == "/" and ends[k - 1] == starts[k] and letters[k - 2] != "Y"
    if left and tokens.word(k - 2).isupper():
        return True
    return slashed or (
        left and (right or letters[k - 2] in "dn" or (letters[k - 2] == "Y" and not is_year(tokens, k - 2, None)))
    )


def counts(tokens, k):
    """Whether a word looks like what one counts: a plain plural."""
    word = tokens.word(k)
    lower = word.lower()
    return word in COUNTED or (word.islower() and lower.endswith("s") and lower not in NOT_PLURAL and len(lower) > 3)


def is_named_day(tokens, k):
    """Whether a weekday or "Today" is part of a name: Black Friday, The Sunday Times, Korea Today."""
    before, after = tokens.word(k - 1), tokens.word(k + 1)
    if tokens.letters[k] == "T":
        return tokens.word(k) == "Today" and before.isalpha() and before[0].isupper()
    return before in NAMED_DAYS or before.lower() in ("every", "each", "most") or after in NAMED_AFTER_A_DAY


def lies_ahead(tokens, i, j):
    """Whether a weekday's happening is still to come, whatever the tense: "cast before Tuesday's election"."""
    before = tokens.word(i - 1).lower()
    ahead = before == "before" or (before == "of" and tokens.word(i - 2).lower() == "ahead")
    return ahead and tokens.word(j - 1)[-2:] in ("'s", "’s") and tokens.word(j).lower() in SCHEDULED


def is_doubted(tokens, i):
    """Whether "perhaps" or the like stands before a phrase."""
    before = i - 2 if tokens.letters[i - 1 : i] in ("i", "e") else i - 1
    return i > 0 and tokens.word(before).lower() in ("maybe", "perhaps", "possibly", "probably")


def names_a_month(tokens, i, j):
    """Whether "May", "March" or a short month stands for the month."""
    at = next(k for k in range(i, j) if tokens.letters[k] in "MA")
    word = tokens.word(at)
    before = tokens.letters[at - 1 : at] if at else ""
    if word[0].isupper() and before in (".", "¶", "") and tokens.word(at + 1).lower() in A_MONTH_DOES:
        return True  # "March saw …"
    if tokens.letters[at] == "M":
        if word in ALSO_NAMES and before in ("z", "&", ".", "") and tokens.word(at + 1)[:1].isupper():
            return False
        return word[0].isupper() or before in ("i", "t", "p", "x")
    if before not in tuple("ivbfm=&EtpxXaP-e") or (before == "e" and i == at):
        return False
    if before == "e" and tokens.letters[max(at - 2, 0)] == "i" and word == "March":
        return False
    if before == "&" and tokens.letters[max(at - 2, 0)] not in "MAdY":
        return False
    following = tokens.word(at + 1)
    return not (following[:1].isupper() and following.lower() not in ("the",)) and not word.endswith(("s", "S"))


def direction_at(tokens, i, j):
    """Where the tense of the sentence points: −1 past, 1 future, 0 not known. The nearest telling word decides; what
    follows counts half, and past a comma only where nothing else tells.
    """
    behind, near = _cue(tokens, i - 1, -1, "")
    if near == 1:
        return behind
    ahead, far = _cue(tokens, j, 1, ",&")
    if not behind and not ahead:
        return _cue(tokens, j, 1, "")[0]
    return ahead if ahead and (not behind or 2 * far < near) else behind


def _cue(tokens, k, step, stops):
    """The first word from k on that tells a tense, as (direction, how far); the sentence or a stop ends the search."""
    letters = tokens.letters
    for distance in range(1, REACH):
        if not 0 <= k < len(letters) or letters[k] in ".¶" or letters[k] in stops:
            break
        word = tokens.word(k).lower()
        if word in (";", "!"):
            break
        if word in FUTURE or (word in MODAL and tokens.word(k + 1).lower() not in ("have", "not")):
            if word != "to" or (step < 0 and tokens.word(k - 1).lower() in WILLING and _is_verb(tokens, k + 1)):
                return 1, distance
        elif word in PAST or (letters[k] == "z" and word.endswith("ed") and len(word) > 3):
            if tokens.word(k - 1).lower() not in PRESENT:
                return -1, distance
        elif letters[k] == "z" and word.endswith("ing") and tokens.word(k - 1).lower() in PRESENT:
            return 1, distance
        k += step
    return 0, REACH


def _is_verb(tokens, k):
    return tokens.letters[k : k + 1] == "z" and tokens.word(k).islower()
