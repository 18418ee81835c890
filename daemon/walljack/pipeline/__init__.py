"""The road, wired: from packets to what the store keeps."""

from walljack.pipeline.inventory import Inventory
from walljack.pipeline.known import Known
from walljack.pipeline.road import Road
from walljack.pipeline.rules import Rules
from walljack.pipeline.segments import Segments
from walljack.pipeline.tenures import Tenures

__all__ = [
    "Inventory",
    "Known",
    "Road",
    "Rules",
    "Segments",
    "Tenures",
]
