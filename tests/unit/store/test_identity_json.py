"""An identity as JSON, and back."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.unit.render.sample import console_identity
from walljack.model.identity import SetAside
from walljack.store.identity_json import identity_json, parse_identity_json


def test_what_was_set_aside_comes_back() -> None:
    """An identity is read as it was written, with what was set aside."""
    claims = console_identity().claims_for
    aside = SetAside("queue", "It shares a printer.", ("_ipp._tcp",), claims)
    identity = replace(console_identity(), set_aside=(aside,))
    assert parse_identity_json(identity_json(identity)) == identity


def test_an_older_text_has_nothing_set_aside() -> None:
    """What was written before this was kept is read."""
    told = json.loads(identity_json(console_identity()))
    del told["aside"]
    assert parse_identity_json(json.dumps(told)) == console_identity()
