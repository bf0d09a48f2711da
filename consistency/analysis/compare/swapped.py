"""Deeds of the rewrite whose doer is not the one by the source sentence that is told again."""

from __future__ import annotations

from consistency.analysis.at_odds import at_odds
from consistency.domain import Frame, MentionKind, Restatement, Retelling, Sentence
from consistency.mentions.deeds import Deed, deeds_of

SYMMETRIC = {"meet", "marry", "join", "resemble", "equal", "match", "fight", "divorce", "be",
             "become", "include", "face", "talk", "speak", "chat", "argue", "negotiate", "agree",
             "play", "compete", "clash", "differ", "discuss", "trade", "date", "have",
             "say", "tell", "do", "make", "accord"}  # fmt: skip
"""Verbs whose parties may change places, and those that tell nothing by themselves."""
_OTHERS = {"patient", "to", "from", "with", "against", "on"}
"""Roles whose party may change places with the doer."""
_TURNS = {"give": "take", "take": "give"}
_FAR = {"give": "to", "take": "from"}
"""Where the other party of a transfer stands."""


def swapped(
    sentence: Sentence, frames: tuple[Frame, ...], told: Retelling
) -> tuple[Restatement, ...]:
    """Deeds whose parties changed places.

    Args:
        sentence: a sentence of the rewrite.
        frames: its events.
        told: the source sentence that it tells again.
    """
    source = told.known.fact.sentence
    known = list(deeds_of(source, told.known.frames))
    found = []
    for one in deeds_of(sentence, frames):
        for other in known:
            if one.kind not in SYMMETRIC and _is_swapped(one, other):
                said, kept = (one.first, one.last), (other.first, other.last)
                found.append(at_odds(MentionKind.ROLES, sentence, said, told.known.fact, kept))
    return tuple(found)


def _is_swapped(one: Deed, other: Deed) -> bool:
    if one.kind == other.kind:
        return any(_changed_places(one, other, role) for role in _OTHERS & other.parties.keys())
    if _TURNS.get(one.kind) != other.kind:
        return False
    # Who gives a thing to somebody does not take it from him.
    doer, known = one.parties["agent"], other.parties["agent"]
    mine, third = _party(one, _FAR[one.kind]), _party(other, _FAR[other.kind])
    return (
        bool(doer & known)
        and not doer & third
        and bool(_party(one, "patient") & _party(other, "patient"))
        and (bool(mine & third) or not mine)
    )


def _changed_places(one: Deed, other: Deed, role: str) -> bool:
    """Whether the doer is whom it was done to, and the other party did it, as far as is said."""
    doer, known, third = one.parties["agent"], other.parties["agent"], other.parties[role]
    if role == "patient" and role not in one.parties:
        return False  # "Mayor detained" in a headline is a passive
    mine = _party(one, role)
    return (
        bool(doer & third)
        and not doer & known
        and not mine & third
        and (bool(mine & known) or not mine or not known)
    )


def _party(deed: Deed, role: str) -> frozenset[str]:
    return deed.parties.get(role, frozenset())
