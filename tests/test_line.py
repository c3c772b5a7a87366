"""Questions wait in one line: fairly, within bounds, and whoever is in need waits for nothing."""

from __future__ import annotations

import random
import time
from collections import Counter
from threading import Lock, Thread

import pytest

from assistant.bounds import Shares
from assistant.web.askers import address_of
from assistant.web.line import Asker, Line, Standing, Ticket
from assistant.web.waits import standing_line

ANN, BOB, EVE = Asker("ann"), Asker("bob"), Asker("eve")
NONE = Shares(0, 0, 0, 0, 0, 0)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def entered(line: Line, asker: Asker, *, urgent: bool = False) -> Ticket:
    ticket = line.enter(asker, urgent=urgent)
    assert ticket
    return ticket


def has_turn(*tickets: Ticket) -> list[bool]:
    return [ticket.turn.is_set() for ticket in tickets]


def order_of(line: Line, tickets: dict[str, Ticket]) -> list[str]:
    """The names of tickets in the order of their turns, one at a time."""
    found: list[str] = []
    while len(found) < len(tickets):
        (now,) = (n for n, t in tickets.items() if t.turn.is_set() and n not in found)
        found.append(now)
        line.leave(tickets[now])
    return found


def test_no_more_are_answered_at_once_than_is_set_and_the_next_is_let_in() -> None:
    line = Line(Shares(at_once=2))
    first, second, third = (entered(line, asker) for asker in (ANN, BOB, EVE))
    assert has_turn(first, second, third) == [True, True, False]
    line.leave(second)
    line.leave(second)
    assert has_turn(third) == [True]
    assert not entered(line, BOB).turn.is_set()


def test_one_with_many_questions_waits_behind_one_with_few() -> None:
    line = Line(Shares(at_once=1))
    tickets = {f"ann {n}": entered(line, ANN) for n in range(4)}
    tickets |= {"bob 0": entered(line, BOB), "bob 1": entered(line, BOB), "eve": entered(line, EVE)}
    assert order_of(line, tickets) == [
        *("ann 0", "ann 1", "bob 0", "eve"),
        *("ann 2", "bob 1", "ann 3"),
    ]


def test_newcomers_without_end_keep_nobody_from_a_turn() -> None:
    line = Line(Shares(at_once=1))
    now, waits = entered(line, ANN), entered(line, ANN)
    turns = 0
    while not waits.turn.is_set():
        following = entered(line, Asker(f"new {turns}"))
        line.leave(now)
        now = following
        turns += 1
        assert turns < 3


def test_a_place_in_the_line_is_told_with_how_long_it_takes() -> None:
    clock = Clock()
    line = Line(Shares(at_once=1), clock)
    before = entered(line, EVE)
    clock.now += 10
    line.leave(before)
    now, next_, last = (entered(line, asker) for asker in (EVE, ANN, BOB))
    assert line.standing(now) is None
    assert line.standing(next_) == Standing(1, 1, 10.0)
    assert line.standing(last) == Standing(1, 2, 20.0)
    line.leave(next_)
    assert line.standing(last) == Standing(1, 1, 10.0)


@pytest.mark.parametrize("whose", ["visitor", "address"])
def test_who_had_the_share_of_a_minute_waits_for_its_end_and_nobody_else_does(whose: str) -> None:
    clock = Clock()
    line = Line(Shares(0, visitor_minute=3 if whose == "visitor" else 0, address_minute=3), clock)
    names = ["ann"] * 4 if whose == "visitor" else ["a", "b", "c", "d"]
    for name in names[:3]:
        clock.now += 5
        line.leave(entered(line, Asker(name, "81.2.69.142" if whose == "address" else "")))
    waits = entered(line, Asker(names[3], "81.2.69.142" if whose == "address" else ""))
    other = entered(line, Asker("eve", "81.2.69.143"))
    assert has_turn(waits, other) == [False, True]
    clock.now += 40
    standing = line.standing(waits)
    assert standing
    assert (standing.seconds, standing.whose) == (10.0, whose)
    clock.now += 10
    with line.turn(waits):
        assert has_turn(waits) == [True]


@pytest.mark.parametrize(
    ("shares", "asker"),
    [
        (Shares(1, waiting=2), EVE),
        (Shares(1, visitor_waiting=2), ANN),
        (Shares(1, address_waiting=2), Asker("eve", "81.2.69.142")),
    ],
)
def test_beyond_its_bounds_nobody_is_let_into_the_line_but_who_is_in_need(
    shares: Shares, asker: Asker
) -> None:
    line = Line(shares)
    first = entered(line, BOB)
    for _ in range(2):
        entered(line, Asker("ann", "81.2.69.142"))
    assert line.enter(asker) is None
    urgent = entered(line, asker, urgent=True)
    assert has_turn(urgent) == [True]
    line.leave(urgent)
    line.leave(first)
    assert not entered(line, asker).turn.is_set()


def test_who_is_in_need_waits_for_nothing_even_behind_others_of_their_own() -> None:
    line = Line(Shares(at_once=1, visitor_minute=1))
    entered(line, BOB)
    waits, urgent = entered(line, ANN), entered(line, ANN, urgent=True)
    assert has_turn(waits, urgent) == [False, True]
    line.hurry(waits)
    assert has_turn(waits) == [True]
    assert line.standing(waits) is None


