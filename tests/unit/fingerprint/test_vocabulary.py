"""Words: signals, their class and group, and the tree of types."""

from __future__ import annotations

import pytest

from tests.unit.fingerprint.conftest import FINGERPRINTS
from walljack.fingerprint import parse_vocabulary
from walljack.fingerprint.kind import Kind, kind_of
from walljack.model.error import ProblemsError
from walljack.model.vocabulary import UNKNOWN, Vocabulary

TREE = {
    "computer": "laptop desktop chromebook server nas virtual_machine single_board_computer",
    "mobile": "phone tablet wearable e_reader media_player",
    "media": "smart_speaker streaming_player smart_tv game_console vr_headset av_receiver",
    "office": "printer scanner voip_phone projector interactive_display conferencing",
    "building": "camera smart_home access_control sensor",
    "network": "router access_point switch dhcp_server hotspot",
}


def test_the_tree_is_the_one_that_was_agreed(vocabulary: Vocabulary) -> None:
    """The shipped tree has exactly the branches and leaves of the agreed list, and unknown."""
    found = {branch: set(vocabulary.children(branch)) for branch in vocabulary.children("")}
    assert found == {branch: set(leaves.split()) for branch, leaves in TREE.items()}
    assert vocabulary.path(UNKNOWN) == ()


def test_paths_and_ancestors(vocabulary: Vocabulary) -> None:
    """A path runs from branch to leaf; an ancestor is above and never the same."""
    assert vocabulary.path("phone") == ("mobile", "phone")
    assert vocabulary.path("mobile") == ("mobile",)
    assert vocabulary.path("toaster") == ()
    assert vocabulary.is_ancestor("mobile", "phone")
    assert not vocabulary.is_ancestor("phone", "phone")
    assert not vocabulary.is_ancestor("media", "phone")
    assert vocabulary.is_leaf("phone")
    assert not vocabulary.is_leaf("mobile")
    assert not vocabulary.is_leaf("")


@pytest.mark.parametrize(
    ("signal", "personal"),
    [
        ("dhcp.hostname", True),
        ("dhcp.fqdn", True),
        ("mdns.instance", True),
        ("mdns.host", True),
        ("mdns.txt.fn", True),
        ("mdns.txt.rp", True),
        ("mdns.txt.never-heard-of", True),
        ("never.heard.of", True),
        ("mdns.txt.model", False),
        ("mdns.txt.md", False),
        ("dhcp.params", False),
        ("ssdp.server", False),
        ("ssdp.header.roomname", True),
    ],
)
def test_names_are_personal(vocabulary: Vocabulary, signal: str, personal: bool) -> None:
    """Names, and TXT keys that are not known to be about the product, are personal data."""
    assert vocabulary.is_name_signal(signal) is personal


def test_the_path_of_a_queue_is_masked_and_no_name_form(vocabulary: Vocabulary) -> None:
    """What a program writes in its own form is its statement, though a queue has a name."""
    assert kind_of(["mdns.txt.rp"], vocabulary) is Kind.STATEMENT
    assert kind_of(["mdns.txt.note"], vocabulary) is Kind.NAME
    assert vocabulary.is_name_signal("mdns.txt.rp")


def test_a_key_stands_in_one_list(vocabulary: Vocabulary) -> None:
    """A key whose form is a program's and a key about the product are told apart."""
    text = (FINGERPRINTS / "vocabulary.toml").read_text("utf-8")
    with pytest.raises(ProblemsError) as refused:
        parse_vocabulary(text.replace('fixed = ["rp"', 'fixed = ["rp", "model"'))
    assert str(refused.value) == (
        "vocabulary.toml, family mdns.txt.: “model” is in product and in fixed (keep one)"
    )


@pytest.mark.parametrize(
    ("kind", "consumer"),
    [
        ("smart_speaker", True),
        ("game_console", True),
        ("phone", True),
        ("mobile", True),
        ("media", True),
        ("hotspot", True),
        ("printer", False),
        ("laptop", False),
        ("chromebook", False),
        ("camera", False),
        ("interactive_display", False),
        ("router", False),
        (UNKNOWN, False),
        ("", False),
    ],
)
def test_consumer_types(vocabulary: Vocabulary, kind: str, consumer: bool) -> None:
    """Consumer goods by their nature are marked; printers and computers are not among them."""
    assert vocabulary.consumer(kind) is consumer


def test_a_branch_is_consumer_only_if_all_below_it_are(vocabulary: Vocabulary) -> None:
    """Nobody is called a consumer device because a sibling type is one."""
    for branch in vocabulary.children(""):
        leaves = [vocabulary.consumer(leaf) for leaf in vocabulary.children(branch)]
        assert vocabulary.consumer(branch) <= all(leaves)


def test_client_fields_are_one_group(vocabulary: Vocabulary) -> None:
    """Options 55, 60 and the order of options are one client program's word."""
    groups = {
        vocabulary.group(name) for name in ("dhcp.params", "dhcp.vendor_class", "dhcp.options")
    }
    assert groups == {"dhcp"}
    assert vocabulary.group("dhcp.hostname") == vocabulary.group("mdns.host") == "name"
    assert vocabulary.group("mdns.txt.anything") == "mdns"


def test_module_makers(vocabulary: Vocabulary) -> None:
    """A module maker is known by the start of its name, whatever the case."""
    assert vocabulary.is_module_maker("Hon Hai Precision Ind. Co.,Ltd.")
    assert vocabulary.is_module_maker("ESPRESSIF INC.")
    assert not vocabulary.is_module_maker("Sonos, Inc.")


BROKEN = """
family = []
[[signal]]
name = "a"
meaning = "a"
class = "technical"
group = "g"
source = "s"
[[signal]]
name = "a"
meaning = "a"
class = "technical"
group = "g"
source = "s"
"""


def test_every_problem_is_told() -> None:
    """A broken vocabulary is refused with all its problems at once."""
    rest = """
[modules]
makers = []
[type.a]
plain = "a"
[type.b]
parent = "a"
plain = "b"
[type.c]
parent = "b"
plain = "c"
[type.d]
parent = "nowhere"
plain = "d"
"""
    with pytest.raises(ProblemsError) as refused:
        parse_vocabulary(BROKEN + rest)
    assert [str(problem) for problem in refused.value.problems] == [
        "vocabulary.toml, signal a: stands twice (keep one)",
        "vocabulary.toml, type c: lies three deep (the tree has branches and leaves only)",
        "vocabulary.toml, type d: its parent “nowhere” is no type",
        "vocabulary.toml: has no type “unknown” (add it, without a parent)",
    ]


def test_a_wrong_form_is_told() -> None:
    """Missing and unknown keys of the vocabulary are both named."""
    with pytest.raises(ProblemsError) as refused:
        parse_vocabulary("signals = []")
    told = str(refused.value)
    assert "“signals” is no key here" in told
    assert "vocabulary.toml, type: is missing" in told


def test_no_toml_is_told_with_its_place() -> None:
    """A syntax error names line and column."""
    with pytest.raises(ProblemsError, match=r"is no TOML: .*line 1, column"):
        parse_vocabulary("signal = ]")
