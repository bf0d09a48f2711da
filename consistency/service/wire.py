"""What callers send; what they get is the JSON report of `docs/wire-schema.md`."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from consistency.service.desk import Article

Level = Literal["error", "warning", "note"]
Probability = Annotated[float, Field(ge=0, le=1)]
Code = Annotated[str, Field(pattern=r"^FC[0-9]{0,3}$", examples=["FC3"])]


def _whole(text: str) -> str:
    """A text that can be written as UTF-8; JSON can also spell half a character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("it holds half a character (a lone surrogate)") from error
    return text


Text = Annotated[str, AfterValidator(_whole)]
Fact = Annotated[str, Field(min_length=1, pattern=r"\S"), AfterValidator(_whole)]

EXAMPLE: dict[str, Any] = {
    "id": "story-17",
    "text": "Acme hired 40 people in Lyon on Monday.",
    "source": "Acme hired 14 people in Lyon on Monday, the company said.",
    "facts": ["Acme's head office is in Lyon."],
}


def _read_day(value: Any) -> Any:
    """A day as JSON gives it; left to itself, pydantic would take seconds since 1970 too."""
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            # Its own message would send back what was sent.
            raise ValueError("there is no such day") from error
    return value


CalendarDay = Annotated[date, BeforeValidator(_read_day)]


class _Strict(BaseModel):
    # What the schema calls a number or a boolean is one: no "0.5", no 1 for true.
    model_config = ConfigDict(extra="forbid", strict=True)


class ThresholdChanges(_Strict):
    """Probabilities that decide, where they should differ from the model's own."""

    support: Probability | None = None
    unsupported: Probability | None = None
    contradict: Probability | None = None
    contradict_fact: Probability | None = None
    self_contradict: Probability | None = None


class SettingChanges(_Strict):
    """Settings of this article that differ from the service's own (see `consistency config`)."""

    select: list[Code] | None = Field(None, description="Beginnings of codes of rules to run.")
    ignore: list[Code] | None = Field(None, description="Beginnings of codes of rules to skip.")
    fail_on: Level | Literal["never"] | None = Field(
        None, description="Severity from which findings fail the article."
    )
    severities: dict[Code, Level] | None = Field(None, description="Another severity for a rule.")
    budgets: dict[Level | Literal["review"], Annotated[int, Field(ge=0)]] | None = Field(
        None, description="How many findings of a level, or sentences to review, it may have."
    )
    min_probability: Probability | None = Field(
        None, description="Findings less probable than this are dropped."
    )
    comments: bool | None = Field(
        None, description="Whether comments in the article may suppress findings."
    )
    require_verdict: bool | None = Field(
        None, description="Whether it must not pass where no sentence could be decided."
    )
    thresholds: ThresholdChanges | None = None
    complete: bool | None = Field(
        None, description="Whether the facts say all there is, so that the rest is unsupported."
    )


class CheckRequest(_Strict):
    """One article."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    text: Text = Field(min_length=1, description="The article, as plain text.")
    source: Text | None = Field(None, description="The article it was rewritten from.")
    facts: list[Fact] = Field(default=[], description="What is known besides; a sentence each.")
    date: CalendarDay | None = Field(
        None, description="The day that the article speaks of; else read off its opening lines."
    )
    id: Text = Field("text", min_length=1, max_length=200, description="Given back in the report.")
    settings: SettingChanges | None = None

    def article(self) -> Article:
        """The article to check."""
        settings = self.settings.model_dump(exclude_none=True) if self.settings else {}
        return Article(self.id, self.text, self.source, tuple(self.facts), self.date, settings)


class BatchRequest(_Strict):
    """Several articles; each counts in the queue as if it came alone."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"articles": [EXAMPLE]}]})

    articles: list[CheckRequest] = Field(min_length=1)


class ProblemBody(BaseModel):
    """A refusal (RFC 9457)."""

    type: str
    title: str = Field(description="The name of the status.")
    status: int
    detail: str = Field(description="What is wrong.")
    culprit: str = Field(description="What is at fault.")
    mend: str = Field(description="What can be done.")


class RuleBody(BaseModel):
    """A rule."""

    code: str
    name: str
    severity: str
    summary: str
    page: str = Field(description="What it finds and cannot see, as Markdown, with examples.")


class RulesBody(BaseModel):
    """All rules, by code."""

    rules: list[RuleBody]


class FactBody(BaseModel):
    """A known fact that was found."""

    id: str
    ref: str = Field(description="The file or collection it stands in.")
    text: str
    nearness: Probability = Field(description="Cosine of the two embeddings.")
    valid_from: str | None = Field(description="When it began to hold, as exact as known.")
    valid_to: str | None = Field(description="Until when it held, as exact as known.")


class FactsBody(BaseModel):
    """Known facts, best first."""

    facts: list[FactBody]


class StateBody(BaseModel):
    """How the service is."""

    status: Literal["ok"] = "ok"
    version: str
    model: str
    sha256: str


BATCH_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["results"],
    "properties": {
        "results": {
            "description": "One for each article, in their order.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "report", "error"],
                "properties": {
                    "id": {"type": "string"},
                    "report": {
                        "anyOf": [{"$ref": "#/components/schemas/Report"}, {"type": "null"}]
                    },
                    "error": {
                        "description": "Why this article has no report.",
                        "anyOf": [{"$ref": "#/components/schemas/ProblemBody"}, {"type": "null"}],
                    },
                },
            },
        }
    },
}


@lru_cache(maxsize=1)
def report_schema() -> dict[str, Any]:
    """The schema of the JSON report, to stand at `#/components/schemas/Report`."""
    here = Path(__file__).parent
    # In a wheel it lies beside this file; in a checkout it is the one that docs/ shows.
    packaged = here / "report.schema.json"
    path = packaged if packaged.is_file() else here.parents[1] / "docs" / "report.schema.json"
    text = path.read_text(encoding="utf-8").replace(
        "#/$defs/", "#/components/schemas/Report/$defs/"
    )
    schema: dict[str, Any] = json.loads(text)
    schema.pop("$schema")
    return schema