def test_a_minute_that_ends_while_nobody_comes_or_goes_lets_in_who_looks() -> None:
    clock = Clock()
    line = Line(Shares(0, visitor_minute=1), clock)
    entered(line, ANN)
    waiting = entered(line, ANN)
    standing = line.standing(waiting)
    assert standing
    assert standing.whose == "visitor"
    clock.now += 61
    assert line.standing(waiting) is None
    assert has_turn(waiting) == [True]


@pytest.mark.parametrize("urgent", [True, False])
def test_a_minute_that_ends_unseen_keeps_nobody_from_a_turn(urgent: bool) -> None:
    clock = Clock()
    line = Line(Shares(at_once=1, visitor_minute=1), clock)
    first, waiting = entered(line, ANN), entered(line, ANN)
    clock.now += 61
    assert line.standing(waiting)
    line.leave(first)
    assert has_turn(waiting) == [True]
    behind = entered(line, BOB)
    if urgent:
        line.hurry(behind)
    else:
        line.leave(waiting)
    assert has_turn(behind) == [True]


def test_who_waits_for_a_minute_stands_before_nobody() -> None:
    line = Line(Shares(at_once=1, visitor_minute=1), Clock())
    line.leave(entered(line, ANN))
    for _ in range(3):
        entered(line, ANN)
    assert has_turn(entered(line, BOB)) == [True]
    standing = line.standing(entered(line, EVE))
    assert standing
    assert standing.number == 1


def test_rounds_that_went_by_in_a_minute_are_not_made_up_for() -> None:
    clock = Clock()
    line = Line(Shares(at_once=1, visitor_minute=3), clock)
    for _ in range(3):
        line.leave(entered(line, ANN))
    held = {f"ann {n}": entered(line, ANN) for n in range(3)}
    for n in range(6):
        line.leave(entered(line, Asker(f"other {n}")))
    clock.now += 61
    others = {name: entered(line, Asker(name)) for name in ("carl", "dora")}
    assert order_of(line, held | others) == ["ann 0", "ann 1", "carl", "dora", "ann 2"]


def test_without_limits_everybody_has_a_turn_at_once() -> None:
    line = Line(NONE)
    assert all(entered(line, Asker("ann", "81.2.69.142")).turn.is_set() for _ in range(1_000))


def test_who_leaves_the_line_without_a_turn_holds_up_nobody() -> None:
    line = Line(Shares(at_once=1))
    now, gone, last = (entered(line, asker) for asker in (ANN, BOB, EVE))
    line.leave(gone)
    line.leave(now)
    assert has_turn(gone, last) == [False, True]


def test_sixty_threads_have_a_turn_each_and_never_more_than_three_at_once() -> None:
    line = Line(Shares(at_once=3, waiting=0))
    counting, now, most, turns = Lock(), 0, 0, Counter[str]()

    def ask(name: str) -> None:
        nonlocal now, most
        with line.turn(entered(line, Asker(name), urgent=False)):
            with counting:
                now += 1
                most = max(most, now)
            time.sleep(random.Random(name).random() / 200)
            with counting:
                now -= 1
                turns[name] += 1

    threads = [Thread(target=ask, args=(f"visitor {n % 20}",)) for n in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (most, now, sum(turns.values()), len(turns)) == (3, 0, 60, 20)


def test_a_turn_that_fails_lets_the_next_one_in() -> None:
    line = Line(Shares(at_once=1))
    with pytest.raises(ValueError, match="Boom"), line.turn(entered(line, ANN)):
        raise ValueError("Boom")
    assert entered(line, BOB).turn.is_set()


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "address"),
    [
        ("192.168.1.7", [], 0, "192.168.1.7"),
        ("192.168.1.7", ["6.6.6.6"], 0, "192.168.1.7"),
        (None, ["6.6.6.6"], 0, ""),
        ("127.0.0.1", [], 0, ""),
        ("::1", [], 0, ""),
        ("::ffff:127.0.0.1", [], 0, ""),
        ("::ffff:81.2.69.142", [], 0, "81.2.69.142"),
        (None, ["6.6.6.6, 81.2.69.142"], 1, "81.2.69.142"),
        (None, ["6.6.6.6", "81.2.69.142"], 1, "81.2.69.142"),
        (None, ["6.6.6.6, 81.2.69.142, 10.0.0.2"], 2, "81.2.69.142"),
        (None, ["81.2.69.142"], 2, ""),
        (None, [], 1, ""),
        (None, ["unknown"], 1, ""),
        (None, ["81.2.69.142:4711"], 1, "81.2.69.142"),
        (None, ["[2001:db8:1:2::9]:443"], 1, "2001:db8:1:2::"),
        (None, ["2001:db8:1:2:aaaa:bbbb:cccc:dddd"], 1, "2001:db8:1:2::"),
    ],
)
def test_an_address_is_only_what_a_trusted_proxy_or_the_connection_says(
    peer: str | None, forwarded: list[str], proxies: int, address: str
) -> None:
    assert address_of(peer, forwarded, proxies) == address


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (None, "Yours is not lost"),
        (Standing(1, 1), "Another question is being answered; yours is next."),
        (Standing(5, 3, 18.0), "5 other questions are being answered; yours is number 3 of those"),
        (Standing(5, 3, 18.0), "its turn comes in about 20 seconds."),
        (Standing(0, 1, 61.0, "visitor"), "You have asked very many questions within a minute"),
        (Standing(0, 1, 2.0, "address"), "from your network within a minute; yours is answered in"),
    ],
)
def test_who_waits_is_told_so_in_a_sentence(standing: Standing | None, sentence: str) -> None:
    assert sentence in standing_line(standing)
