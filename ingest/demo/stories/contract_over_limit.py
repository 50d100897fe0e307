"""Story 7: a contract above its limit, with clauses missing, signed by a competitor's director."""

from ingest.demo.planting import Actor, Planting, Story, days_before
from ingest.demo.stories.filing import customer_row, purchase_row, register, register_person

NUMBER = "HT-2026-9001"
PRODUCT = "压力传感器"


def contract_over_limit(planting: Planting) -> Story:
    """Plant the customer, its competitor (same sector, same product, same buyer) and the contract."""
    customer = planting.firm("栖衡仪器仪表有限公司", "杭州")
    competitor = planting.firm("朔原仪器仪表有限公司", "苏州")
    signatory = planting.person("覃若曦", "杭州", "1979-03-21", man=False)
    for firm in (customer, competitor):
        register(planting, firm, "仪器仪表", equity=45_000_000)
        purchase_row(
            planting,
            firm,
            "仪器仪表",
            revenue=160_000_000,
            costs=140_000_000,
            equity=45_000_000,
            roles="supplier",
        )
        _sells_sensors(planting, firm)
    customer_row(planting, customer, "仪器仪表", revenue=160_000_000, costs=140_000_000, equity=45_000_000)
    person = register_person(planting, signatory, born="1979-03-21", sex="女")
    planting.row(
        "registry",
        "officers",
        person=person,
        company=competitor.key("registry"),
        role="董事",
        since="2021-05-06",
    )
    _contract(planting, customer, signatory)
    return Story(
        "contract_over_limit",
        "A contract above its limit with missing clauses, signed by a director of a competitor",
        {"customer": [customer], "competitor": [competitor], "signatory": [signatory]},
        {
            "contract": f"contract:legal:{NUMBER}",
            "gaps": ["over_limit", "missing_clauses", "competing_signatory"],
            "missing_clauses": ["liability", "termination", "dispute_resolution"],
        },
        facts=[f"contract:legal:{NUMBER}"],
    )


def _sells_sensors(planting: Planting, firm: Actor) -> None:
    planting.row(
        "erp",
        "supplies",
        supplier=firm.key("erp"),
        buyer=planting.scene.keys.erp[0].as_py(),
        amount="6400000",
        currency="CNY",
        product=PRODUCT,
        essential="no",
        substitutability="0.7",
        since="2022-01-01",
    )


def _contract(planting: Planting, customer: Actor, signatory: Actor) -> None:
    planting.paper(
        "legal",
        "contracts",
        {"buyer0": customer, "signatory0": signatory},
        number=NUMBER,
        buyer=customer.name,
        buyer_id=customer.number,
        seller=planting.scene.world.companies.names.official[0].as_py(),
        signatory=signatory.name,
        signatory_id=signatory.number,
        type="sale",
        amount="48000000",
        currency="CNY",
        credit_limit="30000000",
        signed=days_before(75),
        starts=days_before(70),
        ends=days_before(-295),
        status="active",
        delivered_share="40%",
        prepaid_share="0%",
        clauses="price; delivery; payment; quality",
    )
