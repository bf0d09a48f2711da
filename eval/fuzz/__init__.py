"""Whatever comes in, nothing breaks and nothing hangs: `python -m eval.fuzz`."""
