"""The kind and the PLOVER category that a sentence proposes, by the words that made the rule fire."""

import pytest

from timeline.codebook import PLOVER, Kind
from timeline.extract.coding import CATEGORIES, KINDS, code


@pytest.mark.parametrize(
    "sentence, kind, category, mode",
    [
        ("The two ministers signed the fisheries agreement in Tokyo.", "treaty", "SUPPORT", ""),
        ("The assembly ratified the treaty in August.", "treaty", "SUPPORT", ""),
        ("The president will visit Tokyo for a summit next week.", "summit", "AGREE", ""),
        ("The prime minister apologised for the suffering of forced labourers.", "history", "CONCEDE", ""),
        ("Tokyo cancelled the meeting of ministers.", "meeting", "REJECT", "meet"),
        ("Seoul recalled its ambassador over the textbook.", "history", "SANCTION", "withdraw"),
        ("The court ordered the company to pay the former workers.", "history", "SANCTION", "convict"),
        ("The ministers spoke by phone.", "meeting", "CONSULT", "phone"),
        ("The president declared martial law.", "leadership", "COERCE", "martial-law"),
        ("두 나라는 기본조약에 서명했다.", "treaty", "SUPPORT", ""),
        ("정부는 수출 규제를 해제했다.", "trade", "CONCEDE", ""),
        ("두 정상은 도쿄에서 정상회담을 했다.", "summit", "CONSULT", "visit"),
        ("両国は協定に署名した。", "treaty", "SUPPORT", ""),
        ("政府は大使を召還した。", "", "SANCTION", "withdraw"),
        ("首相は歴史をめぐり謝罪した。", "history", "CONCEDE", ""),
        ("It rained in the hills.", "", "", ""),
        ("The neighbours are important partners.", "", "", ""),
        ("The ruling party sang in a courtesy choir of billions.", "", "", ""),
        ("She cast her vote in Busan.", "leadership", "", ""),
    ],
)
def test_a_sentence_proposes_by_its_words(sentence, kind, category, mode):
    found = code(sentence)

    assert (found.kind, found.plover, found.plover_mode) == (kind, category, mode)
    assert found.plover_words in " ".join(sentence.split())


def test_every_rule_speaks_of_the_codebook():
    assert {name for name, _mode, _pattern in KINDS} == set(Kind.values)
    for category, mode, _pattern in CATEGORIES:
        assert not mode or mode in PLOVER[category].modes
