"""`python -m models.recipe`: every step from the data folder to the finished bundle, resumable."""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
from pathlib import Path

from rich.logging import RichHandler

STEPS = ("data", "train", "export", "fit", "health", "decision", "card")
# Part of the minutes, peak learning rate, and the share of it left at the end: public pairs; news
# errors and rewrites; the same with planted errors; the same with spun errors; word order drilled;
# everything mixed, so that the drill drives nothing out; what came out weak, with far wording; and
# true claims beside their false twins, of summaries too; and twins written by hand.
STAGES = {
    "stage1": (0.14, 1e-4, 0.25),
    "stage2": (0.05, 1e-4, 0.7),
    "stage3": (0.03, 9e-5, 0.7),
    "stage4": (0.11, 9e-5, 0.0),
    "stage5": (0.13, 8e-5, 0.0),
    "stage6": (0.16, 8e-5, 0.3),
    "stage7": (0.15, 8e-5, 0.0),
    "stage8": (0.23, 8e-5, 0.0),
    "stage9": (0.20, 8e-5, 0.0),
}
LAST = next(reversed(STAGES))
LATE = ("stage9",)
"""The stages that a run from an older bundle (`--start`) goes through."""


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m models.recipe", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, dev/, news/")
    parser.add_argument("--out", type=Path, default=Path("build/recipe"))
    parser.add_argument("--bundle", type=Path, default=Path("models/default"))
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--exclude", nargs="*", default=None, help="sets to leave out")
    parser.add_argument("--minutes", type=float, default=120, help="wall clock of all training")
    parser.add_argument(
        "--start", type=Path, help="train on from this bundle: the late stages only"
    )
    parser.add_argument("--only", choices=STAGES, help="train, and build the data of, one stage")
    parser.add_argument("--spun", type=Path, default=Path("build/spun.jsonl"))
    parser.add_argument("--spun-rows", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def make_data(args: argparse.Namespace) -> None:
    """Build the training file of each stage that is not there yet."""
    from models.recipe import data
    from models.recipe.leak import Guard
    from models.recipe.mixture import NON_COMMERCIAL

    missing = [
        stage
        for stage in STAGES
        if args.only in (None, stage) and not (args.out / f"{stage}_summary.json").exists()
    ]
    if not missing:
        return
    exclude = frozenset(NON_COMMERCIAL if args.exclude is None else args.exclude)
    guard = Guard(args.data / "dev")
    given = data.Given(args.data, args.out, args.spun, exclude, args.seed, guard)
    for stage in missing:
        if stage == "stage4" and not args.spun.exists():
            spin = [sys.executable, "-m", "models.recipe.spin", "--data", str(args.data)]
            spin += ["--out", str(args.spun), "--seed", str(args.seed)]
            subprocess.run([*spin, "--rows", str(args.spun_rows)], check=True)
        data.build(stage, given)


def train(args: argparse.Namespace) -> None:
    """Train the stages one after another, each from the weights of the one before."""
    from models.recipe.train import encoder_folder, train_stage
    from models.recipe.unfold import unfold

    start, chosen = encoder_folder(), tuple(STAGES)
    if args.start:
        start, chosen = args.out / "start", LATE
        if not start.exists():
            unfold(args.start, start)
    whole = sum(STAGES[stage][0] for stage in chosen)
    for stage in chosen:
        share, rate, floor = STAGES[stage]
        folder: Path = args.out / stage
        if args.only in (None, stage):
            minutes = args.minutes if args.only else args.minutes * share / whole
            train_stage(
                args.out / f"{stage}.jsonl", start, folder,
                minutes=minutes, rate=rate, floor=floor, seed=args.seed,
            )  # fmt: skip
        start = folder


def main() -> None:
    """Run the steps asked for, in order. Imports are local so that no step waits for another's."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", handlers=[RichHandler()])
    args = arguments()
    steps = args.steps.split(",")
    if unknown := set(steps) - set(STEPS):
        raise SystemExit(f"unknown steps {sorted(unknown)}; there are {STEPS}")
    out: Path = args.out
    if "data" in steps:
        make_data(args)
    if "train" in steps:
        train(args)
    if "export" in steps:
        from models.recipe.export import export

        export(out / LAST, out, args.bundle)
    if "fit" in steps:
        from models.recipe.fit import fit

        fit(out, LAST, args.bundle, args.data)
    if "health" in steps:
        from models.recipe.health import health
        from models.recipe.rows import RUNS

        health(args.bundle / "model.onnx", args.data, RUNS / "health_final.json")
    if "decision" in steps:
        from models.recipe.fit_decision import fit_bundle

        fit_bundle(args.data, out, LAST, args.bundle, args.seed)
    if "card" in steps:
        from models.recipe.card import write_card

        write_card(out, args.bundle, continued=args.start is not None)


if __name__ == "__main__":
    main()
