"""Embedding similarity: how near a text's sentences lie to the nearest of the source's."""

from __future__ import annotations

from consistency.domain import ModelInfo
from consistency.facts.embed import PACKAGE, SHA256, embed
from eval.runs import Answer, SystemInfo
from eval.systems.base import System, Task, fingerprint
from eval.systems.reading import claims, document, sentences_in


class EmbeddingSystem(System):
    """The bundled all-MiniLM-L6-v2: greatest cosine a sentence, mean over sentences."""

    @property
    def info(self) -> SystemInfo:
        """Its model is the encoder."""
        return SystemInfo(
            "embedding",
            {"aggregation": "mean over sentences of the greatest cosine"},
            model=ModelInfo(PACKAGE, SHA256),
            code=fingerprint(
                "consistency/intake", "eval/systems/embedding.py", "eval/systems/reading.py"
            ),
        )

    def judge(self, task: Task) -> tuple[Answer, ...]:
        """A hypothesis beside its premise, or each sentence beside the source's."""
        passages = (task.source,) if task.pair else claims(task.source)
        known = embed(passages)
        answers = []
        for unit in task.units:
            words = unit.span.of(task.text)
            if task.pair:
                own: tuple[str, ...] = (words,)
            else:
                inside = sentences_in(document(task.text), unit.span)
                own = tuple(s.text for s in inside if s.is_claim) or (words,)
            score = (embed(own) @ known.T).max(axis=1).mean()
            answers.append(Answer(unit.id, float(score)))
        return tuple(answers)
