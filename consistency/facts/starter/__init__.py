"""The starter pack: what every newsroom knows, shipped and ready to be searched."""
