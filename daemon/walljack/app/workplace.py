"""One database, one configuration, and the books that go with it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from walljack.app.book import book_files, read_shipped_book, read_site
from walljack.app.lists import known_words, read_register
from walljack.files import Shipped, read_text, read_vendor_table
from walljack.fingerprint import Book, Marks, Site, parse_marks, parse_records, parse_vocabulary
from walljack.model.error import Problem, ProblemsError
from walljack.model.policy import Policy
from walljack.model.register import Register
from walljack.model.settings import Settings
from walljack.model.vocabulary import Vocabulary
from walljack.policy import parse_policy
from walljack.render import parse_generic_words
from walljack.settings import parse_settings
from walljack.store import Store
from walljack.vendor import VendorTable


class Workplace:
    """Where a verb works; each part is read when it is first asked for.

    Takes: ``db``, the database file; ``config``, the configuration file, None = none.
    """

    def __init__(self, db: Path, config: Path | None, shipped: Shipped | None = None) -> None:
        self.db = db
        self.config = config
        self.shipped = shipped or Shipped()
        self.notices: list[Problem] = []

    @cached_property
    def settings(self) -> Settings:
        """The configuration; that of a trial when there is no file."""
        if self.config is None:
            return Settings()
        return parse_settings(str(self.config), read_text(self.config), self.config.parent)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words for signals and types."""
        return parse_vocabulary(self.shipped.text("fingerprints/vocabulary.toml"))

    @cached_property
    def book(self) -> Book:
        """The fingerprint book in force: the shipped one with the district's own entries."""
        return self.site_book.book if self.site_book else self.shipped_book

    @cached_property
    def shipped_book(self) -> Book:
        """The fingerprint book as it ships, with its records."""
        book = read_shipped_book(self.shipped, self.vocabulary)
        return book.with_records(parse_records(self.shipped.text("fingerprints/records.toml")))

    @cached_property
    def site_book(self) -> Site | None:
        """What the district's own entries make of it, None without any.

        Raises: ProblemsError with every problem of every site file.
        """
        site = read_site(self.settings.fingerprints, self.shipped_book)
        self.notices.extend(site.notices if site else ())
        return site

    @cached_property
    def marks(self) -> Marks:
        """What tells whose a device is; its own tests check its examples, so loading does not."""
        return parse_marks(self._marks_text, self.vocabulary, checked=True)

    def check_marks(self) -> Marks:
        """The same, every pattern and example tried.

        Raises: ProblemsError with every problem.
        """
        return parse_marks(self._marks_text, self.vocabulary)

    @property
    def _marks_text(self) -> str:
        return self.shipped.text("fingerprints/ownership.toml")

    def fingerprint_files(self, path: Path | None = None) -> dict[str, str]:
        """Fingerprint files by their place below the book's folder; None = the shipped ones."""
        return book_files(self.shipped, path)

    @cached_property
    def generic_words(self) -> frozenset[str]:
        """Words of names that may be shown, and that tell no thing from another."""
        return parse_generic_words(self.shipped.text("data/masking/generic-words.txt"))

    @cached_property
    def vendors(self) -> VendorTable:
        """The table of vendor prefixes."""
        return read_vendor_table(self.shipped)

    @cached_property
    def vendor_digest(self) -> str:
        """SHA-256 over the files of the vendor table."""
        names = ("vendors.tsv.gz", "virtual.toml")
        return hashlib.sha256(
            b"".join(self.shipped.octets(f"data/oui/{name}") for name in names)
        ).hexdigest()

    @cached_property
    def policy(self) -> Policy:
        """The district's policy: a shipped one by its id, or a file of its own."""
        return self.policy_named(self.settings.policy)

    @cached_property
    def policies(self) -> dict[str, Policy]:
        """The shipped policies and the one in force, by id."""
        shipped = {name: self.policy_named(name) for name in self.policy_ids()}
        return shipped | {self.policy.id: self.policy}

    def policy_named(self, name: str) -> Policy:
        """A policy by id or path.

        Raises: ProblemsError when there is none of that id, or with what is wrong in the file.
        """
        if name.endswith(".toml"):
            return self.policy_file(Path(name))
        known = self.policy_ids()
        if name not in known:
            raise ProblemsError(
                [Problem("policy", f"{name!r} is none of ours", f"known: {', '.join(known)}")]
            )
        file = f"data/policies/{name}.toml"
        return parse_policy(file, self.shipped.text(file), self.vocabulary)

    def policy_file(self, path: Path) -> Policy:
        """The policy in a file of the district's own."""
        return parse_policy(str(path), read_text(path), self.vocabulary)

    def policy_ids(self) -> list[str]:
        """The ids of the shipped policies."""
        return [
            name.removesuffix(".toml") for name in self.shipped.texts("data/policies", "*.toml")
        ]

    @cached_property
    def register(self) -> Register:
        """The district's lists as the configuration names them.

        Raises: ProblemsError with every problem of every list, at once. What is odd but taken
        stands in ``notices``.
        """
        known = known_words(self.settings, self.policy, self.policies.values(), self.vocabulary)
        register, notices = read_register(self.settings, known)
        self.notices.extend(notices)
        return register

    @cached_property
    def digests(self) -> dict[str, str]:
        """What devices are judged by: book → SHA-256."""
        return {
            "fingerprints": self.book.digest,
            "vendors": self.vendor_digest,
            "policy": self.policy.digest,
            "register": hashlib.sha256(repr(self.register).encode()).hexdigest(),
            "ownership": self._ownership_digest(),
            "segments": hashlib.sha256(repr(self.settings.segments).encode()).hexdigest(),
        }

    def _ownership_digest(self) -> str:
        """Of the marks, and of how the district names things, site by site."""
        sites = self.settings.sites
        said = [
            self.marks.digest,
            self.settings.naming,
            sorted(self.settings.naming.words),
            *(sites[key].naming for key in sorted(sites)),
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def open_store(self, *, create: bool = False, now_ns: int = 0) -> Store:
        """The database; ``create`` makes a missing one, begun at ``now_ns``."""
        sensor = self.settings.sensor if self.config is not None or create else ""
        return Store.open(self.db, sensor, now_ns, create=create)
