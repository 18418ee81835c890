"""Builds and wires everything: what a verb asks for is put together here."""

from walljack.app.ask import access, asking, templates
from walljack.app.check import check_database, verify_custody
from walljack.app.evaluate import Evaluation, Score, evaluate, hear, speaks
from walljack.app.replay import Progress, Replayed, replay
from walljack.app.workplace import Workplace

__all__ = [
    "Evaluation",
    "Progress",
    "Replayed",
    "Score",
    "Workplace",
    "access",
    "asking",
    "check_database",
    "evaluate",
    "hear",
    "replay",
    "speaks",
    "templates",
    "verify_custody",
]
