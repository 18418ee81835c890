"""What the records of an mDNS announcement state.

Source: RFC 6762 section 10.1 (goodbye), RFC 6763 sections 4 to 9 (services), RFC 6762
section 6.1 (NSEC: its owner name belongs to the sender).
"""

from __future__ import annotations

from collections.abc import Iterable

from walljack.address import IpAddress
from walljack.decode.dns import (
    CLASS_INTERNET,
    TYPE_A,
    TYPE_AAAA,
    TYPE_NSEC,
    TYPE_PTR,
    TYPE_SRV,
    TYPE_TXT,
    Record,
)
from walljack.decode.dns_name import Name
from walljack.decode.reverse_name import parse_reverse_name
from walljack.decode.service_name import (
    META_QUERY,
    ServiceName,
    host_key,
    host_text,
    parse_service_name,
)
from walljack.decode.txt import read_txt
from walljack.model.error import DecodeError
from walljack.model.observation import Fact, HostRecord

# Host names and addresses of each kept of one message. A machine has one or two names and a
# handful of addresses; a forger's 5 000 would fill the table that links names to devices.
HOSTS_MAX = 32
ADDRESSES_MAX = 16


class Announcement:
    """Collects facts and host records from the records of one message.

    ``facts``, ``broken``: what was found so far.
    """

    def __init__(self, data: bytes, records: Iterable[Record]) -> None:
        self.facts: list[Fact] = []
        self.broken: list[DecodeError] = []
        self._data = data
        self._hosts: dict[str, set[IpAddress]] = {}
        # Time to live 0 takes a record back (RFC 6762 section 10.1).
        self._records = [r for r in records if r.ttl and r.class_ == CLASS_INTERNET]
        self._services: dict[Name, ServiceName | None] = {}
        self._stated: dict[ServiceName, str] = {}
        self._host_of: dict[tuple[str, str], str] = {}
        self._hosts_of_instance: dict[str, set[str]] = {}
        for record in self._records:
            if record.type == TYPE_SRV:
                self._link(record)
        for record in self._records:
            self._state(record)

    def hosts(self) -> tuple[HostRecord, ...]:
        """The addresses that the records give to host names, in order."""
        return tuple(
            HostRecord(host, tuple(sorted(addresses, key=lambda a: (a.version, int(a)))))
            for host, addresses in sorted(self._hosts.items())
        )

    def _service(self, name: Name) -> ServiceName | None:
        if name not in self._services:
            self._services[name] = parse_service_name(name)
        return self._services[name]

    def _link(self, record: Record) -> None:
        """Remember which host an SRV record puts its instance on."""
        service = self._service(record.owner)
        if service is None or not service.instance or not record.target:
            return
        host = host_key(record.target)
        instance = service.instance.lower()
        self._host_of.setdefault((service.type, instance), host)
        self._hosts_of_instance.setdefault(instance, set()).add(host)

    def _host(self, service: ServiceName) -> str:
        """The host of an instance; "" when the message does not say.

        Some types have no SRV record of their own (``_device-info._tcp``): then the host is
        the one that all other services of the same instance name are on.
        """
        instance = service.instance.lower()
        host = self._host_of.get((service.type, instance))
        if host is None:
            hosts = self._hosts_of_instance.get(instance, ())
            host = next(iter(hosts)) if len(hosts) == 1 else ""
        return host

    def _state(self, record: Record) -> None:
        kind = record.type
        if kind in (TYPE_A, TYPE_AAAA):
            if record.address is not None and record.owner:
                self._state_host(record.owner)
                self._give_address(record, record.owner, record.address)
        elif kind == TYPE_PTR:
            self._state_pointer(record)
        elif kind in (TYPE_SRV, TYPE_TXT):
            self._state_instance(record)
        elif kind == TYPE_NSEC and len(record.owner) == 2:
            # Two labels are a host of .local; an instance's NSEC adds nothing to its SRV.
            self._state_host(record.owner)

    def _state_pointer(self, record: Record) -> None:
        target = record.target
        if not target:
            return
        address = parse_reverse_name(record.owner)
        if address is not None:
            self._state_host(target)
            self._give_address(record, target, address)
            return
        owner = self._service(record.owner)
        named = self._service(target)
        if owner is None or named is None:
            return
        if owner.type == META_QUERY:
            self.facts.append(Fact("mdns.service", named.type))
            return
        if named.type != owner.type:
            return
        host = self._state_service(named)
        if owner.subtype:
            self.facts.append(Fact("mdns.subtype", owner.subtype, owner.type, host))

    def _state_instance(self, record: Record) -> None:
        service = self._service(record.owner)
        if service is None:
            return
        host = self._state_service(service)
        if record.type == TYPE_SRV:
            if record.target:
                self._state_host(record.target)
            return
        for key, value in read_txt(self._data, record.start, record.end, self.broken):
            signal = f"mdns.txt.{key}" if key else "mdns.text"
            self.facts.append(Fact(signal, value, service.type, host))

    def _state_service(self, service: ServiceName) -> str:
        host = self._stated.get(service)
        if host is not None:
            return host
        host = self._stated[service] = self._host(service)
        self.facts.append(Fact("mdns.service", service.type, "", host))
        if service.instance:
            self.facts.append(Fact("mdns.instance", service.instance, service.type, host))
        return host

    def _state_host(self, name: Name) -> None:
        self.facts.append(Fact("mdns.host", host_text(name), "", host_key(name)))

    def _give_address(self, record: Record, name: Name, address: IpAddress) -> None:
        if not address.usable:
            return
        host = host_key(name)
        addresses = self._hosts.get(host)
        if addresses is None:
            if len(self._hosts) == HOSTS_MAX:
                self._note(record, "too-many-hosts")
                return
            addresses = self._hosts[host] = set()
        if address not in addresses and len(addresses) == ADDRESSES_MAX:
            self._note(record, "too-many-addresses")
            return
        addresses.add(address)

    def _note(self, record: Record, reason: str) -> None:
        if all(breach.reason != reason for breach in self.broken):
            self.broken.append(DecodeError(record.start, reason))
