"""Asks for one sentence after the other, and shows what the labeller needs to judge it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from eval.label.session import EVIDENCE, Place, Session, kind_names

Ask = Callable[[str], str]
"""Shows a question, returns what was typed."""
HELP = (
    "Enter or o: ok · e: error · b: back one · s: show the source again · q: leave (all is saved)"
)


def label(session: Session, ask: Ask, console: Console) -> bool:
    """Walks through the sentences that have no label yet.

    Returns:
        Whether everything is labelled; False if the labeller left before.
    """
    places = session.places()
    articles = {article["id"]: article for article in session.articles}
    at = next((n for n, place in enumerate(places) if place not in session.labels), len(places))
    shown = ""
    while at < len(places):
        place = places[at]
        article = articles[place.article]
        if shown != place.article:
            _show_article(article, console)
            shown = place.article
        _show_sentence(article, place.sentence, f"{at + 1} of {len(places)}", console)
        said = ask("ok or error? [o/e/b/s/q] ").strip().lower()
        if said in ("", "o"):
            session.label(place, [])
            at += 1
        elif said == "e":
            session.label(place, _errors(article, place, ask, console))
            at += 1
        elif said == "b":
            at = max(0, at - 1)
        elif said == "s":
            shown = ""
        elif said == "q":
            return False
        else:
            console.print(HELP, markup=False)
    return True


def _show_article(article: dict[str, Any], console: Console) -> None:
    console.print(Panel(Text(article["source"]), title=f"source of {article['id']}"))
    if article["facts"]:
        facts = "\n".join(f"· {fact}" for fact in article["facts"])
        console.print(Panel(Text(facts), title="known facts"))
    console.print(HELP, markup=False)


def _show_sentence(article: dict[str, Any], number: int, progress: str, console: Console) -> None:
    """The sentence with its number, and the one before it for context."""
    if number:
        before = Text(f"{number - 1}: {article['spun'][number - 1]['text']}", style="dim")
        console.print(before)
    line = Text(f"{number}: {article['spun'][number]['text']}", style="bold")
    console.print(Panel(line, title=progress, title_align="left"))


def _errors(
    article: dict[str, Any], place: Place, ask: Ask, console: Console
) -> list[dict[str, Any]]:
    errors = []
    while True:
        errors.append(_error(article, place, ask, console))
        if ask("another error in this sentence? [y/N] ").strip().lower() != "y":
            return errors


def _error(article: dict[str, Any], place: Place, ask: Ask, console: Console) -> dict[str, Any]:
    sentence = article["spun"][place.sentence]["text"]
    kinds = kind_names()
    listed = "  ".join(f"{n} {kind}" for n, kind in enumerate(kinds, 1))
    console.print(listed, markup=False, highlight=False)
    kind = _until(
        ask, console, "kind (number or beginning of its name): ", lambda said: _kind(said, kinds)
    )
    words = _until(
        ask,
        console,
        "wrong words, exactly as they stand (Enter: the whole sentence): ",
        lambda said: _words(said, sentence),
    )
    evidence = _until(
        ask,
        console,
        "where alone can it be seen? s source, f facts, a article, together as in sf (Enter: "
        "nothing needed): ",
        _evidence,
    )
    contradicts = None
    if "article" in evidence:
        last = len(article["spun"]) - 1
        contradicts = _until(
            ask,
            console,
            f"number of the sentence that it contradicts, 0 to {last} (Enter: itself): ",
            lambda said: _number(said, last, place.sentence),
        )[0]
    return {"kind": kind, "words": words, "evidence": evidence, "contradicts": contradicts}


def _until(ask: Ask, console: Console, question: str, read: Callable[[str], Any]) -> Any:
    """Asks again until the answer can be read; `read` raises ValueError with what is wrong."""
    while True:
        try:
            return read(ask(question).strip())
        except ValueError as problem:
            console.print(str(problem), markup=False)


def _kind(said: str, kinds: tuple[str, ...]) -> str:
    if said.isdigit() and 1 <= int(said) <= len(kinds):
        return kinds[int(said) - 1]
    fitting = [kind for kind in kinds if said and kind.startswith(said.lower())]
    if len(fitting) != 1:
        raise ValueError(f"{said!r} names {len(fitting)} kinds; give a number from the list")
    return fitting[0]


def _words(said: str, sentence: str) -> str:
    if said not in sentence:
        raise ValueError(f"“{said}” does not stand in the sentence; copy it exactly")
    return said or sentence


def _evidence(said: str) -> list[str]:
    unknown = set(said.lower()) - {name[0] for name in EVIDENCE} - {" ", ","}
    if unknown:
        raise ValueError(f"{''.join(sorted(unknown))!r} is none of s, f, a")
    return [name for name in EVIDENCE if name[0] in said.lower()]


def _number(said: str, last: int, own: int) -> tuple[int | None]:
    """The number in a tuple of its own, since None is an answer too."""
    if not said:
        return (None,)
    if not said.isdigit() or int(said) > last or int(said) == own:
        raise ValueError(f"{said!r} is no other sentence; give a number from 0 to {last}")
    return (int(said),)
