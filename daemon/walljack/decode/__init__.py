"""Bounded readers of link-local protocols: a packet in, what it states out."""

from walljack.decode.observe import observe

__all__ = ["observe"]
