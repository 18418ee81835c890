"""``python -m walljack``."""

from walljack.cli import main

main()
