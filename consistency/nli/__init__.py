"""The one model: premises and hypotheses in, calibrated scores out."""
