"""Why a sentence got its verdict, for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table

from consistency.domain import Report

SHOWN = 8
"""Rows of evidence; the rest decided nothing."""


def render(report: Report, index: int, *, width: int = 110) -> str:
    """What was read in a sentence, which evidence was found, and what decided."""
    sentence, verdict = report.document.sentences[index], report.verdicts[index]
    analysis = report.analysis
    out = StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False)
    console.print(f"sentence {index + 1} ({sentence.role.value}): {sentence.text}")
    chance = "" if verdict.probability is None else f", probability {verdict.probability:.2f}"
    reason = f" ({verdict.reason})" if verdict.reason else ""
    console.print(f"verdict: {verdict.kind.value}{chance}{reason}")
    thresholds = report.settings["thresholds"]
    console.print("thresholds: " + ", ".join(f"{k} {v:g}" for k, v in thresholds.items()))
    for frame in analysis.frames[index]:
        told = ", ".join(f"{a.role} = {a.text}" for a in frame.arguments)
        marks = [m for m in (frame.negated and "negated", frame.modal, frame.speaker) if m]
        console.print(f"event: {frame.lemma}({told}) {' '.join(f'[{m}]' for m in marks)}".rstrip())
    for mention in analysis.mentions[index]:
        console.print(f"value: {mention.kind.value} “{mention.text}”")
    table = Table(title="evidence, best first", title_justify="left")
    for column in ("from", "premise", "nearness", "entail", "neutral", "contradict"):
        table.add_column(column, overflow="fold")
    found = [e for e in analysis.evidence if e.sentence == index]
    for evidence in found[:SHOWN]:
        figures = ["", "", ""]
        if evidence.scores is not None:
            s = evidence.scores
            figures = [f"{x:.2f}" for x in (s.entailment, s.neutral, s.contradiction)]
        ids = "+".join(
            f"{fact.id} ({fact.valid})" if fact.valid.bounded else fact.id
            for fact in evidence.premise
        )
        table.add_row(ids, evidence.text, f"{evidence.nearness:.2f}", *figures)
    if found:
        console.print(table)
    else:
        console.print("evidence: none was found")
    for finding in report.findings:
        if finding.sentence == index:
            console.print(f"finding: {finding.rule.code} “{finding.text}”: {finding.message}")
    return out.getvalue()
