"""Beside the fraud ring: what shares identifiers for innocent reasons and must not alert."""

from dataclasses import replace

import numpy as np

from graph.values import record_id
from ingest.demo.columns import cells, take
from ingest.demo.planting import Actor, Planting, Story, days_before
from ingest.demo.stories.filing import account_row, register
from ingest.demo.world import AGENT_ADDRESS, AGENT_PHONE


def plant_traps(planting: Planting) -> list[Story]:
    """Plant a household, a disclosed group and a recycled number; name the registered agent's firms."""
    return [_household(planting), _group(planting), _recycled(planting), _agent(planting)]


def _applicant(planting: Planting, person: Actor, *, born: str, sex: str, **cells: str) -> None:
    shown = {
        "phones": person.phone,
        "address": person.address,
        "devices": f"DEV-88{person.phone[3:]}",
        **cells,
    }
    planting.party(
        "bank",
        "people",
        person,
        resident_id=person.number,
        birth_date=born,
        sex=sex,
        bank_accounts=person.account,
        **shown,
    )


def _household(planting: Planting) -> Story:
    """Four people, one address and one phone, ids that are their own and valid."""
    family = (
        ("尹国庆", "1961-10-01", True, 1_900), ("毛秀兰", "1963-04-12", False, 1_500),
        ("尹晓峰", "1988-07-23", True, 800), ("尹佳怡", "1992-01-30", False, 150),
    )  # fmt: skip
    people = [planting.person(name, "武汉", born, man=man) for name, born, man, _ in family]
    for person, (_, born, man, days) in zip(people, family, strict=True):
        _applicant(
            planting,
            person,
            born=born,
            sex="男" if man else "女",
            phones=people[0].phone,
            address=people[0].address,
            applied_on=days_before(days),
            handled_by=f"KHJL00000{10 + days % 7}",
        )
    return Story(
        "household", "A family with one address and one phone", {"member": people}, {"no_alert": True}
    )


def _group(planting: Planting) -> Story:
    """A parent and five openly owned subsidiaries with one phone, address and pooled account."""
    names = [
        "岫泠集团有限公司",
        *(f"岫泠{trade}有限公司" for trade in ("物流", "食品", "印务", "玻璃科技", "服饰")),
    ]
    trades = ("企业管理", "物流", "食品", "印务", "玻璃科技", "服饰")
    firms = [planting.firm(name, "昆明") for name in names]
    for firm, trade in zip(firms, trades, strict=True):
        shared = replace(firm, phone=firms[0].phone, account=firms[0].account, address=firms[0].address)
        register(planting, shared, trade, equity=50_000_000)
        equity = 400_000_000 if firm is firms[0] else 50_000_000
        account_row(planting, shared, revenue=120_000_000, costs=108_000_000, equity=equity)
    for firm in firms[1:]:
        planting.row(
            "registry",
            "ownership",
            owner=firms[0].key("registry"),
            owned=firm.key("registry"),
            share="100%",
            since="2010-06-18",
        )
    return Story(
        "disclosed_group", "A parent and its subsidiaries share contacts", {"firm": firms}, {"no_alert": True}
    )


def _recycled(planting: Planting) -> Story:
    """Two strangers who had one phone number years apart."""
    earlier = planting.person("Nils Ortveyra", "大连", "1971-09-09", man=True)
    later = planting.person("白瑞琪", "兰州", "1999-12-20", man=False)
    _applicant(
        planting, earlier, born="1971-09-09", sex="男", applied_on="2019-03-04", handled_by="KHJL0000002"
    )
    _applicant(
        planting,
        later,
        born="1999-12-20",
        sex="女",
        phones=earlier.phone,
        applied_on=days_before(40),
        handled_by="KHJL0000014",
    )
    return Story(
        "recycled_number",
        "Two strangers, one phone number, years apart",
        {"holder": [earlier, later]},
        {"no_alert": True},
    )


def _agent(planting: Planting) -> Story:
    """The firms that gave the registered agent's address and phone to the registry."""
    firms, keys = planting.scene.world.companies, planting.scene.keys.registry
    rows = np.flatnonzero(firms.at_agent)
    columns = [
        cells(take(column, rows)) for column in (firms.entity, firms.names.official, firms.number, keys)
    ]
    clients = [
        Actor(entity, name, int(firms.city[row]), number, AGENT_PHONE, "", AGENT_ADDRESS)
        for row, entity, name, number in zip(rows, *columns[:3], strict=True)
    ]
    for client, key in zip(clients, columns[3], strict=True):
        client.records["registry"] = record_id("registry", "companies", key)
    return Story(
        "registered_agent", "Firms at one registered agent's address", {"client": clients}, {"no_alert": True}
    )
