"""What the English pipeline keeps of the texts that it has read: nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from consistency import language
from consistency.language import load_pipeline, sentence_bounds, tokens_of


def article(number: int) -> str:
    return f"Zorb{number} gorfled quickblers{number} at Plomb-{number}. It cost ${number}.{number}."


def test_no_word_of_an_article_stays_in_the_vocabulary() -> None:
    vocab = load_pipeline().vocab
    tokens_of(article(0))
    strings, lexemes = len(vocab.strings), sum(1 for _ in vocab)
    for number in range(1, 6):
        sentence_bounds(article(number))
        tokens_of(article(number))
    assert (len(vocab.strings), sum(1 for _ in vocab)) == (strings, lexemes)
    assert "Zorb5" not in vocab.strings


def test_remembered_lemmas_are_bounded(monkeypatch) -> None:
    monkeypatch.setattr(language, "LEMMAS", 5)
    remembered = load_pipeline().get_pipe("lemmatizer").cache
    words = ("zorblings", "quickblers", "plombings", "grelters", "snarfings", "wobblers")
    for word in words:
        tokens_of(f"The {word} gorfled the {word[::-1]}s.")
        assert len(remembered) <= 5


def test_a_parse_does_not_depend_on_what_was_forgotten_or_on_threads() -> None:
    texts = [article(number) for number in range(4)]
    alone = [tokens_of(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(tokens_of, texts * 2)) == alone * 2
