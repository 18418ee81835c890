"""Walljack: which personal devices are plugged into a school district's wired network."""

__version__ = "0.1.0"
