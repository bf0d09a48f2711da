"""Words of which one text may not say the one where the other says the other."""

from __future__ import annotations

from functools import lru_cache

from consistency.domain import Sentence

_PAIRS = (
    ("welcome praise applaud hail laud commend celebrate cheer pleasure delight",
     "deplore condemn criticise criticize regret lament denounce decry bemoan displeasure anger"),
    ("rise increase grow climb gain jump soar surge expand raise boost swell double triple up",
     "fall drop decrease decline shrink cut lower reduce plunge slump dip slide tumble halve down"),
    ("dismiss sack fire oust", "confirm appoint reinstate retain promote"),
    ("halt stop suspend interrupt", "continue keep proceed"),
    ("win victory triumph", "lose defeat loss"),
    ("jail imprison convict sentence guilty prison", "acquit exonerate free innocent"),
    ("accept approve endorse adopt", "reject refuse decline veto appeal"),
    ("survive alive", "die perish death dead kill"),
    ("open reopen", "close shut"),
    ("support back favour favor", "oppose resist"),
    ("strong strengthen", "weak weaken"),
    ("improve better", "worsen worse deteriorate"),
    ("pass succeed success", "fail failure"),
    ("allow permit legalise legalize", "forbid prohibit ban"),
    ("pleased satisfied content happy glad", "displeased dissatisfied unhappy angry"),
    ("profit", "deficit"),
    ("male man", "female woman"),
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    ("largest biggest", "smallest"),
    ("majority", "minority"),
    ("legal lawful", "illegal unlawful"),
    ("safe", "dangerous unsafe hazardous"),
    ("agree agreement", "disagree disagreement"),
    ("include", "exclude"),
    ("upgrade", "downgrade"),
    ("permanent", "temporary"),
    ("attend", "boycott skip"),
    ("optimistic", "pessimistic"),
    ("unanimous unanimously", "split divided"),
    ("voluntary", "compulsory mandatory"),
    ("healthy", "ill sick"),
    ("advance", "retreat"),
    ("deploy", "withdraw"),
    ("ahead", "behind"),
    ("cheap", "expensive costly"),
    ("wet", "dry"),
    ("peaceful", "violent"),
    ("present", "absent"),
    ("encourage", "discourage"),
    ("public", "private"),
    ("urban", "rural"),
    ("admit confess acknowledge concede", "deny refute"),
)  # fmt: skip
DENIAL = len(_PAIRS) - 1
"""The pair whose words take a statement back, as a "not" does."""


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[int, int]]:
    return {
        word: (number, sign)
        for number, sides in enumerate(_PAIRS)
        for sign, side in zip((1, -1), sides, strict=True)
        for word in side.split()
    }


def poles(sentence: Sentence) -> dict[int, dict[int, int]]:
    """For each pair that a sentence has words of: the sign of each and its first token."""
    found: dict[int, dict[int, int]] = {}
    for place, token in enumerate(sentence.tokens):
        if token.entity in {"DATE", "TIME", "PERSON", "GPE", "ORG", "LOC", "FAC", "WORK_OF_ART"}:
            continue
        if token.pos in {"ADP", "PROPN"} and token.dep != "prt":
            continue
        if token.dep == "compound":
            continue  # a "drop zone" tells of no drop
        number, sign = _table().get(token.lemma.lower(), (-1, 0))
        if sign:
            found.setdefault(number, {}).setdefault(sign, place)
    return found
