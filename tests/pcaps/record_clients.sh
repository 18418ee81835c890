#!/usr/bin/env bash
# Record what real clients say, one small capture each, inside network namespaces of our own.
#
#   sudo tests/pcaps/record_clients.sh FOLDER [NAME…]
#
# Without names, all of them. The fixtures: tests/pcaps/record_clients.sh tests/pcaps/clients
# Debian packages: iproute2 ethtool tcpdump isc-dhcp-client isc-dhcp-relay udhcpc busybox
# dhcpcd-base avahi-daemon dnsmasq-base python3-venv; python-zeroconf comes from the index that
# pip knows. Nothing leaves the namespaces and no file of the host is written: every client gets
# our own script instead of the one that rewrites resolv.conf.
set -euo pipefail

out=$(realpath "${1:?a folder to write the captures to}")
only=" ${*:2} "
tmp=$(mktemp -d)
P=walljack-rec-$$   # prefix of our namespaces
ZEROCONF=0.154.0
FILTER='arp or udp port 67 or udp port 68 or udp port 5353 or udp port 1900'

in_ns() { ip netns exec "$P-$1" "${@:2}"; }

down() {
    for n in sw dhcp relay client; do
        for pid in $(ip netns pids "$P-$n" 2>/dev/null); do kill "$pid" 2>/dev/null || true; done
    done
    sleep 0.3
    for n in client relay dhcp sw; do ip netns del "$P-$n" 2>/dev/null || true; done
    rm -rf "/etc/netns/$P-client"
}
trap 'down; rm -rf "$tmp"' EXIT

port() { # port NAMESPACE BRIDGE EUI48 [INTERFACE]
    local i=${4:-eth0}
    [ -e "/run/netns/$P-$1" ] || { ip netns add "$P-$1"; ip -n "$P-$1" link set lo up; }
    ip -n "$P-sw" link add "p$1$i" type veth peer name "$i" netns "$P-$1"
    ip -n "$P-$1" link set "$i" address "$3"
    in_ns "$1" ethtool -K "$i" tx off >/dev/null   # finish checksums in the sender
    ip -n "$P-sw" link set "p$1$i" master "$2" up
    ip -n "$P-$1" link set "$i" up
}

up() { # two segments with a relay between them; addresses from the documentation range
    ip netns add "$P-sw"
    ip -n "$P-sw" link add br10 type bridge mcast_snooping 0
    ip -n "$P-sw" link add br20 type bridge mcast_snooping 0
    ip -n "$P-sw" link set br10 up
    ip -n "$P-sw" link set br20 up
    port dhcp br10 00:00:5e:00:53:05
    port relay br10 00:00:5e:00:53:0a eth0
    port relay br20 00:00:5e:00:53:0b eth1
    port client "${1:-br10}" "$2"
    ip -n "$P-dhcp" addr add 10.10.0.5/16 dev eth0
    ip -n "$P-dhcp" route add 10.20.0.0/16 via 10.10.0.2
    ip -n "$P-relay" addr add 10.10.0.2/16 dev eth0
    ip -n "$P-relay" addr add 10.20.0.2/16 dev eth1
    in_ns relay sysctl -qw net.ipv4.ip_forward=1
    in_ns dhcp dnsmasq -C /dev/null --user=root --port=0 --interface=eth0 --bind-interfaces \
        --dhcp-range=10.10.1.1,10.10.1.250,255.255.0.0,1h \
        --dhcp-range=10.20.1.1,10.20.1.250,255.255.0.0,1h \
        --dhcp-leasefile="$tmp/leases" --pid-file="$tmp/dnsmasq.pid" \
        --dhcp-authoritative --no-ping --log-facility="$tmp/dnsmasq.log"
    in_ns relay dhcrelay -4 -q -a -m append -id eth1 -iu eth0 -pf "$tmp/relay.pid" 10.10.0.5 \
        >/dev/null 2>&1
    sleep 0.5
}

record() { # record NAME BRIDGE EUI48 COMMAND…: what the server's port hears meanwhile
    local name=$1
    [ "$only" = "  " ] || [[ $only = *" $name "* ]] || return 0
    up "$2" "$3"
    ip netns exec "$P-dhcp" tcpdump -q -U -n -i eth0 -w "$tmp/$name.pcap" "$FILTER" 2>/dev/null &
    local listener=$!   # ip execs tcpdump: this is its own process id
    sleep 0.7
    "${@:4}" >"$tmp/$name.log" 2>&1 || { cat "$tmp/$name.log" >&2; exit 1; }
    sleep 0.7
    kill "$listener"
    wait "$listener" || true
    down
    cp "$tmp/$name.pcap" "$out/$name.pcap"
    echo "$name: $(tcpdump -n -r "$out/$name.pcap" 2>/dev/null | wc -l) frames," \
        "$(stat -c %s "$out/$name.pcap") octets"
}

cat >"$tmp/set-address" <<'SCRIPT'
#!/bin/sh
# For dhclient (-sf) and udhcpc (-s): sets the address and nothing else.
[ -n "${new_ip_address:-}" ] && ip addr replace "$new_ip_address/16" dev "$interface"
[ "${1:-}" = bound ] && ip addr replace "$ip/16" dev "$interface"
exit 0
SCRIPT
chmod +x "$tmp/set-address"

