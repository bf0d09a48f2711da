"""Terms of the source that the rewrite breaks by words for another sense."""

from __future__ import annotations

from consistency.analysis.at_odds import at_odds
from consistency.domain import MentionKind, Restatement, Retelling, Sentence
from consistency.mentions.senses import term_at, term_words, wrong_senses


def mangled(sentence: Sentence, told: Retelling) -> tuple[Restatement, ...]:
    """Words that stand for another sense of a word in a term of the source sentence.

    Args:
        sentence: a sentence of the rewrite.
        told: the source sentence that it tells again.
    """
    source = told.known.fact.sentence
    mine = {t.lemma.lower() for t in sentence.tokens}
    theirs = {t.lemma.lower() for k in told.around for t in k.fact.sentence.tokens}
    found = []
    for known in term_words(source):
        rights = _forms(source, known)
        wrong = frozenset().union(*(wrong_senses().get(w, frozenset()) for w in rights)) - theirs
        if rights & mine or not wrong:
            continue
        for said in term_words(sentence):
            if _forms(sentence, said) & wrong:
                one, other = term_at(sentence, said), term_at(source, known)
                found.append(at_odds(MentionKind.TERM, sentence, one, told.known.fact, other))
    return tuple(found)


def _forms(sentence: Sentence, place: int) -> set[str]:
    """A word and its lemma: "bargaining" is a noun and a form of "bargain"."""
    token = sentence.tokens[place]
    return {token.text.lower(), token.lemma.lower()}
