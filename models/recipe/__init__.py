"""How the default model is made: data, training, export, calibration, card."""
