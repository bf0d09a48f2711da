"""A rule's examples are its tests: they run through the whole checker with the shipped model."""

from __future__ import annotations

import pytest

from consistency.checker import Checker
from consistency.rules.base import Example, Flags, Passes, Rule
from consistency.rules.registry import all_rules

CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{example.marked[:40]}")
    for rule in all_rules()
    for example in rule.examples
]


def findings_of(checker: Checker, rule: type[Rule], example: Example):
    report = checker.check(example.text, source=example.source, facts=example.facts)
    report = report.rethreshold(select=(rule.code,))
    return [f for f in report.findings if f.rule.code == rule.code]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(checker: Checker, rule: type[Rule], example: Example) -> None:
    found = findings_of(checker, rule, example)
    if isinstance(example, Passes):
        assert [f.text for f in found] == []
    else:
        assert {f.text for f in found} == {span.of(example.text) for span in example.spans}
        assert {f.span for f in found} == set(example.spans)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_examples_of_both_kinds_and_says_what_it_cannot_see(
    rule: type[Rule],
) -> None:
    assert any(isinstance(e, Flags) for e in rule.examples)
    assert any(isinstance(e, Passes) for e in rule.examples)
    page = rule.__doc__ or ""
    assert "annot see" in page, f"{rule.code} does not say what it cannot see"
    assert page.splitlines()[0].endswith(".")


def test_every_rule_of_the_design_is_there() -> None:
    expected = (
        "FC101 FC102 FC103 FC104 FC105 FC106 FC107 FC201 FC202 FC203 FC204 FC205 FC206 FC207 "
        "FC301 FC302 FC303 FC304 FC305 FC401 FC402"
    )
    assert [rule.code for rule in all_rules()] == expected.split()
