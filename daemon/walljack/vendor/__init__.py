"""Who was assigned an address's prefix, and what else an address itself says."""

from walljack.vendor.build import build, render_source
from walljack.vendor.lists import (
    VendorList,
    parse_aiooui,
    parse_mac_vendor_lookup,
    parse_oui_data,
)
from walljack.vendor.prefixes import KnownPrefix, parse_prefixes
from walljack.vendor.signals import signals
from walljack.vendor.table import Assignment, VendorTable

__all__ = [
    "Assignment",
    "KnownPrefix",
    "VendorList",
    "VendorTable",
    "build",
    "parse_aiooui",
    "parse_mac_vendor_lookup",
    "parse_oui_data",
    "parse_prefixes",
    "render_source",
    "signals",
]
