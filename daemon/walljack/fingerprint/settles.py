"""What would settle an answer: one plain sentence for the person who waits or goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from walljack.fingerprint.claim import Weighed, article
from walljack.model.identity import Band
from walljack.model.vocabulary import UNKNOWN, Vocabulary

# Groups that every device has: they tell that it is there, not what it is.
_BARE = frozenset({"address", "arp", "relay"})


def settles(
    answer: str,
    band: Band,
    *,
    heard: Set[str],
    asked: Sequence[Weighed],
    opposing: Sequence[Weighed],
    contested: bool,
    words: Vocabulary,
) -> str:
    """The sentence of the first case that holds, "" when nothing more is needed.

    Takes: ``heard``: source groups of the device's own signals; ``asked``: the typed claims
    that were weighed; ``contested``: the way down ended in a disagreement.
    """
    told = _types(asked) if contested else [answer, *_types(opposing)]
    kinds = " or ".join(article(words.plain(name)) for name in told[:2] if name != UNKNOWN)
    leaf = words.is_leaf(answer)
    cases = (
        (not heard, "Only other devices speak of it: wait until it sends something itself."),
        (
            bool(asked) and not any(each.own for each in asked),
            "Others say what it is, it does not say so itself: go and look.",
        ),
        (
            contested or (band is not Band.CONFIRMED and bool(_types(opposing))),
            f"Its evidence disagrees ({kinds}): go and look.",
        ),
        (leaf and band is Band.CONFIRMED, ""),
        (heard <= _BARE, "Only ARP so far: wait for its next DHCP request."),
        (
            not heard & {"mdns", "ssdp"},
            "Only DHCP so far: an mDNS or SSDP announcement would tell more.",
        ),
        (answer == UNKNOWN, "No fingerprint knows what it sends: go and look, then add one."),
        (not leaf, "More than one product sends this: a look at it tells which."),
        ("dhcp" not in heard, "No DHCP heard so far: its next request would tell more."),
        (band is Band.POSSIBLE, "A look at it would settle this."),
    )
    return next((text for holds, text in cases if holds), "")


def _types(claims: Iterable[Weighed]) -> list[str]:
    """The types said by the claims, heaviest first, each once."""
    ordered = sorted(claims, key=lambda each: (-each.weight, each.claim.entry))
    return list(dict.fromkeys(each.claim.type for each in ordered if each.claim.type))
