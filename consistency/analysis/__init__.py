"""MEASURE: a Case becomes an Analysis; the only wing that asks the model."""
