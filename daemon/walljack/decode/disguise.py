"""What stands for the addresses and names of a captured device when it is given away.

The same original always gets the same stand-in, of the same length and shape, so that patterns
and links between records hold; the key is thrown away, so that nobody can go back.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable

from walljack.address import Eui48, IpAddress, Ipv4, Ipv6
from walljack.model.vocabulary import Vocabulary

# 00-00-5E-00-53-00 to FF are for documentation (RFC 7042 section 2.1.2): whoever else a frame
# names. What a capture names beyond 256 others is a local address.
_DOCUMENTATION_EUI48 = 0x00005E005300
# RFC 5737 (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24), then RFC 2544 (198.18.0.0/15): a
# router asks for more addresses than three times 254.
_DOCUMENTATION_IPV4 = (0xC0000200, 0xC6336400, 0xCB007100)
_BENCHMARK_IPV4 = 0xC6120000
_LINK_LOCAL_IPV4 = 0xA9FE0100
_DOCUMENTATION_IPV6 = 0x20010DB8 << 96  # RFC 3849
_TRIES = 256  # an address of the same vendor is found at once but in blocks that are divided up

# A word: letters and digits of any language. All else stands between words and stays.
_WORD = re.compile(r"[^\W_]+")
_MAC = re.compile(
    r"(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:-])", re.IGNORECASE
)
_QUAD = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])", re.ASCII)
# In a name an address may be written otherwise: ip-10-20-4-12.
_QUAD_IN_NAME = re.compile(r"(?<![0-9])\d{1,3}([._-])(?:\d{1,3}\1){2}\d{1,3}(?![0-9])", re.ASCII)
_UUID = re.compile(r"(?<!\w)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?!\w)", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-f]+")
# One or two digits, with a letter or none, tell a model or a copy ("S21", "iPad (2)"), nobody.
_MODEL = re.compile(r"[a-z]?[0-9]{1,2}[a-z]?")
# Shorter words of a name are looked for nowhere else: they stand in every other text by chance.
NAME_LEAST = 3
# Part of a word that is a product's ("AnnasiPhone"): shorter ones meet by chance.
_PART_LEAST = 4
# A serial number in a value that tells the product: a UUID's or an address's digits, or a number
# longer than a date. Model numbers are shorter and mix letters in.
_SERIAL_HEX, _SERIAL_NUMBER = 12, 10


# Words of the protocols themselves.
_STRUCTURE = frozenset({"tcp", "udp", "sub", "local", "arpa"})


class Disguise:
    """Stand-ins for everything that points at one device, its owner or its network.

    Takes: ``key``, random octets; ``device``, whose vendor prefix stays; ``kept_bits`` of its
    address; ``alike(old, new)``: the vendor table says the same of both; ``kept``, lower-case
    words that are about products; ``vocabulary``.
    ``gone``: what was replaced, lower case, for the search for leaks.
    """

    def __init__(
        self,
        key: bytes,
        device: Eui48,
        *,
        kept_bits: int,
        alike: Callable[[Eui48, Eui48], bool],
        kept: frozenset[str],
        vocabulary: Vocabulary,
    ) -> None:
        self.vocabulary = vocabulary
        self.kept = kept | _STRUCTURE
        self.device = device
        self.gone: set[str] = set()
        self._key = key
        self._eui48s: dict[Eui48, Eui48] = {}
        self._ips: dict[IpAddress, IpAddress] = {}
        self._networks: dict[int, int] = {}
        self._vlans: dict[int, int] = {}
        self._upper = False  # how the text at hand writes letters, for digits that have none
        self.stand_in = self._eui48s[device] = self._same_maker(kept_bits, alike)
        self.gone |= {device.octets.hex(), device.octets[3:].hex()}

    def eui48(self, address: Eui48) -> Eui48:
        """The stand-in for a link-layer address; groups and virtual routers are nobody's."""
        if not address.can_be_device:
            if address >> 24 == 0x3333FF:  # the group of a neighbour's last 24 bits (RFC 4291)
                return Eui48(0x3333FF << 24)
            return address
        known = self._eui48s.get(address)
        if known is None:
            number = len(self._eui48s) - 1
            known = Eui48(_DOCUMENTATION_EUI48 + number)
            if number > 0xFF:
                known = Eui48(0x02 << 40 | self._number("eui48", address.octets, 40))
            self._eui48s[address] = known
            self.gone.add(address.octets.hex())
        return known

    def ip(self, address: IpAddress) -> IpAddress:
        """The stand-in for an IP address: a documentation range; link-local ones stay so."""
        if isinstance(address, Ipv6) and address >> 24 == 0xFF02_0000_0000_0000_0000_0001_FF:
            return Ipv6(int(address) >> 24 << 24)
        if not address.usable:
            return address
        known = self._ips.get(address)
        if known is None:
            known = self._ipv4(address) if isinstance(address, Ipv4) else self._ipv6(address)
            self._ips[address] = known
            if known != address:
                quads = str(address).split(".")
                self.gone |= {".".join(quads), ".".join(reversed(quads))}
        return known

    def vlan(self, number: int) -> int:
        """The stand-in for an 802.1Q VLAN id: 1, 2, 3 … in the order met; 0 is no VLAN."""
        return self._vlans.setdefault(number, len(self._vlans) + 1) if number else 0

    def octets(self, raw: bytes) -> bytes:
        """As many others: an identifier that is no text."""
        if any(raw) and len(raw) >= _PART_LEAST:
            self.gone.add(raw.hex())
        return self._bytes("octets", raw, len(raw)) if any(raw) else raw

    def addresses(self) -> list[bytes]:
        """The octets of every address that has a stand-in."""
        told = [*self._eui48s.items(), *self._ips.items()]
        return [old.octets for old, new in told if old.octets != new.octets]

    def text(self, raw: bytes) -> bytes:
        """Text that a person may have written: every word that is not a product's goes.

        Gives: as many octets, in the same shape: letters stay letters, digits digits.
        """
        return self._apart(raw, self._word)

    def product_text(self, raw: bytes, *, rigid: bool = True) -> bytes:
        """Text about the product: addresses, UUIDs, serial numbers and known names go.

        Takes: ``rigid``, it must keep its length, so that only IP addresses that frames use
        are known as such among version numbers.
        """
        return self._apart(raw, self._product_word, quads=self._known_quad if rigid else None)

    def _apart(
        self,
        raw: bytes,
        word: Callable[[str], str],
        quads: Callable[[re.Match[str]], str] | None = None,
    ) -> bytes:
        text = raw.decode(errors="surrogateescape")
        self._upper = sum(map(str.isupper, text)) >= sum(map(str.islower, text))
        pieces: list[str] = []
        at = 0
        # What has a form of its own is replaced first, and the words between it after that.
        for start, end, stand_in in self._formed(text, word, quads):
            if start < at:
                continue
            pieces += [_WORD.sub(lambda m: word(m.group()), text[at:start]), stand_in]
            at = end
        pieces.append(_WORD.sub(lambda m: word(m.group()), text[at:]))
        return "".join(pieces).encode(errors="surrogateescape")

    def _formed(
        self,
        text: str,
        word: Callable[[str], str],
        quads: Callable[[re.Match[str]], str] | None,
    ) -> list[tuple[int, int, str]]:
        found = [(m.start(), m.end(), self._mac(m)) for m in _MAC.finditer(text)]
        found += [
            (m.start(), m.end(), _WORD.sub(lambda part: self._code(part.group()), m.group()))
            for m in _UUID.finditer(text)
            if self.device.octets.hex() not in m.group().lower()
        ]
        if quads is not None or word == self._word:
            told = quads or self._quad
            form = _QUAD if quads else _QUAD_IN_NAME
            found += [(m.start(), m.end(), told(m)) for m in form.finditer(text)]
        return sorted(found, key=lambda one: (one[0], -one[1]))  # the longest at a place

    def _mac(self, found: re.Match[str]) -> str:
        text, sign = found.group(), found[1]
        new = self.eui48(Eui48(int(text.replace(sign, ""), 16)))
        shown = str(new).replace(":", sign)
        return shown.upper() if text != text.lower() else shown

    def _quad(self, found: re.Match[str]) -> str:
        """Digits of the same length: no other octet of the message may move."""
        self.gone.add(found.group())
        return re.sub(r"\d+", lambda part: self.digits(part.group()), found.group())

    def _known_quad(self, found: re.Match[str]) -> str:
        parts = [int(part) for part in found.group().split(".")]
        if max(parts) > 255 or Ipv4(int.from_bytes(bytes(parts), "big")) not in self._ips:
            return found.group()
        return self._quad(found)

    def digits(self, part: str) -> str:
        """As many digits for one number of a dotted quad, itself one of 0 to 255."""
        if part in ("0", "255"):
            return part
        drawn = self._number("quad", part.encode(), 32)
        lowest, highest = {1: (1, 9), 2: (10, 99), 3: (100, 254)}[len(part)]
        return str(lowest + drawn % (highest - lowest + 1))

    def _word(self, word: str) -> str:
        low = word.lower()
        if low in self.kept or low == "s" or _MODEL.fullmatch(low):
            return word  # "s": Anna's
        replaced = self._hardware(word)
        if replaced is not None:
            return replaced
        for cut in range(len(low) - 1, 1, -1):
            start, rest = low[:cut], low[cut:]
            if start in self.kept and (cut >= _PART_LEAST or rest[0].isdigit() or _code_like(rest)):
                return word[:cut] + self._word(word[cut:])
        for cut in range(1, len(low) - _PART_LEAST + 1):
            if low[cut:] in self.kept:
                return self._word(word[:cut]) + word[cut:]
        return self._code(word) if _code_like(low) else self._letters(word)

    def _product_word(self, word: str) -> str:
        low = word.lower()
        replaced = self._hardware(word)
        if replaced is not None:
            return replaced
        serial = (
            len(low) >= _SERIAL_HEX and _HEX.fullmatch(low) is not None and _code_like(low)
        ) or (len(low) >= _SERIAL_NUMBER and low.isdigit())
        if serial:
            return self._code(word)
        known = len(low) >= NAME_LEAST and low in self.gone
        return self._word(word) if known else word

    def _hardware(self, word: str) -> str | None:
        """The device's own address, or the end of it, written in a word; None when it is not."""
        if not word.isascii():
            return None
        low = word.lower()
        old, new = self.device.octets.hex(), self.stand_in.octets.hex()
        if low == old[8:] and not low.isalpha():
            return self._in_case_of(word, new[8:])
        for digits in (12, 6):
            at = low.find(old[-digits:])
            if at >= 0:
                self.gone.add(old[-digits:])
                end = at + digits
                return (
                    (self._word(word[:at]) if at else "")
                    + self._in_case_of(word[at:end], new[-digits:])
                    + (self._word(word[end:]) if end < len(word) else "")
                )
        return None

    def _in_case_of(self, word: str, digits: str) -> str:
        upper = word != word.lower() or (word.isdigit() and self._upper)
        return digits.upper() if upper else digits

    def _code(self, word: str) -> str:
        """Digit for digit, hexadecimal letter for such, other letter for other."""
        self.gone.add(word.lower())
        drawn = self._bytes("code", word.lower().encode(errors="surrogateescape"), len(word))
        out = []
        for char, number in zip(word, drawn, strict=True):
            low = char.lower()
            if "0" <= low <= "9":
                new = chr(ord("0") + number % 10)
            elif "a" <= low <= "f":
                new = chr(ord("a") + number % 6)
            else:
                new = _plain(char, number)
            out.append(new.upper() if char.isupper() else new)
        return "".join(out)

    def _letters(self, word: str) -> str:
        self.gone.add(word.lower())
        drawn = self._bytes("word", word.lower().encode(errors="surrogateescape"), len(word))
        out = (_plain(char, number) for char, number in zip(word, drawn, strict=True))
        return "".join(
            new.upper() if char.isupper() else new for char, new in zip(word, out, strict=True)
        )

    def _same_maker(self, kept_bits: int, alike: Callable[[Eui48, Eui48], bool]) -> Eui48:
        """An address of the same vendor; of a local one the four bits that tell its kind stay.

        Source: IEEE 802c-2017: M, U/L and the quadrant are the low bits of the first octet.
        """
        device = self.device
        free = (1 << 48 - kept_bits) - 1
        if device.locally_administered and not kept_bits:
            free = ((1 << 48) - 1) & ~(0x0F << 40)
        for attempt in range(_TRIES):
            drawn = self._number("device", device.octets + bytes([attempt]), 48)
            new = Eui48(device & ~free | drawn & free)
            if new != device and new.can_be_device and alike(device, new):
                return new
        raise ValueError(f"{device}: no other address is told of as this one is")

    def _ipv4(self, address: Ipv4) -> Ipv4:
        number = sum(
            isinstance(known, Ipv4) and known.link_local == address.link_local
            for known in self._ips
        )
        if address.link_local:
            return Ipv4(_LINK_LOCAL_IPV4 + number + 1)
        network, host = divmod(number, 254)
        if network < len(_DOCUMENTATION_IPV4):
            return Ipv4(_DOCUMENTATION_IPV4[network] + host + 1)
        return Ipv4(_BENCHMARK_IPV4 + number)

    def _ipv6(self, address: Ipv6) -> Ipv6:
        """Its network is numbered in the order met; its own half is drawn."""
        own = int(address) & (1 << 64) - 1
        network = int(address) >> 64
        if own == _interface(self.device):
            half = _interface(self.stand_in)
        else:
            half = self._number("interface", own.to_bytes(8, "big"), 64)
        if address.link_local:
            return Ipv6(0xFE80 << 112 | half)
        number = self._networks.setdefault(network, len(self._networks))
        return Ipv6(_DOCUMENTATION_IPV6 | number << 64 | half)

    def _number(self, what: str, of: bytes, bits: int) -> int:
        return int.from_bytes(self._bytes(what, of, 32), "big") >> 256 - bits

    def _bytes(self, what: str, of: bytes, length: int) -> bytes:
        made = b""
        while len(made) < length:
            part = what.encode() + bytes([len(made) // 32 % 256]) + of
            made += hmac.digest(self._key, part, hashlib.sha256)
        return made[:length]


def _plain(char: str, number: int) -> str:
    """A letter or digit in place of one character, as many octets of them as it has."""
    if "0" <= char <= "9":
        return chr(ord("0") + number % 10)
    octets = len(char.encode(errors="surrogateescape"))
    return "".join(chr(ord("a") + (number + 7 * n) % 26) for n in range(octets))


def _code_like(low: str) -> bool:
    """Letters and digits mixed, or nothing but hexadecimal digits."""
    mixed = any(char.isdigit() for char in low)
    return mixed or (len(low) >= _PART_LEAST and _HEX.fullmatch(low) is not None)


def _interface(address: Eui48) -> int:
    """The interface identifier that is made of an EUI-48 (RFC 4291 appendix A)."""
    octets = address.octets
    return int.from_bytes(bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:], "big")
