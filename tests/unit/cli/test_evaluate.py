"""``walljack evaluate`` on a set of labelled devices that the test makes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.pcaps.district import CASES
from walljack.app import Workplace
from walljack.cli import root
from walljack.fingerprint import match_book, parse_records
from walljack.model.signal import Signal

_COUNTS = ("right", "coarser", "finer", "wrong")
_LABELS = """file,mac,device_type,label_basis
mirrored-twice.pcap,78:c8:81:20:06:05,game_console,dataset
cast-group.pcap,48:d6:d5:20:06:07,smart_speaker,dataset
behind-relay.pcap,08:05:81:40:01:03,printer,dataset
arp-probe.pcap,a4:ae:12:20:09:02,desktop,dataset
imaging-lab.pcap,f4:8e:38:30:01:01,desktop,dataset
"""
_POSTED: list[dict[str, Any]] = [
    {
        "id": "posted-1",
        "device_type": "game_console",
        "accept": [],
        "truth_basis": "user-stated",
        "dhcp": {"vendor_class": "PS5"},
    },
    {"id": "posted-2", "device_type": "laptop", "accept": ["computer"], "dhcp": None},
]


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The score of seven devices, one of them labelled wrongly on purpose."""
    folder = tmp_path_factory.mktemp("labelled")
    (folder / "labels.csv").write_text(_LABELS, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in _POSTED)
    (folder / "signals.jsonl").write_text(lines, encoding="utf-8")
    done = CliRunner().invoke(
        root,
        [
            *("evaluate", "--labels", str(folder / "labels.csv"), "--captures", str(CASES)),
            *("--signals", str(folder / "signals.jsonl"), "--json"),
        ],
    )
    assert done.exit_code in (0, 1)
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_document_has_the_promised_shape(score: dict[str, Any]) -> None:
    """Keys and kinds are those that the issue promises to programs."""
    promised = {"devices", "speaking", "answered", "strict", "lenient", "types", "bands"}
    assert promised | {"by_basis", "rows"} <= score.keys()
    for key in ("devices", "speaking", "answered"):
        assert isinstance(score[key], int)
    for key in ("strict", "lenient"):
        assert tuple(score[key]) == _COUNTS
        assert all(isinstance(count, int) for count in score[key].values())
    for counts in score["types"].values():
        wanted = {"truth", "right", "coarser", "wrong", "unknown", "claimed", "claimed_right"}
        assert wanted <= counts.keys()
        assert all(isinstance(counts[key], int) for key in wanted)
    for counts in score["bands"].values():
        assert {"n", "right"} <= counts.keys()
        assert 0 <= counts["right"] <= counts["n"]
    for row in score["rows"]:
        assert {"id", "truth", "answer", "band", "verdict", "evidence"} <= row.keys()
        assert all(isinstance(line, str) for line in row["evidence"])


def test_the_counts_are_those_of_the_set(score: dict[str, Any]) -> None:
    """Seven devices; two of them say nothing but their address; one is wrong by its label."""
    assert (score["devices"], score["speaking"]) == (7, 5)
    verdicts = {row["id"].split()[0]: row["verdict"] for row in score["rows"]}
    assert verdicts["mirrored-twice.pcap"] == "right"
    assert verdicts["cast-group.pcap"] == "right"
    assert verdicts["behind-relay.pcap"] == "wrong"
    assert verdicts["imaging-lab.pcap"] == "coarser"
    assert verdicts["posted-1"] == "right"
    assert score["strict"]["wrong"] == score["lenient"]["wrong"] == 1
    assert score["types"]["game_console"]["right"] == 2


def test_each_fold_has_a_score_of_its_own(score: dict[str, Any]) -> None:
    """Beside the book as shipped stand the same figures out of fold, by device and by source."""
    assert list(score["out_of_fold"]) == ["device", "source"]
    for fold in score["out_of_fold"].values():
        assert fold.keys() == score.keys() - {"out_of_fold"}
        assert (fold["devices"], fold["speaking"]) == (score["devices"], score["speaking"])
        assert fold["answered"] <= score["answered"]
    assert {"types", "types_answered", "answered", "right", "exact"} == set(
        score["by_type_average"]
    )