isc_dhclient() {
    rm -f "$tmp/dhclient.leases"   # a client that has never been here
    cat >"$tmp/dhclient.conf" <<'CONF'
option rfc3442-classless-static-routes code 121 = array of unsigned integer 8;
send host-name "birch-desk";
request subnet-mask, broadcast-address, time-offset, routers, domain-name,
    domain-name-servers, domain-search, host-name, netbios-name-servers, netbios-scope,
    interface-mtu, rfc3442-classless-static-routes, ntp-servers;
CONF
    in_ns client dhclient -1 -v -cf "$tmp/dhclient.conf" -sf "$tmp/set-address" \
        -lf "$tmp/dhclient.leases" -pf "$tmp/dhclient.pid" eth0
    in_ns client dhclient -r -cf "$tmp/dhclient.conf" -sf "$tmp/set-address" \
        -lf "$tmp/dhclient.leases" -pf "$tmp/dhclient.pid" eth0
}

busybox_udhcpc() {
    in_ns client busybox udhcpc -f -q -n -R -a -s "$tmp/set-address" -i eth0 \
        -x hostname:alder-box -O ntpsrv -O search
}

dhcpcd_client() { # the class names a kernel of our own choosing, not this machine's
    cat >"$tmp/dhcpcd.conf" <<'CONF'
option domain_name_servers, domain_name, domain_search
option classless_static_routes
option interface_mtu
option host_name
require dhcp_server_identifier
CONF
    in_ns client unshare -m sh -c '
        mkdir -p /run/dhcpcd /var/lib/dhcpcd
        mount -t tmpfs none /run/dhcpcd; mount -t tmpfs none /var/lib/dhcpcd
        dhcpcd -1 -4 -B -q -c /bin/true -f "$0" -h cedar-pi \
            -i "dhcpcd-9.4.1:Linux-6.1.0:x86_64:GenuineIntel" eth0' "$tmp/dhcpcd.conf"
}

avahi() {
    mkdir -p "/etc/netns/$P-client/avahi/services"
    cat >"/etc/netns/$P-client/avahi/avahi-daemon.conf" <<'CONF'
[server]
host-name=maple-printserver
use-ipv6=no
allow-interfaces=eth0
enable-dbus=no
[publish]
publish-workstation=yes
publish-hinfo=yes
CONF
    cat >"/etc/netns/$P-client/avahi/services/print.service" <<'CONF'
<?xml version="1.0" standalone="no"?>
<!DOCTYPE service-group SYSTEM "avahi-service.dtd">
<service-group><name replace-wildcards="yes">Queue on %h</name>
<service><type>_ipp._tcp</type><subtype>_universal._sub._ipp._tcp</subtype><port>631</port>
<txt-record>txtvers=1</txt-record><txt-record>ty=Lab queue</txt-record></service></service-group>
CONF
    ip -n "$P-client" addr add 10.10.2.7/16 dev eth0
    in_ns client unshare -m sh -c '
        mkdir -p /run/avahi-daemon; mount -t tmpfs none /run/avahi-daemon
        timeout -s TERM 6 avahi-daemon --no-drop-root --no-chroot --no-rlimits || [ $? = 124 ]'
}

zeroconf() {
    python3 -m venv "$tmp/venv"
    "$tmp/venv/bin/pip" install --quiet --disable-pip-version-check "zeroconf==$ZEROCONF"
    ip -n "$P-client" addr add 10.10.2.8/16 dev eth0
    ip -n "$P-client" route add 224.0.0.0/4 dev eth0
    cat >"$tmp/announce.py" <<'PROGRAM'
import socket
import time

from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, Zeroconf

heard = lambda **change: None
node = Zeroconf(ip_version=IPVersion.V4Only, interfaces=["10.10.2.8"])
info = ServiceInfo(
    "_http._tcp.local.",
    "Seed Library._http._tcp.local.",
    addresses=[socket.inet_aton("10.10.2.8")],
    port=8080,
    properties={"path": "/", "model": "lab"},
    server="willow-pi.local.",
)
node.register_service(info)
ServiceBrowser(node, ["_googlecast._tcp.local.", "_ipp._tcp.local."], handlers=[heard])
time.sleep(3)
node.close()
PROGRAM
    in_ns client "$tmp/venv/bin/python" "$tmp/announce.py"
}

ssdp() { # two searches as a UPnP control point sends them (no Debian client does only this)
    ip -n "$P-client" addr add 10.10.2.9/16 dev eth0
    ip -n "$P-client" route add 239.0.0.0/8 dev eth0
    in_ns client python3 - <<'PROGRAM'
import socket

s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for target in ("ssdp:all", "upnp:rootdevice"):
    lines = ["M-SEARCH * HTTP/1.1", "HOST: 239.255.255.250:1900", 'MAN: "ssdp:discover"']
    lines += ["MX: 2", f"ST: {target}", "", ""]
    s.sendto("\r\n".join(lines).encode(), ("239.255.255.250", 1900))
PROGRAM
}

record dhclient br10 00:00:5e:00:53:11 isc_dhclient
record udhcpc br10 00:00:5e:00:53:12 busybox_udhcpc
record dhcpcd br10 00:00:5e:00:53:13 dhcpcd_client
record avahi br10 00:00:5e:00:53:14 avahi
record zeroconf br10 00:00:5e:00:53:15 zeroconf
record ssdp br10 00:00:5e:00:53:16 ssdp
record relayed-dhclient br20 00:00:5e:00:53:17 isc_dhclient
