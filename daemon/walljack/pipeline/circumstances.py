"""From what is known of a device to the circumstances that policy judges."""

from __future__ import annotations

from collections.abc import Sequence

from walljack.address import Ipv4
from walljack.fingerprint import Setting, estimate_ownership, rests_on_own_word
from walljack.model.identity import Band, Identity
from walljack.model.judgement import Circumstances
from walljack.model.profile import Profile
from walljack.model.register import Asset
from walljack.model.segment import Medium, Segment
from walljack.model.signal import Signal
from walljack.model.vocabulary import Vocabulary
from walljack.pipeline.rules import Rules
from walljack.pipeline.segments import Segments
from walljack.profile import own_addresses, switch_port
from walljack.register import standing

SERVES = "dhcp.serves"
# What a web proxy announces itself as, when it does: "socks" is its IANA service name.
PROXY = ("_socks._tcp", "_http-proxy._tcp")


def circumstances(
    profile: Profile,
    identity: Identity,
    segment: Segment,
    rules: Rules,
    *,
    said: Sequence[Signal],
    segments: Segments,
    port_is_its_own: bool,
    stays: bool,
    at_ns: int,
) -> Circumstances:
    """One device on one segment, as judged now.

    Takes: ``said``: the device's signals; ``port_is_its_own``: no access point and no crowd of
    other devices was told to be on the same switch port, so that a device there is on the wire;
    ``stays``: the identity has been shown for long enough to be more than another system for a
    moment.
    """
    permission = standing(rules.register, profile.device, segment, at_ns)
    words = rules.book.vocabulary
    place = switch_port(profile, segment.id)
    behaviour = _behaviour(profile, segment, segments)
    if permission.asset is not None and stays and changed_class(permission.asset, identity, words):
        behaviour |= {"changed-class"}
    assigned = rules.vendors.lookup(profile.device)
    virtual = rules.vendors.virtual(profile.device)
    wired = segment.medium is Medium.WIRED or (
        segment.medium is Medium.MIXED and bool(place) and port_is_its_own
    )
    ownership = estimate_ownership(
        said,
        identity,
        Setting.under(
            permission,
            wired=wired,
            private_address=profile.device.locally_administered and not virtual,
        ),
        naming=rules.naming_at(segment.site),
        marks=rules.marks,
        vocabulary=words,
    )
    return Circumstances(
        device=profile.device,
        identity=identity,
        segment=segment,
        vendor=(assigned.vendor or "") if assigned else "",
        virtual=virtual,
        present=segment.id in profile.sightings,
        wired=wired,
        place=place,
        behaviour=behaviour,
        asset=permission.asset,
        grant=permission.grant,
        watch=permission.watch,
        exemptions=permission.exemptions,
        register_fresh=permission.fresh,
        consumer=words.consumer(identity.type),
        kind=words.plain(identity.type),
        identity_own=rests_on_own_word(identity, words),
        ownership=ownership,
    )


def _behaviour(profile: Profile, segment: Segment, segments: Segments) -> frozenset[str]:
    found = set()
    own = [key.fact for key in profile.facts if key.segment == segment.id and key.speaker == 0]
    if any(fact.signal == SERVES for fact in own) and _stray_server(profile, segment, segments):
        found.add("serves-dhcp")
    if any(fact.signal == "mdns.service" and fact.value in PROXY for fact in own):
        found.add("announces-proxy")
    return frozenset(found)


def _stray_server(profile: Profile, segment: Segment, segments: Segments) -> bool:
    """It answers DHCP where the configuration lists servers, and is none of them."""
    verdicts = [
        segments.serves_here(segment.id, address)
        for address in own_addresses(profile, segment.id)
        if isinstance(address, Ipv4)
    ]
    return False in verdicts and True not in verdicts


def changed_class(asset: Asset, identity: Identity, words: Vocabulary) -> bool:
    """The register says another branch of the tree than the settled identity.

    Serving DHCP is a role that any computer or router can have, not another class of device.
    """
    if identity.type == "dhcp_server":
        return False
    listed, shown = words.path(asset.type), words.path(identity.type)
    return (
        bool(listed and shown)
        and listed[0] != shown[0]
        and identity.band.rank >= Band.LIKELY.rank
        and rests_on_own_word(identity, words)
    )
