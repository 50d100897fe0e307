"""Story 3: eleven applicants made up from five phones, four devices and three forged resident ids."""

from ingest.demo.planting import Actor, Planting, Story, days_before

_NAMES = "卢思远 姚梓涵 崔博雅 谭嘉宁 石子轩 贾雨晨 夏若曦 方承泽 邹景行 秦书瑶 龚知乐"
NAMES = _NAMES.split()
PHONES = ((0,), (0, 1), (1,), (1, 2), (2,), (2, 3), (3,), (3, 4), (4,), (4, 0), (2,))
DEVICES = (0, 1, 0, 1, 2, 3, 2, 3, 0, 1, 2)
FORGED = (0, 1, 2, -1, 0, 1, 2, -1, 0, 1, 2)
SALESPEOPLE = ("KHJL0000007", "KHJL0000019")


def fraud_ring(planting: Planting) -> Story:
    """Plant the eleven: no phone, device or id is held by all; together they hang as one.

    Two of the forged ids fail their check digit; the third passes but stands behind several names.
    """
    members = [_applicant(planting, place) for place in range(len(NAMES))]
    phones = [members[place].phone for place in range(5)]
    forged = [_forged(members[place].number) for place in range(2)] + [members[2].number]
    for place, member in enumerate(members):
        cells = {
            "phones": "; ".join(phones[phone] for phone in PHONES[place]),
            "devices": f"DEV-77{DEVICES[place]:08}",
            "bank_accounts": member.account,
            "address": member.address,
            "birth_date": f"{1985 + place}-0{place % 9 + 1}-1{place % 9}",
            "sex": "女" if place % 2 else "男",
            "applied_on": days_before(24 - place * 9 // 10),
            "handled_by": SALESPEOPLE[place % 2],
        }
        if FORGED[place] >= 0:
            cells["resident_id"] = forged[FORGED[place]]
        planting.party("bank", "people", member, **cells)
    return Story(
        "fraud_ring",
        "Eleven applicants recombined from five phones, four devices and three forged resident ids",
        {"applicant": members},
        {"phones": phones, "devices": 4, "forged_ids": forged, "handled_by": SALESPEOPLE, "at_least": 9},
    )


def _applicant(planting: Planting, place: int) -> Actor:
    return planting.person(NAMES[place], "合肥", f"19{70 + place}-06-15", man=place % 2 == 0)


def _forged(number: str) -> str:
    """Return the id with a check digit that does not fit."""
    return number[:17] + ("0" if number[17] != "0" else "1")