def test_an_entry_does_not_answer_for_what_taught_it(tmp_path: Path) -> None:
    """A device published where an entry was learnt is scored without it, and makes no record."""
    service = "_googlecast._tcp"
    said = Signal("mdns.txt.md", "Chromecast Ultra", service)
    matches = match_book([said], Workplace(tmp_path / "no.db", None).book)
    (documented,) = {match.source for match in matches if match.basis == "documented"}
    device = {
        "id": "player",
        "device_type": "streaming_player",
        "truth_basis": "user-stated",
        "mdns": [{"service": service, "txt": {"md": said.value}}],
    }
    table = tmp_path / "posted.jsonl"
    for source, learnt in ((documented, True), ("https://example.org/post", False)):
        table.write_text(json.dumps({**device, "source": source}) + "\n", encoding="utf-8")
        written = tmp_path / "records.toml"
        command = ["evaluate", "--signals", str(table), "--records", str(written), "--json"]
        told = json.loads(CliRunner().invoke(root, command).stdout)
        assert told["rows"][0]["answer"] == "streaming_player"
        out_of_fold = told["out_of_fold"]["source"]["rows"][0]["answer"]
        assert (out_of_fold != "streaming_player") is learnt
        records = parse_records(written.read_text("utf-8")).by_kind
        assert ("product statement" not in records) is learnt


def test_a_device_in_two_tables_makes_one_record(tmp_path: Path) -> None:
    """The same publisher's prefix and list, named otherwise in another table, is one device."""
    row = {"device_type": "computer", "source": "owner/name", "oui": "00:00:5e"}
    said = {"dhcp": {"params": [1, 3, 6], "vendor_class": "MSFT 5.0"}}
    rows = [
        {**row, **said, "id": "a", "vendor": "X", "model": "One"},
        {**row, **said, "id": "b", "vendor": "X", "model": "One (2014)"},
    ]
    table = tmp_path / "posted.jsonl"
    table.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    written = tmp_path / "records.toml"
    command = ["evaluate", "--signals", str(table), "--records", str(written)]
    assert CliRunner().invoke(root, command).exit_code == 0
    assert parse_records(written.read_text("utf-8")).by_kind["dhcp class"].n == 1


def test_the_table_prints_ratios_with_their_interval(tmp_path: Path) -> None:
    """For people, each ratio stands with n and its 95 % interval, and wrong answers are listed."""
    labels = tmp_path / "labels.csv"
    labels.write_text(_LABELS, encoding="utf-8")
    args = ["evaluate", "--labels", str(labels), "--captures", str(CASES)]
    done = CliRunner().invoke(root, args)
    assert "95 % interval" in done.stdout
    assert "1 wrong answer" in done.stdout
    assert "behind-relay.pcap" in done.stdout


def test_missing_captures_are_named_all_at_once(tmp_path: Path) -> None:
    """A table that names captures that are not there is refused with each of their names."""
    labels = tmp_path / "labels.csv"
    labels.write_text(_LABELS, encoding="utf-8")
    args = ["evaluate", "--labels", str(labels), "--captures", str(tmp_path)]
    done = CliRunner().invoke(root, args)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 5
    assert "no such capture" in done.stderr


def test_records_can_be_made_again(tmp_path: Path) -> None:
    """The record names its tables by digest and its command by file names, and no folder."""
    table = tmp_path / "posted.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in _POSTED), encoding="utf-8")
    for name in ("records.toml", "again.toml"):
        command = ["evaluate", "--signals", str(table), "--records", str(tmp_path / name)]
        assert CliRunner().invoke(root, command).exit_code == 0
    text = (tmp_path / "records.toml").read_text("utf-8")
    assert text == (tmp_path / "again.toml").read_text("utf-8")
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    assert parse_records(text).sources == (f"posted.jsonl, 2 devices, SHA-256 {digest}",)
    assert "#   walljack evaluate \\\n#     --signals posted.jsonl \\\n" in text
    assert str(tmp_path) not in text
