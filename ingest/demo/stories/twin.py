"""Story 6: a declined applicant comes back under another spelling and number, with the old account."""

from ingest.demo.planting import Planting, Story, days_before
from ingest.demo.stories.filing import customer_row, register


def twin(planting: Planting) -> Story:
    """Plant the declined applicant and its twin: equal but for script, number and phone."""
    declined = planting.firm("铭湾国际贸易有限公司", "厦门", frailty=2.5)
    back = planting.firm("銘灣國際貿易有限公司", "厦门", frailty=2.5)
    register(planting, declined, "国际贸易", equity=3_000_000)
    for firm in (declined, back):
        key = customer_row(
            planting,
            firm,
            "国际贸易",
            revenue=22_000_000,
            costs=21_500_000,
            equity=3_000_000,
            roles="潜在客户",
            bank_accounts=declined.account,
        )
        if firm is declined:
            planting.row(
                "crm",
                "events",
                kind="其他",
                at=days_before(210),
                about=key,
                severity="高",
                text="开户申请被拒绝：贸易背景资料不实",
                key="TS9000001",
            )
    return Story(
        "twin",
        "A declined applicant comes back in traditional characters with a new number and the old account",
        {"declined": [declined], "twin": [back]},
        {"possibly_same": [declined.entity, back.entity], "account": declined.account},
    )
