"""An outside customer of the library: benchmarks, never imported by it and not in the wheel."""
