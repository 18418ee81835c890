"""Profiles: a device's facts so far, and what of them is evidence about it."""

from walljack.profile.absorb import absorb, absorb_presence, believed
from walljack.profile.cluster import cluster, several
from walljack.profile.identifier import SOURCES, identifiers, models
from walljack.profile.place import CIRCUIT, switch_port
from walljack.profile.signals import REFLECTOR, foreign_hosts, own_addresses, signals

__all__ = [
    "CIRCUIT",
    "REFLECTOR",
    "SOURCES",
    "absorb",
    "absorb_presence",
    "believed",
    "cluster",
    "foreign_hosts",
    "identifiers",
    "models",
    "own_addresses",
    "several",
    "signals",
    "switch_port",
]
