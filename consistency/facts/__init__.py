"""What is known, and the few facts that bear on a sentence."""
