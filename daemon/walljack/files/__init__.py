"""Files on disk: the data that ships with the program, and text that people wrote."""

from walljack.files.labels import Labelled, parse_labelled
from walljack.files.shipped import Shipped
from walljack.files.text import (
    check_writable,
    is_folder,
    read_bytes,
    read_text,
    read_texts,
    write_bytes,
    write_text,
)
from walljack.files.vendors import OUI_DATA_VERSION, build_vendor_table, read_vendor_table

__all__ = [
    "OUI_DATA_VERSION",
    "Labelled",
    "Shipped",
    "build_vendor_table",
    "check_writable",
    "is_folder",
    "parse_labelled",
    "read_bytes",
    "read_text",
    "read_texts",
    "read_vendor_table",
    "write_bytes",
    "write_text",
]
