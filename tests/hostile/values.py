"""Names, numbers and dates that cannot be, or that look as if they could not."""

from tests.hostile.case import Case, text

CSV = "companies.csv"
HEADER = "source_key,name"
OWNS, OWES = "ownership.csv", "debts.csv"
_LONG = "很长的名称" * 20_000

NAMES = [
    Case(
        "names run from right to left, have no width, look alike",
        text(CSV, HEADER, "C1,\u202eemcA\u202c", "C2,Ac\u200bme", "C3,Аcme", "C4,שלום"),
        {"C1": "\u202eemcA\u202c", "C2": "Ac\u200bme", "C3": "Аcme", "C4": "שלום"},
    ),
    Case(
        "names are emoji and rare characters",
        text(CSV, HEADER, "C1,👩‍👩‍👧 Ltd", "C2,𠮷野家", "C3,ｷｬﾉﾝ"),
        {"C1": "👩‍👩‍👧 Ltd", "C2": "𠮷野家", "C3": "ｷｬﾉﾝ"},
    ),
    Case(
        "names are formulas and commands",
        text(
            CSV,
            HEADER,
            "C1,=cmd|' /C calc'!A0",
            "C2,@SUM(A1)",
            "C3,'; DROP TABLE records; --",
            "C4,<script>alert(1)</script>",
            'C5,"""}) MATCH (n) DETACH DELETE n //"',
        ),
        {
            "C1": "=cmd|' /C calc'!A0",
            "C2": "@SUM(A1)",
            "C3": "'; DROP TABLE records; --",
            "C4": "<script>alert(1)</script>",
            "C5": '"}) MATCH (n) DETACH DELETE n //',
        },
    ),
    Case("a name has 100,000 characters", text(CSV, HEADER, f"C1,{_LONG}"), {"C1": _LONG}),
    Case(
        "a name colours the terminal",
        text(CSV, HEADER, "C1,\x1b[31mred", "C2,Bolt"),
        {"C2": "Bolt"},
        rejects={2: "control_character"},
    ),
    Case(
        "names are blank or say that there is none",
        text(CSV, HEADER, "C1,  ", "C2,无", "C3,不详", "C4,N/A", "C5,Acme"),
        {"C5": "Acme"},
        rejects=dict.fromkeys((2, 3, 4, 5), "missing_value"),
    ),
    Case(
        "placeholders stand everywhere",
        text(
            CSV,
            f"{HEADER},revenue,staff,registered_on,phones,legal_representative",
            "C1,Acme,-,N/A,0000-00-00,无,不详",
        ),
        {"C1": "Acme"},
    ),
    Case(
        "keys hold what separates elsewhere",
        text(CSV, HEADER, "a:b/c#1,Acme", '"C,1",Bolt', "C;1,Core"),
        {"a:b/c#1": "Acme", "C,1": "Bolt", "C;1": "Core"},
    ),
    Case(
        "a key comes twice",
        text(CSV, HEADER, "C1,Acme", "C1,Acme", "C1,Bolt"),
        {"C1": "Acme"},
        rejects={4: "duplicate_key"},
    ),
    Case(
        "a name is a failed formula",
        text(CSV, HEADER, "C1,#REF!", "C2,Bolt"),
        {"C2": "Bolt"},
        rejects={2: "failed_formula"},
    ),
    Case(
        "a key has lost its digits",
        text(CSV, HEADER, "1.23E+17,Acme", "C2,Bolt"),
        {"C2": "Bolt"},
        rejects={2: "digits_lost"},
    ),
    Case(
        "an account has lost its digits",
        text(CSV, f"{HEADER},bank_accounts", "C1,Acme,6.2220212345679E+18", "C2,Bolt,6222021234567890123"),
        {"C2": "Bolt"},
        rejects={2: "digits_lost"},
    ),
    Case(
        "an end has lost its digits",
        text(OWES, "creditor,debtor,amount", "9.1430200123457E+17,B,5", "A,B,5"),
        ties=[("#B", "#A")],
        rejects={2: "digits_lost"},
    ),
    Case(
        "a column is too narrow for its numbers",
        text(CSV, HEADER, "#####,Acme", "C2,Bolt"),
        {"C2": "Bolt"},
        rejects={2: "digits_lost"},
    ),
]

