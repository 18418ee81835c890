"""Which facts are evidence about the device that sent them."""

from __future__ import annotations

from walljack.address import Eui48, Ipv4, Ipv6
from walljack.model.observation import Basis, Binding, Fact, HostRecord, Protocol, Statement
from walljack.model.profile import Profile
from walljack.model.signal import Standing
from walljack.profile import REFLECTOR, absorb, foreign_hosts, signals
from walljack.profile.signals import REFLECTED_NS

MINUTE_NS = 60_000_000_000

DEVICE = Eui48(0x3C5282000001)
OTHER = Eui48(0x3C5282000002)
OWN_IP = Ipv4(0x0A140005)
OTHER_IP = Ipv4(0x0A140063)


def announce(host: str, address: Ipv4 | Ipv6 | None, *facts: Fact) -> Statement:
    return Statement(
        subject=DEVICE,
        speaker=DEVICE,
        protocol=Protocol.MDNS,
        present=True,
        facts=facts,
        bindings=(Binding(OWN_IP, Basis.SOURCE),),
        hosts=(HostRecord(host, (address,)),) if address is not None else (),
    )


def model(host: str, value: str = "AudioAccessory5,1") -> Fact:
    return Fact("mdns.txt.model", value, "_airplay._tcp", host)


def values(profile: Profile) -> set[str]:
    return {signal.value for signal in signals(profile)}


def test_its_own_host_is_its_own_word() -> None:
    """A record whose host has the sender's address describes the sender."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", OWN_IP, model("pod.local")), "a", 1)
    [signal] = signals(profile)
    assert signal.standing is Standing.OWN
    assert signal.name == "mdns.txt.model"


def test_a_record_for_another_address_says_nothing_of_its_sender() -> None:
    """A laptop that announces a HomePod at a teacher's address is not thereby a HomePod."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", OTHER_IP, model("pod.local")), "a", 1)
    assert foreign_hosts(profile, "a") == {"pod.local"}
    assert signals(profile) == []


MARK = Fact(REFLECTOR, "yes")


def test_a_reflector_is_not_what_it_reflects() -> None:
    """Once a device reflects, records that it gives without an address are not its own."""
    profile = Profile(DEVICE)
    absorb(profile, announce("x.local", None, model("x.local")), "a", 1)
    assert values(profile) == {"AudioAccessory5,1"}
    for minute in (0, 3, 5):
        absorb(profile, announce("y.local", None, MARK), "a", minute * MINUTE_NS)
    assert values(profile) == {"yes"}


def test_one_slip_makes_no_reflector() -> None:
    """A mark that neither was repeated nor is borne out by two hosts takes nothing away."""
    profile = Profile(DEVICE)
    absorb(profile, announce("x.local", None, model("x.local")), "a", 1)
    for minute in (0, 0, 0, 4):
        absorb(profile, announce("y.local", None, MARK), "a", minute * MINUTE_NS)
        assert values(profile) == {"AudioAccessory5,1", "yes"}


def test_two_foreign_hosts_make_a_reflector() -> None:
    """Records of two hosts of elsewhere bear a single mark out, on their segment alone."""
    profile = Profile(DEVICE)
    absorb(profile, announce("", None, model("", "its own")), "b", 1)
    absorb(profile, announce("", None, model("")), "a", 1)
    for number in (1, 2):
        absorb(profile, announce(f"h{number}.local", Ipv4(0x0A1E0000 + number), MARK), "a", 2)
    assert values(profile) == {"its own", "yes"}


def test_a_mark_fades() -> None:
    """What it says more than a day after it last reflected is its own; what it said then is not."""
    statements = [
        (announce("", None, model("", "reflected")), 5),
        *((announce("", None, MARK), at_ns) for at_ns in (2, 4, 6 * MINUTE_NS)),
        (announce("h.local", OTHER_IP), 7 * MINUTE_NS),
        (announce("", None, model("", "next day")), 7 * MINUTE_NS + REFLECTED_NS),
        (announce("", None, model("", "later")), 8 * MINUTE_NS + REFLECTED_NS),
    ]
    for order in (statements, statements[::-1], statements[3:] + statements[:3]):
        profile = Profile(DEVICE)
        for statement, at_ns in order:
            absorb(profile, statement, "a", at_ns)
        assert values(profile) == {"later", "yes"}


def test_a_foreign_host_never_becomes_its_own() -> None:
    """What was announced for the host of another stays out, however long ago it was."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", OTHER_IP), "a", 1)
    absorb(profile, announce("", None, model("pod.local")), "a", 3 + REFLECTED_NS)
    assert values(profile) == set()


def test_addresses_of_another_version_prove_nothing() -> None:
    """A host with only an IPv6 address is not foreign to a device known by IPv4."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", Ipv6(0xFE80 << 112 | 5), model("pod.local")), "a", 1)
    assert foreign_hosts(profile, "a") == frozenset()
    assert len(signals(profile)) == 1


def test_an_address_learnt_later_mends_the_standing() -> None:
    """Order does not matter: a lease that comes after the announcement makes it its own."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", OTHER_IP, model("pod.local")), "a", 1)
    lease = Statement(
        subject=DEVICE,
        speaker=OTHER,
        protocol=Protocol.DHCP,
        present=False,
        bindings=(Binding(OTHER_IP, Basis.ACK, 3600),),
    )
    absorb(profile, lease, "a", 2)
    assert values(profile) == {"AudioAccessory5,1"}


def test_hearsay_names_its_speaker() -> None:
    """What another says of the device is evidence with that speaker's address on it."""
    profile = Profile(DEVICE)
    said = Statement(
        subject=DEVICE, speaker=OTHER, protocol=Protocol.MDNS, present=False, facts=(model("x"),)
    )
    absorb(profile, said, "a", 4)
    [signal] = signals(profile)
    assert (signal.standing, signal.speaker) == (Standing.HEARSAY, str(OTHER))


def test_the_same_fact_on_two_segments_is_one_signal() -> None:
    """A signal's count and times cover every segment that it was heard on."""
    profile = Profile(DEVICE)
    dhcp = Statement(DEVICE, DEVICE, Protocol.DHCP, True, (Fact("dhcp.params", "1,3"),))
    absorb(profile, dhcp, "a", 9)
    absorb(profile, dhcp, "b", 4)
    [signal] = signals(profile)
    assert (signal.first_ns, signal.last_ns, signal.count) == (4, 9, 2)


def test_a_host_that_cannot_be_placed_is_no_better_than_hearsay() -> None:
    """A reflector's first words name a host without its address: nobody is that device yet."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", None, model("pod.local")), "a", 1)
    [signal] = signals(profile)
    assert (signal.standing, signal.speaker) == (Standing.HEARSAY, str(DEVICE))
    absorb(profile, announce("pod.local", OWN_IP, model("pod.local")), "a", 2)
    assert {signal.standing for signal in signals(profile)} == {Standing.OWN}


def test_what_names_no_host_is_its_own() -> None:
    """A TXT record alone is the sender's, as long as it speaks for nobody else."""
    profile = Profile(DEVICE)
    absorb(profile, announce("pod.local", None, model("")), "a", 1)
    [signal] = signals(profile)
    assert signal.standing is Standing.OWN
