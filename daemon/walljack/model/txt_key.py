"""Keys of TXT records and names of SSDP headers: a program's words, or somebody's text.

Source: RFC 6763 section 6.4: a string without "=" is a key too, so that whatever a person types
into a TXT record becomes one.
"""

from __future__ import annotations

import re

# What programs write as a key: one word of ASCII letters and digits with a few signs, and no
# number of five digits or more. RFC 6763 allows blanks; in what was heard they stand in texts.
_KEY = re.compile(r"(?!.*[0-9]{5})[a-z0-9_][a-z0-9_.:#+/-]{0,63}", re.IGNORECASE)

# Keys that are documented, whatever they hold: RFC 6763 and Bonjour Printing 1.2.1, RAOP, AirPlay,
# Companion and HomeKit (HAP specification R2, 6.4), Cast, Matter (core specification 1.2, 4.3).
DOCUMENTED_KEYS = frozenset(
    {"txtvers", "note", "adminurl", "uuid", "rp", "fn", "id", "cd", "rm", "bs", "rs", "fs", "nf"}
    | {"deviceid", "device_id", "pk", "pi", "psi", "gid", "gpn", "gcgl", "pgcgl", "pgid", "btaddr"}
    | {"rpba", "rpad", "rpha", "rphi", "rphn", "rpmac", "rpmrtid", "rpvr", "hkid", "hmid", "hgid"}
    | {"c#", "s#", "pv", "sh", "ff", "tsid", "fex", "act", "lid", "hcid", "csn", "acl", "prsc"}
    | {"d", "cm", "dt", "dn", "vp", "ri", "ph", "sii", "sai", "sat", "t", "icd", "pw", "da", "sv"}
    | {"sn", "serial", "serialnumber", "name", "friendlyname", "hostname", "mac", "macaddress"}
    | {"bd", "location", "path", "url", "user", "owner", "u", "pass", "passreq", "plugins", "token"}
)
# Headers of SSDP that are documented (UPnP Device Architecture 2.0, section 1) or common.
DOCUMENTED_HEADERS = frozenset(
    {"host", "man", "mx", "nts", "ext", "st", "nt", "usn", "server", "location", "user-agent"}
    | {"cache-control", "date", "opt", "01-nls", "content-length", "connection"}
)


def is_key(text: str) -> bool:
    """The text is of the form of a key, so that it may be one's name."""
    return _KEY.fullmatch(text) is not None
