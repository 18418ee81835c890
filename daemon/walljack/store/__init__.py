"""The store: what Walljack knows, in one SQLite file. See ``schema`` for its tables."""

from walljack.store.error import StoreError
from walljack.store.frames import FRAMES_KEPT, FRAMES_KEPT_OF_CASE
from walljack.store.identities import Step
from walljack.store.people import Person
from walljack.store.schema import SCHEMA_VERSION
from walljack.store.store import Store

__all__ = [
    "FRAMES_KEPT",
    "FRAMES_KEPT_OF_CASE",
    "SCHEMA_VERSION",
    "Person",
    "Step",
    "Store",
    "StoreError",
]
