"""Who asks: whose browser or account, and from which network address."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import streamlit as st

from assistant.settings import Settings
from assistant.web.conversations import visitor
from assistant.web.line import Asker

_FORWARDED = "X-Forwarded-For"
_OF_ONE_HOME = 64
"""Bits of an IPv6 address that all machines of one network share."""


def asker(settings: Settings) -> Asker:
    """Who asks on this page."""
    forwarded = st.context.headers.get_all(_FORWARDED)
    return Asker(visitor(), address_of(st.context.ip_address, forwarded, int(settings.proxies)))


def address_of(peer: str | None, forwarded: Sequence[str], proxies: int) -> str:
    """The network address that a visitor has, as far as it is their own; empty where it is not.

    ``peer`` is what is connected to Parity, and so the proxy where there is one; ``forwarded`` are
    the header's values, to which each proxy adds the address it was reached from. Only what as
    many ``proxies`` have added is believed, because the rest is what the visitor has written.

    >>> address_of("192.168.1.7", ["10.0.0.1"], 0)
    '192.168.1.7'
    >>> address_of("127.0.0.1", ["6.6.6.6, 81.2.69.142"], 1)
    '81.2.69.142'
    >>> address_of("127.0.0.1", [], 0), address_of("2001:db8:1:2:3::4", [], 0)
    ('', '2001:db8:1:2::')
    """
    hops = [hop.strip() for value in forwarded for hop in value.split(",")]
    if proxies:
        peer = hops[-proxies] if proxies <= len(hops) else ""
    try:
        return _of_network(ip_address(peer or ""))
    except ValueError:
        return ""


def _of_network(address: IPv4Address | IPv6Address) -> str:
    """An address as it is counted: nobody's where it is this machine's, one for a home's IPv6."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return _of_network(address.ipv4_mapped)
        network = ip_network((int(address), _OF_ONE_HOME), strict=False)
        return "" if address.is_loopback else str(network.network_address)
    return "" if address.is_loopback else str(address)
