"""An identity with its claims and signals as JSON, and back."""

from __future__ import annotations

import json
from typing import Any

from walljack.model.identity import Band, Claim, Identity, Record, SetAside
from walljack.model.signal import Signal, Standing
from walljack.store.column import text_column

_IDENTITY_TEXTS = ("type", "vendor", "model", "os", "line", "settles")
_CLAIM_TEXTS = ("entry", "type", "vendor", "model", "os", "line", "basis", "group", "sentence")


def identity_json(identity: Identity) -> str:
    """The identity as compact JSON with sorted keys: equal identities give equal text."""
    record = identity.record
    whole = {
        **{name: getattr(identity, name) for name in _IDENTITY_TEXTS},
        "band": identity.band.value,
        "percent": identity.percent,
        "record": None if record is None else list(record),
        "for": [_claim_object(claim) for claim in identity.claims_for],
        "against": [_claim_object(claim) for claim in identity.claims_against],
        "aside": [_aside_object(aside) for aside in identity.set_aside],
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text_column(text)


def parse_identity_json(text: str) -> Identity:
    """The identity in a text that ``identity_json`` wrote.

    Raises: ValueError when it is anything else.
    """
    try:
        whole = json.loads(text)
        record = whole["record"]
        return Identity(
            **{name: _text(whole[name]) for name in _IDENTITY_TEXTS},
            band=Band(whole["band"]),
            percent=int(whole["percent"]),
            record=None if record is None else Record(_text(record[0]), *map(int, record[1:])),
            claims_for=tuple(_claim(item) for item in whole["for"]),
            claims_against=tuple(_claim(item) for item in whole["against"]),
            set_aside=tuple(_aside(item) for item in whole.get("aside", ())),
        )
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ValueError(
            f"the identity cannot be read ({type(error).__name__}: {error})"
        ) from error


def _aside_object(aside: SetAside) -> dict[str, Any]:
    return {
        "entry": aside.entry,
        "reason": aside.reason,
        "services": list(aside.services),
        "claims": [_claim_object(claim) for claim in aside.claims],
    }


def _aside(item: dict[str, Any]) -> SetAside:
    return SetAside(
        entry=_text(item["entry"]),
        reason=_text(item["reason"]),
        services=tuple(map(_text, item["services"])),
        claims=tuple(_claim(claim) for claim in item["claims"]),
    )


def _claim_object(claim: Claim) -> dict[str, Any]:
    return {
        **{name: getattr(claim, name) for name in _CLAIM_TEXTS},
        "generic": claim.generic,
        "band": claim.band.value,
        "signals": [
            [
                signal.name,
                signal.value,
                signal.scope,
                signal.standing.value,
                signal.speaker,
                signal.first_ns,
                signal.last_ns,
                signal.count,
            ]
            for signal in claim.signals
        ],
    }


def _claim(item: dict[str, Any]) -> Claim:
    return Claim(
        **{name: _text(item[name]) for name in _CLAIM_TEXTS},
        generic=bool(item["generic"]),
        band=Band(item["band"]),
        signals=tuple(
            Signal(name, value, scope, Standing(standing), speaker, first_ns, last_ns, count)
            for name, value, scope, standing, speaker, first_ns, last_ns, count in item["signals"]
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
