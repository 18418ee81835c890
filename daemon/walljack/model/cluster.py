"""Several addresses, one physical thing: what links them, and what does not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from walljack.address import Eui48
from walljack.model.segment import Medium


class IdentifierKind(StrEnum):
    """What a device calls itself by, beside its address."""

    CLIENT = "client-id"  # DHCP option 61
    DUID = "duid"  # DHCP option 61 of type 255, without the interface's number
    MACHINE = "machine-uuid"  # DHCP option 97
    AIRPLAY = "airplay-id"
    HOMEKIT = "homekit-id"
    CAST = "cast-id"
    PRINTER = "printer-uuid"
    UPNP = "upnp-uuid"
    HOST = "host-name"  # mDNS


class Carried(NamedTuple):
    """An identifier as one device carries it, by its own word.

    ``value``: normalised, equal for the same thing. ``signal``, ``said``: the signal it was
    read from and its value as sent, which may hold a person's name. ``since_ns``: when it was
    first said. ``address``: the EUI-48 that the whole identifier consists of, None when it
    is made of something else. ``tied``: it counts only when it holds the address of one that
    carries it, because makers are known to ship one value for all.
    """

    kind: IdentifierKind
    value: str
    signal: str
    said: str
    since_ns: int
    address: Eui48 | None = None
    tied: bool = False


class Stay(NamedTuple):
    """A device was present on a segment from first to last (nanoseconds UTC)."""

    segment: str
    medium: Medium
    first_ns: int
    last_ns: int


@dataclass(frozen=True, slots=True)
class Presence:
    """One address: what it carries, when and where it was itself present.

    ``models``: (signal and scope, value) of the product that it says it is. ``branch``: the
    branch of the type tree that it is shown on, at *likely* or better; "" when on none.
    """

    device: Eui48
    carried: tuple[Carried, ...]
    stays: tuple[Stay, ...]
    models: frozenset[tuple[str, str]] = frozenset()
    branch: str = ""


class Why(StrEnum):
    """Why an identifier that several addresses carry links nothing."""

    TOGETHER = "together"  # they were there at the same time, or took turns
    MANY = "many"  # more addresses than one thing has
    SEVERAL = "several"  # the address carries more of one kind than a machine has: it is shared
    BETWEEN = "between"  # the address would join things that nothing else joins
    MODELS = "models"  # they say that they are different products
    KINDS = "kinds"  # they are shown as things of different branches
    UNPROVEN = "unproven"  # nothing shows that it was made for one thing: a name, a default


class ThingLink(NamedTuple):
    """An address belongs to a thing. ``thing``: the address of it that was heard first.

    ``by``: what it carries that others of the thing carry too.
    """

    device: Eui48
    thing: Eui48
    by: tuple[Carried, ...]

    @property
    def since_ns(self) -> int:
        """Since when the address has carried what links it."""
        return min(carried.since_ns for carried in self.by)


class Refusal(NamedTuple):
    """Why something that an address carries does not link it.

    ``number``: how many addresses carry it; for ``SEVERAL``, how many values the address has.
    """

    device: Eui48
    why: Why
    kind: IdentifierKind
    signal: str
    said: str
    number: int


@dataclass(frozen=True, slots=True)
class Clusters:
    """The whole view: the links of every address that has one, and what was refused.

    Both in order of address. ``beyond``: more was carried alike than is asked about, so
    nothing is linked.
    """

    links: tuple[ThingLink, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    beyond: bool = False
