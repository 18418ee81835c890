"""Names that stand for an address.

Source: RFC 1035 section 3.5 (in-addr.arpa), RFC 3596 section 2.5 (ip6.arpa).
"""

from __future__ import annotations

from walljack.address import IpAddress, Ipv4, Ipv6
from walljack.decode.dns_name import Name


def parse_reverse_name(name: Name) -> IpAddress | None:
    """The address that the name stands for; None when it stands for none."""
    if len(name) < 3 or name[-1].lower() != b"arpa":
        return None
    zone = name[-2].lower()
    if zone == b"in-addr" and len(name) == 6:
        octets = [int(label) for label in name[3::-1] if label.isdigit() and len(label) <= 3]
        if len(octets) == 4 and max(octets) <= 255:
            return Ipv4(int.from_bytes(bytes(octets), "big"))
    elif zone == b"ip6" and len(name) == 34:
        digits = b"".join(name[31::-1])
        if len(digits) == 32 and not digits.strip(b"0123456789abcdefABCDEF"):
            return Ipv6(int(digits, 16))
    return None
