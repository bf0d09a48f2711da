"""DECIDE: an Analysis becomes a Report under the settings in force; no model, no parse."""
