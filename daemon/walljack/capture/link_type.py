"""Link types of captures: which we read, and what to do about the others.

Source: the Tcpdump Group's list of link-layer header types.
"""

from __future__ import annotations

from walljack.model.packet import Link

READ = {1: Link.ETHERNET, 113: Link.SLL, 276: Link.SLL2}

# Names of types that people try, as the list gives them.
_NAMES = {
    0: "BSD loopback",
    9: "PPP",
    12: "raw IP",
    101: "raw IP",
    105: "802.11 frames",
    119: "802.11 frames with Prism header",
    127: "802.11 frames with radiotap header",
    163: "802.11 frames with AVS header",
    108: "OpenBSD loopback",
    147: "private use 0",
    182: "multi-link frame relay",
    187: "Bluetooth HCI",
    189: "USB",
    192: "802.11 frames with PPI header",
    195: "IEEE 802.15.4",
    220: "USB",
    228: "raw IPv4",
    229: "raw IPv6",
    239: "netfilter log",
    251: "Bluetooth Low Energy",
    253: "netlink",
}
_WIRELESS = frozenset({105, 119, 127, 163, 192})


def describe(number: int) -> str:
    """The link type as a person would look it up: number, and name where known."""
    name = _NAMES.get(number)
    return f"link type {number} ({name})" if name else f"link type {number}"


def remedy(number: int) -> str:
    """What to do about a link type that is not read."""
    if number in _WIRELESS:
        return (
            "monitor mode hears the radio, not the network: "
            "capture on an Ethernet interface or a mirror port instead"
        )
    return "capture on an Ethernet interface, or on Linux with -i any"
