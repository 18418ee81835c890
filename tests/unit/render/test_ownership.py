"""Whose a device looks to be, in words."""

from __future__ import annotations

from walljack.model.identity import Band
from walljack.model.ownership import AGAINST, UNDECIDED, Leaning, Ownership
from walljack.render.ownership import chosen, owner_record, whose


def test_a_band_of_an_owner_says_that_it_is_an_estimate() -> None:
    """Its words are those of a record, and none stands behind them; a list is no estimate."""
    looks = Ownership(Leaning.PERSONAL, Band.LIKELY)
    assert whose(looks) == "looks personal: likely (an estimate; nothing was counted)"
    assert whose(Ownership(Leaning.MANAGED, Band.CONFIRMED)) == "managed: the register lists it"
    assert whose(UNDECIDED) == "undecided: too little tells"


def test_an_exempt_device_has_a_word_of_its_own() -> None:
    """Not undecided: not asked."""
    exempt = Ownership(asked=False)
    assert whose(exempt) == "not asked: exempt by the district"
    assert owner_record(exempt) == {"leaning": "undecided", "band": "unknown", "asked": False}


def test_a_short_list_of_reasons_keeps_one_that_speaks_against_them() -> None:
    """Of many reasons the first are shown, and what stands against them is never cut."""
    against = f"{AGAINST}It is named as ours."
    assert chosen(["a", "b", "c", "d", against]) == ["a", "b", against]
    assert chosen(["a", against, "c", "d", f"{AGAINST}e"]) == ["a", against, "c"]
    assert chosen(["a", "b"]) == ["a", "b"]
    assert chosen([]) == []
