"""The district's lists: what it answers for, what it permits, and what it looks for."""

from walljack.register.assets import parse_assets
from walljack.register.exemptions import parse_exemptions
from walljack.register.grants import parse_grants
from walljack.register.sheet import Listing
from walljack.register.standing import gather, standing
from walljack.register.watch import parse_watch
from walljack.register.words import Known

__all__ = [
    "Known",
    "Listing",
    "gather",
    "parse_assets",
    "parse_exemptions",
    "parse_grants",
    "parse_watch",
    "standing",
]
