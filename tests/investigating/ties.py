"""Who is tied to whom in the world: circles, chains, offices, trade and payments."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from graph.relationships import Relationship, RelationshipKind, Terms
from graph.values import Share
from tests.investigating.cast import SPOKES, WHO
from tests.worlds import cny, tie

K = RelationshipKind
LONG_AGO, PAST, FUTURE = date(2012, 1, 1), date(2024, 1, 1), date(2027, 1, 1)
CIRCLE = ("g1", "g2", "g3", "g4", "g5", "g1")


def _owns(above: str, below: str, share: Share | None, *, since: date = LONG_AGO, by: str = "registry",
          until: date | None = None) -> Relationship:  # fmt: skip
    terms = Terms(share=share)
    return tie(K.OWNS, WHO[above], WHO[below], by=by, since=since, until=until, terms=terms)


def _guarantees(
    guarantor: str, debtor: str, *, by: str = "bank", since: date = LONG_AGO, until: date | None = None
) -> Relationship:
    terms = Terms(amount=cny(1_000_000))
    return tie(K.GUARANTEES, WHO[guarantor], WHO[debtor], by=by, since=since, until=until, terms=terms)


def guarantees() -> Iterator[Relationship]:
    """Circles of two, three, five and seven; one that ended, one that has not begun, one over two sources."""
    for guarantor, debtor in zip(CIRCLE, CIRCLE[1:], strict=False):
        yield _guarantees(guarantor, debtor)
    yield _guarantees("g1", "g2", by="crm")
    yield _guarantees("g2", "g1")
    yield _guarantees("g3", "g1", until=PAST)
    yield _guarantees("g4", "g2", since=FUTURE)
    for place in range(1, 8):
        yield _guarantees(f"r{place}", f"r{place % 7 + 1}")
    yield _guarantees("g1", "lind")
    yield _guarantees("lind-erp", "g1")
    yield _guarantees("pam", "g3")
    yield _guarantees("g3", "pam")
    yield _guarantees("r1", "bank")
    yield _guarantees("bank", "r1")
    yield _guarantees("bank", "r2")


def shares() -> Iterator[Relationship]:
    """Four levels below a person, cross-holding, several sources, unknown and ended shares."""
    yield _owns("pam", "o1", Share.exactly(0.8))
    yield _owns("o1", "o2", Share.exactly(0.75), since=date(2020, 1, 1))
    yield _owns("o1", "o2", Share.exactly(0.5), since=date(2018, 1, 1), by="crm")
    yield _owns("o2", "o3", Share.exactly(0.6))
    yield _owns("o2", "o3", Share.exactly(0.55), by="bank")
    yield _owns("o3", "o4", Share.exactly(0.5))
    yield _owns("o1", "o4", Share.exactly(0.0625), since=date(2015, 1, 1))
    yield _owns("o1", "o4", Share.exactly(0.125), since=date(2019, 1, 1))
    yield _owns("o1", "o4", Share.exactly(0.3), since=date(2017, 1, 1), by="bank")
    yield _owns("o4", "o2", Share.exactly(0.1))
    yield _owns("o2", "o5", Share(0.3, 0.5))
    yield _owns("o3", "o5", None)
    yield _owns("quin", "o2", Share.exactly(0.9), until=PAST)
    yield _owns("quin", "o3", Share.exactly(0.2), since=FUTURE)
    yield _owns("pam", "lind-erp", Share.exactly(0.9))
    yield _owns("lind", "o2", Share.exactly(0.2))
    yield _owns("lind", "lind-erp", Share.exactly(0.3))
    for place in range(1, 8):
        yield _owns(f"c{place}", f"c{place + 1}", Share.exactly(0.9))


def offices() -> Iterator[Relationship]:
    """`max` runs three firms, `pam` four in two roles and one no more, `nia` is a nominee."""
    for firm in ("o1", "o2", "w1"):
        yield tie(K.OFFICER_OF, WHO["max"], WHO[firm], subject="director")
    for firm in ("o1", "o2", "g1", "lind-erp"):
        yield tie(K.OFFICER_OF, WHO["pam"], WHO[firm], subject="director", since=LONG_AGO)
    yield tie(K.OFFICER_OF, WHO["pam"], WHO["o1"], subject="legal_representative", by="registry")
    yield tie(K.OFFICER_OF, WHO["pam"], WHO["o1"], subject="director", by="registry", since=PAST)
    yield tie(K.OFFICER_OF, WHO["pam"], WHO["g2"], subject="director", until=PAST)
    for firm in ("o3", "s1", "s2", "s3", "s4", "s5"):
        yield tie(K.OFFICER_OF, WHO["nia"], WHO[firm], subject="secretary")


def trade() -> Iterator[Relationship]:
    """A chain of six firms with a shortcut that ended, and a bank that more than 150 owe."""
    yield tie(K.SUPPLIES, WHO["w1"], WHO["w2"], subject="cloth")
    yield tie(K.SUPPLIES, WHO["w1"], WHO["w2"], subject="thread")
    yield tie(K.PARTNERS_WITH, WHO["w3"], WHO["w2"])
    yield tie(K.OWES, WHO["w3"], WHO["w4"], terms=Terms(amount=cny(5_000)))
    yield tie(K.SUPPLIES, WHO["w5"], WHO["w4"])
    yield tie(K.SUPPLIES, WHO["w5"], WHO["w6"])
    yield tie(K.SUPPLIES, WHO["w1"], WHO["w4"], until=PAST)
    yield tie(K.SUPPLIES, WHO["w1"], WHO["g1"])
    yield tie(K.SUPPLIES, WHO["g1"], WHO["w3"])
    yield tie(K.PARTNERS_WITH, WHO["s3"], WHO["g5"])
    yield tie(K.PARTNERS_WITH, WHO["s3"], WHO["s4"])
    for firm in ("w6", "y5", *SPOKES):
        yield tie(K.OWES, WHO[firm], WHO["bank"], terms=Terms(amount=cny(10_000)))


def _paid(payer: str, payee: str, day: int, amount: int, *, month: int = 10) -> Relationship:
    terms = Terms(amount=cny(amount), at=datetime(2026, month, day, 9, 30, tzinfo=UTC))
    return tie(K.TRANSFERRED, WHO[payer], WHO[payee], by="bank", occurrence=month * 100 + day, terms=terms)


def payments() -> Iterator[Relationship]:
    """Circles of two, three and four in time; others out of order, too early, too long or over the bank."""
    yield _paid("y1", "y2", 3, 900)
    yield _paid("y2", "y3", 6, 880)
    yield _paid("y3", "y1", 9, 860)
    yield _paid("y3", "y4", 12, 850)
    yield _paid("y4", "y1", 12, 840)
    yield _paid("y1", "y4", 10, 300)
    yield _paid("y1", "y4", 14, 310)
    yield _paid("y4", "y5", 15, 200)
    yield _paid("y5", "y1", 16, 190)
    yield _paid("y2", "y1", 1, 70)
    yield _paid("y2", "y1", 28, 60, month=9)
    yield _paid("y1", "bank", 5, 500)
    yield _paid("bank", "y1", 8, 490)
    yield _paid("lind", "y1", 2, 40)
    yield _paid("y1", "lind-erp", 20, 39)
    yield _paid("y4", "y3", 18, 150)
    yield _paid("y1", "bank", 22, 480)
    yield _paid("w1", "w2", 7, 15)
