"""What stands for the addresses and names of a captured device when it is given away.

The same original always gets the same stand-in, of the same length and shape, so that patterns
and links between records hold; the key is thrown away, so that nobody can go back.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Collection

from walljack.address import Eui48, IpAddress, Ipv4, Ipv6
from walljack.model.particular import WORD, Form, own_address, particulars
from walljack.model.txt_key import DOCUMENTED_HEADERS, DOCUMENTED_KEYS
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

_HEX = re.compile(r"[0-9a-f]+")
# One or two digits, with a letter or none, tell a model or a copy ("S21", "iPad (2)"), nobody.
_MODEL = re.compile(r"[a-z]?[0-9]{1,2}[a-z]?")
# Shorter words of a name are looked for nowhere else: they stand in every other text by chance.
NAME_LEAST = 3
_EUI48_DIGITS = 12
_SHORT_DIGITS = 4  # the end of an address that meets by chance: nobody looks for it
# Part of a word that is a product's ("AnnasiPhone"): shorter ones meet by chance.
_PART_LEAST = 4

# Words of the protocols themselves, and of the paths of descriptions.
_STRUCTURE = frozenset(
    {"tcp", "udp", "sub", "local", "arpa", "http", "https", "uuid", "upnp", "xml", "desc"}
    | {"device", "description", "root", "dial"}
)


class Disguise:
    """Stand-ins for everything that points at one device, its owner or its network.

    Takes: ``key``, random octets; ``device``, whose vendor prefix stays; ``kept_bits`` of its
    address; ``alike(old, new)``: the vendor table says the same of both; ``kept``, lower-case
    words that are about products; ``vocabulary``; ``signals``, those that entries look at.
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
        signals: Collection[str] = frozenset(),
    ) -> None:
        self.vocabulary = vocabulary
        self.signals = signals
        self.kept = kept | _STRUCTURE
        self.device = device
        self.gone: set[str] = set()
        self._key = key
        self._eui48s: dict[Eui48, Eui48] = {}
        self._ips: dict[IpAddress, IpAddress] = {}
        self._networks: dict[int, int] = {}
        self._counts = {True: 0, False: 0}  # IPv4 addresses met so far, link-local ones and others
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

    def product_text(self, raw: bytes) -> bytes:
        """Text about the product: what in it is one device's goes, and so do names that went
        elsewhere. As long as it was."""
        return self._apart(raw, self._product_word)

    def key(self, raw: bytes, signal: str) -> bytes:
        """A TXT key or the name of a header: replaced as text is, unless a program writes it.

        Takes: ``signal``, the word that it makes, ``mdns.txt.okafor``.
        """
        word = signal.rpartition(".")[2] if signal.startswith("mdns.") else signal
        known = not self.vocabulary.is_name_signal(signal) or signal in self.signals
        if (
            known
            or word in DOCUMENTED_KEYS
            or word.removeprefix("ssdp.header.") in (DOCUMENTED_HEADERS)
        ):
            return raw
        return self._apart(raw, lambda word: word if len(word) == 1 else self._word(word))

    def _apart(self, raw: bytes, word: Callable[[str], str]) -> bytes:
        text = raw.decode(errors="surrogateescape")
        self._upper = sum(map(str.isupper, text)) >= sum(map(str.islower, text))
        pieces: list[str] = []
        at = 0
        # What has a form of its own is replaced first, and the words between it after that.
        for one in particulars(text, self.kept, self.device):
            pieces.append(WORD.sub(lambda m: word(m.group()), text[at : one.start]))
            pieces.append(self._particular(text[one.start : one.end], one.form, word))
            at = one.end
        pieces.append(WORD.sub(lambda m: word(m.group()), text[at:]))
        return "".join(pieces).encode(errors="surrogateescape")

    def _particular(self, piece: str, form: Form, word: Callable[[str], str]) -> str:
        if form is Form.OWN:
            return self._own(piece)
        if form is Form.QUAD:
            # Digits of the same length: no other octet of the message may move.
            self.gone.add(piece)
            return re.sub(r"\d+", lambda part: self.digits(part.group()), piece)
        if form is Form.ADDRESS:
            digits = re.sub(r"[\W_]", "", piece)
            # A group is nobody's, but three groups of digits may as well be a serial number.
            if len(digits) == _EUI48_DIGITS and Eui48(int(digits, 16)).can_be_device:
                return self._in_form_of(piece, self.eui48(Eui48(int(digits, 16))).octets.hex())
        if form is Form.SERIAL and word == self._word:
            # In a name a product's word may stand before it: BRN30055C.
            return WORD.sub(lambda part: self._word(part.group()), piece)
        out, at = [], 0
        for own in own_address(self.device).finditer(piece):
            out += [self._coded(piece[at : own.start()]), self._own(own.group())]
            at = own.end()
        return "".join([*out, self._coded(piece[at:])])

    def _coded(self, text: str) -> str:
        """Every word a code, but for a product's: uuid:RINCON_…"""

        def coded(match: re.Match[str]) -> str:
            word = match.group()
            kept = word.isalpha() and word.lower() in self.kept
            return word if kept else self._code(word)

        return WORD.sub(coded, text)

    def _own(self, piece: str) -> str:
        """The device's own address, or the end of it, becomes that of the stand-in."""
        digits = re.sub(r"[\W_]", "", piece)
        if len(digits) > _SHORT_DIGITS:
            self.gone.add(digits.lower())
        return self._in_form_of(piece, self.stand_in.octets.hex()[-len(digits) :])

    def _in_form_of(self, piece: str, digits: str) -> str:
        """The digits with the signs and in the case of the piece."""
        alone = re.sub(r"[\W_]", "", piece)
        if alone != alone.lower() or (alone.isdigit() and self._upper):
            digits = digits.upper()
        drawn = iter(digits)
        return "".join(next(drawn) if char.isalnum() else char for char in piece)

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
        return self._word(word) if len(low) >= NAME_LEAST and low in self.gone else word

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
        number = self._counts[address.link_local]
        self._counts[address.link_local] += 1
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
