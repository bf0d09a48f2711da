"""An Analysis and Settings become a Report; a telling rule silences a vague one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from consistency.decision.baseline import Baseline
from consistency.decision.gate import breaches, outcome
from consistency.decision.judge import judge
from consistency.decision.suppress import suppress
from consistency.domain import (
    Analysis,
    Document,
    Finding,
    Fitted,
    Judgement,
    Report,
    Suppressed,
    Verdict,
    VerdictKind,
)
from consistency.errors import BadSettings
from consistency.rules.base import Rule
from consistency.rules.registry import all_rules, reliabilities
from consistency.settings import Settings

THRESHOLDS: Mapping[str, float] = {
    "support": 0.5,
    "unsupported": 0.8,
    "contradict": 0.8,
    "contradict_fact": 0.55,
    "self_contradict": 0.95,
}
"""For models that bring none of their own (see `NLIModel.fitted`).

A fact says one thing and few facts are asked, where a source is asked in dozens of passages of
which the strangest counts; so less contradiction suffices (`python -m eval.fact_threshold`).
"""

UNMEASURED = 0.5
"""Reliability of a rule that was never measured: it may as well be wrong."""

_FALSE = ("FC1", "FC2", "FC3")
"""Families of rules that find false statements; FC4 finds broken language."""


def decide(
    analysis: Analysis, settings: Settings, fitted: Fitted, baseline: Baseline | None = None
) -> Report:
    """Decides on everything measured; instant, and the same every time.

    Args:
        analysis: what was measured.
        settings: what the user wants flagged, and how strictly.
        fitted: the model's own thresholds and calibration; the user's thresholds come first.
        baseline: findings known before, which the gate does not count.

    Raises:
        BadSettings: a setting names a rule that does not exist, or no rule is left.
    """
    rules = _rules(settings)
    thresholds = {**THRESHOLDS, **fitted.thresholds, **settings.thresholds.given()}
    judgement = judge(analysis, thresholds, fitted, complete=settings.complete)
    document = analysis.case.document
    findings = _findings(judgement, rules, settings)
    verdicts = tuple(_overrule(verdict, findings) for verdict in judgement.verdicts)
    live, suppressed, notes = _set_aside(findings, document, rules, settings, baseline)
    errors = _errors(analysis, verdicts, settings)
    exceeded = breaches(live, verdicts, settings.fail_on, settings.budgets)
    return Report(
        document=document,
        verdicts=verdicts,
        findings=live,
        outcome=outcome(exceeded, errors),
        settings={**settings.as_plain(), "thresholds": dict(sorted(thresholds.items()))},
        model=analysis.model,
        analysis=analysis,
        breaches=exceeded,
        suppressed=suppressed,
        has_baseline=baseline is not None,
        errors=errors,
        notes=(*_notes(analysis), *notes),
    )


def _rules(settings: Settings) -> tuple[type[Rule], ...]:
    """The rules that run; a gate in which a misspelt code leaves none would always be green."""
    for name in ("select", "ignore", "severities"):
        for code in getattr(settings, name):
            if not any(rule.code.startswith(code) for rule in all_rules()):
                raise BadSettings(f"{name}: {code}", "no such rule", "see `consistency rules`")
    rules = tuple(rule for rule in all_rules() if settings.runs(rule.code))
    if not rules:
        raise BadSettings("select, ignore", "no rule is left", "see `consistency config`")
    return rules


def _set_aside(
    findings: tuple[Finding, ...],
    document: Document,
    rules: Iterable[type[Rule]],
    settings: Settings,
    baseline: Baseline | None,
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...], tuple[str, ...]]:
    """Findings that count, those that do not, and what to say of comments and baseline."""
    live = findings
    suppressed: tuple[Suppressed, ...] = ()
    notes: tuple[str, ...] = ()
    if settings.comments:
        known = [rule.code for rule in all_rules()]
        live, suppressed, notes = suppress(live, document, known, [r.code for r in rules])
    if baseline is not None:
        live, before, gone = baseline.set_aside(live, document, settings)
        suppressed = (*suppressed, *before)
        if gone:
            told = f"{gone} finding{'s' * (gone > 1)} of the baseline no longer found"
            notes = (*notes, f"{told}; --update-baseline drops what is gone")
    return live, suppressed, notes


def _findings(
    judgement: Judgement, rules: Sequence[type[Rule]], settings: Settings
) -> tuple[Finding, ...]:
    measured = reliabilities()
    found = [
        _graded(finding, settings)
        for rule in rules
        for finding in rule(measured.get(rule.code, UNMEASURED)).check(judgement)
    ]
    found = [f for f in found if f.probability >= settings.min_probability]
    found = _without_superseded(found, rules)
    return tuple(sorted(found, key=lambda f: (f.span.start, f.span.end, f.rule.code, f.message)))


def _graded(finding: Finding, settings: Settings) -> Finding:
    """With the severity that the user gives its rule; the longest matching prefix decides."""
    given = [code for code in settings.severities if finding.rule.code.startswith(code)]
    if not given:
        return finding
    return replace(finding, severity=settings.severities[max(given, key=len)])


def _without_superseded(findings: Sequence[Finding], rules: Iterable[type[Rule]]) -> list[Finding]:
    """One error, one finding: the rule that names the error keeps it."""
    vaguer = {rule.code: set(rule.supersedes) for rule in rules}
    silenced = {
        (telling.sentence, code) for telling in findings for code in vaguer[telling.rule.code]
    }
    kept: dict[tuple[str, int, int, int], Finding] = {}
    for finding in findings:
        if (finding.sentence, finding.rule.code) in silenced:
            continue
        place = (finding.rule.code, finding.sentence, finding.span.start, finding.span.end)
        if place not in kept or kept[place].probability < finding.probability:
            kept[place] = finding
    return list(kept.values())


def _overrule(verdict: Verdict, findings: Iterable[Finding]) -> Verdict:
    """A sentence in which an exact check found a false statement is not supported."""
    telling = [
        f for f in findings if f.sentence == verdict.sentence and f.rule.code.startswith(_FALSE)
    ]
    if not telling or verdict.kind in (VerdictKind.CONTRADICTED, VerdictKind.UNSUPPORTED):
        return verdict
    surest = max(telling, key=lambda f: f.probability)
    return Verdict(
        sentence=verdict.sentence,
        kind=VerdictKind.CONTRADICTED,
        probability=surest.probability,
        evidence=surest.evidence[0] if surest.evidence else None,
        reason=f"{surest.rule.code} {surest.rule.name}",
    )


def _notes(analysis: Analysis) -> tuple[str, ...]:
    """An unknown date is said to be unknown where it decided what counts as known."""
    if analysis.case.document.dateline is not None or not analysis.set_aside:
        return ()
    known = (
        f"{analysis.set_aside:,} known facts that have ended were"
        if analysis.set_aside > 1
        else ("one known fact that has ended was")
    )
    return (f"the article's date is unknown: {known} not used; --date says it",)


def _errors(analysis: Analysis, verdicts: Sequence[Verdict], settings: Settings) -> tuple[str, ...]:
    """What keeps the report from speaking for the whole article."""
    errors = [
        f"sentence {index + 1} was not checked: {reason}"
        for index, reason in sorted(analysis.unchecked.items())
        if "split it" in reason
    ]
    if len(analysis.unchecked) == len(analysis.case.document.sentences):
        errors.append("nothing in the article states anything that could be checked")
    elif settings.require_verdict and all(v.kind is VerdictKind.UNCHECKED for v in verdicts):
        errors.append(
            "nothing known speaks of any sentence, so nothing was checked; give its source or facts"
        )
    return tuple(errors)
