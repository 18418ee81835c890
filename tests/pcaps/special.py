"""The special captures: who is on them, and what the district answers for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pcaps import make_cases, whose
from tests.pcaps.district import POLICIES, Kept

SERVER = make_cases.SERVER.mac
GATEWAY = make_cases.GATEWAY.mac
PC = make_cases.TEACHER_PC.mac
LAPTOP = make_cases.LAPTOP.mac
# What the district of the special captures answers for; the rest is nobody's.
LISTED = {
    SERVER: "server",
    GATEWAY: "router",
    PC: "desktop",
    "00:1b:54:10:0b:01": "router",
    "00:1b:17:10:00:09": "router",
    "70:10:5c:40:00:01": "switch",
    "00:e0:4c:20:02:11": "chromebook",
    "00:e0:4c:20:02:12": "chromebook",
    **{f"f4:8e:38:30:01:{n:02x}": "desktop" for n in range(1, 5)},
    **{owned.mac: owned.type for owned in whose.DEVICES if owned.listed},
}
ROKU = "08:05:81:40:01:03"
RELAY = "70:10:5c:40:00:01"
REFLECTOR = "00:1b:17:10:00:09"
Walk = Callable[..., Kept]
everything = pytest.mark.parametrize("policy", POLICIES)
every_case = pytest.mark.parametrize("case", [case.name for case in make_cases.CASES])
