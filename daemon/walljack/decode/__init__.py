"""Bounded readers of link-local protocols: a packet in, what it states out.

And the way back for a capture that is given away: the same packet, with stand-ins.
"""

from walljack.decode.disguise import Disguise
from walljack.decode.disguise_packet import disguise_packet
from walljack.decode.leak import leaks
from walljack.decode.observe import observe

__all__ = ["Disguise", "disguise_packet", "leaks", "observe"]