AMOUNTS = [
    Case(
        "amounts are written in every way",
        text(
            OWES,
            "creditor;debtor;amount",
            "A;B;1,234.50",
            "A;C;12.5万",
            "A;D;３亿５０００万元",
            "A;E;¥80",
            "A;F;1 234.5",
            "A;G;1E+05",
        ),
        ties=[(123450,), (12_500_000,), (35_000_000_000,), (8000,), (123_450,), (10_000_000,)],
        columns=("amount",),
    ),
    Case(
        "amounts have decimal commas",
        text(OWES, "creditor;debtor;amount", "A;B;1.234,56", "A;C;12,5", "A;D;12.5"),
        ties=[(1250,)],
        columns=("amount",),
        rejects={2: "not_a_number", 3: "not_a_number"},
    ),
    Case(
        "amounts are not finite",
        text(OWES, "creditor,debtor,amount", "A,B,NaN", "A,B,-inf", "A,B,5"),
        ties=[(500,)],
        columns=("amount",),
        rejects={2: "not_finite", 3: "not_finite"},
    ),
    Case(
        "amounts do not fit",
        text(OWES, "creditor,debtor,amount", "A,B,9e30", f"A,B,{'9' * 5000}", "A,B,1e400", "A,B,5"),
        ties=[(500,)],
        columns=("amount",),
        rejects={2: "number_too_large", 3: "number_too_large", 4: "not_a_number"},
    ),
    Case(
        "amounts are below zero",
        text(CSV, f"{HEADER},revenue,equity", "C1,Acme,-5,1", "C2,Bolt,1,-5", "C3,Core,(5),1"),
        {"C2": "Bolt"},
        rejects={2: "negative", 4: "negative"},
    ),
    Case(
        "amounts are formulas and raised digits",
        text(OWES, "creditor,debtor,amount", "A,B,=1+1", "A,B,10²", "A,B,5"),
        ties=[(500,)],
        columns=("amount",),
        rejects={2: "not_a_number", 3: "not_a_number"},
    ),
    Case(
        "amounts are failed formulas",
        text(OWES, "creditor,debtor,amount", "A,B,#DIV/0!", "A,B,####", "A,B,#N/A"),
        ties=[(None,)],
        columns=("amount",),
        rejects={2: "failed_formula", 3: "digits_lost"},
    ),
    Case(
        "amounts name another currency than their row",
        text(OWES, "creditor,debtor,amount,currency", "A,B,$80,CNY", "A,B,80元,USD", "A,B,$80,USD"),
        ties=[(8000, "USD")],
        columns=("amount", "currency"),
        rejects={2: "other_currency", 3: "other_currency"},
    ),
    Case(
        "a currency has no rate",
        text(OWES, "creditor,debtor,amount,currency", "A,B,5,XYZ", "A,B,5,usd"),
        ties=[(500, "USD")],
        columns=("amount", "currency"),
        rejects={2: "unknown_currency"},
    ),
    Case(
        "a count is no whole number",
        text(CSV, f"{HEADER},staff", "C1,A,1.5", "C2,B,-1", "C3,C,9007199254740993", "C4,D,1.2万"),
        {"C4": "D"},
        rejects={2: "not_a_whole_number", 3: "negative", 4: "number_too_large"},
    ),
]

TIES = [
    Case(
        "a share is more than all",
        text(OWNS, "owner,owned,share", "A,B,140%", "A,C,60", "A,D,1.01", "A,E,100%"),
        ties=[(1.0,)],
        columns=("share_low",),
        rejects={2: "share_out_of_range", 3: "share_out_of_range", 4: "share_out_of_range"},
    ),
    Case(
        "a share runs backwards",
        text(OWNS, "owner,owned,share", "A,B,20%-10%", "A,C,10-20％"),
        ties=[(0.1, 0.2)],
        columns=("share_low", "share_high"),
        rejects={2: "share_out_of_range"},
    ),
    Case(
        "a party owns itself",
        text(OWNS, "owner,owned,share", "A,A,20%", "A,B,20%"),
        ties=[("#A", "#B")],
        rejects={2: "self_tie"},
    ),
    Case(
        "a tie ends before it starts",
        text(OWNS, "owner,owned,since,until", "A,B,2024-01-02,2024-01-01", "A,C,2024-01-02,9999-12-31"),
        ties=[("#A", "#C")],
        rejects={2: "ends_before_start"},
    ),
    Case(
        "an end is missing",
        text(OWNS, "owner,owned,share", ",B,20%", "A,无,20%", "A,B,20%"),
        ties=[("#A", "#B")],
        rejects={2: "missing_value", 3: "missing_value"},
    ),
    Case(
        "equal payments are several payments",
        text("payments.csv", "payer,payee,amount,at", *["A,B,5,2024-01-01"] * 3),
        ties=[(500,)] * 3,
        columns=("amount",),
    ),
    Case(
        "days cannot be",
        text(
            CSV,
            f"{HEADER},registered_on",
            "C1,A,1066-10-14",
            "C2,B,2091-01-01",
            "C3,C,2024-02-30",
            "C4,D,1/2/18",
            "C5,E,二〇二四年三月五日",
        ),
        {"C5": "E"},
        rejects={2: "date_out_of_range", 3: "date_out_of_range", 4: "not_a_date", 5: "not_a_date"},
    ),
    Case(
        "a word is none of its column's",
        text("events.csv", "事件类型,对象,严重程度", "gossip,A,高", "逾期,A,extreme", "逾期,A,高"),
        ties=[("#A",)],
        columns=("target",),
        rejects={2: "unknown_word", 3: "not_a_number"},
    ),
]
