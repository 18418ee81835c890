"""Files on disk: the data that ships with the program, and text that people wrote."""

from walljack.files.shipped import Shipped
from walljack.files.text import read_bytes, read_text

__all__ = ["Shipped", "read_bytes", "read_text"]
