"""Who asks: whose browser or account, from which network address, and when it is their turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import sleep

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.bounds import Shares
from assistant.settings import Settings
from assistant.web.conversations import visitor
from assistant.web.line import Asker, Line, Standing, Ticket
from assistant.web.waits import standing_html

_FORWARDED = "X-Forwarded-For"
_OF_ONE_HOME = 64
"""Bits of an IPv6 address that all machines of one network share."""

_LOOK_SECONDS = 1.0
"""How often a page that waits looks where it stands, and whether it was left or sent to.

Pages that wait take time from those that are answered.
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def line_of(shares: Shares) -> Line:
    """The one line in which the questions of all visitors wait."""
    return Line(shares)


class Wait:
    """A page that waits: it says in a place where it stands, and again only when that changed."""

    def __init__(self, place: DeltaGenerator) -> None:
        self._place, self._pulse, self._shown = place, st.empty(), ""

    def until_next(self, ticket: Ticket | None, standing: Standing | None) -> None:
        """Wait until the next look at the line, or the turn of the ticket, if there is one.

        A page that was left ends here, and one to which something else was sent begins anew.
        """
        if (said := standing_html(standing)) != self._shown:
            self._place.html(said)
            self._shown = said
        if ticket:
            ticket.turn.wait(_LOOK_SECONDS)
        else:
            sleep(_LOOK_SECONDS)
        self._pulse.empty()


@contextmanager
def turn_of(settings: Settings, place: DeltaGenerator) -> Iterator[None]:
    """A turn of this page's visitor; the place of the result says meanwhile where they stand.

    It is told anew only when it has changed. A page that is left, or begins anew, leaves the line.
    """
    line, who, ticket = line_of(settings.shares), asker(settings), None
    wait = Wait(place)
    try:
        while True:
            ticket = ticket or line.enter(who)
            standing = line.standing(ticket) if ticket else None
            if ticket and standing is None:
                break
            wait.until_next(ticket, standing)
        yield
    finally:
        if ticket:
            line.leave(ticket)


def asker(settings: Settings) -> Asker:
    """Who asks on this page."""
    forwarded = st.context.headers.get_all(_FORWARDED)
    return Asker(visitor(), address_of(st.context.ip_address, forwarded, settings.proxies))


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
    hops = [_without_port(hop.strip()) for value in forwarded for hop in value.split(",")]
    if proxies:
        peer = hops[-proxies] if proxies <= len(hops) else ""
    try:
        return _of_network(ip_address(peer or ""))
    except ValueError:
        return ""


def _without_port(hop: str) -> str:
    """An address as some proxies write it, with the port from which it came.

    >>> _without_port("81.2.69.142:4711"), _without_port("[2001:db8::1]:443")
    ('81.2.69.142', '2001:db8::1')
    """
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _of_network(address: IPv4Address | IPv6Address) -> str:
    """An address as it is counted: nobody's where it is this machine's, one for a home's IPv6."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return _of_network(address.ipv4_mapped)
        network = ip_network((int(address), _OF_ONE_HOME), strict=False)
        return "" if address.is_loopback else str(network.network_address)
    return "" if address.is_loopback else str(address)
