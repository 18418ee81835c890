"""From findings to cases: what a machine may open, a person decides."""

from walljack.cases.file import Filed, file

__all__ = ["Filed", "file"]
