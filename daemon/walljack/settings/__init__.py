"""The configuration: checked as a whole, and turned into nouns."""

from walljack.settings.parse import parse_settings

__all__ = ["parse_settings"]
