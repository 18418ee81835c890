"""The append-only record of what was done: canonical, chained, and checked."""

from walljack.custody.canonical import canonical, digest
from walljack.custody.chain import append, unanchored, verify
from walljack.custody.seal import opens, seal

__all__ = ["append", "canonical", "digest", "opens", "seal", "unanchored", "verify"]
