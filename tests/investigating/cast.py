"""Who is in the world: firms, people, the many that owe a bank."""

from tests.worlds import company, person

_FRONT = ("Ar", "Bel", "Cor", "Dun", "Ek", "Fal", "Gor", "Hal", "Is", "Jun", "Kel", "Lom", "Mar", "Nor")
_BACK = ("dale", "ford", "gate", "holm", "kirk", "mere", "nock", "shaw", "stow", "wick", "yard", "zell")
SPOKES = {
    f"s{place}": company(f"s{place}", name=f"{front}{back} Mills")
    for place, (front, back) in enumerate((front, back) for front in _FRONT for back in _BACK)
}
FIRMS = {
    key: company(key, name=name)
    for key, name in {
        "bank": "Harbour Bank",
        "lonely": "Hermit Clockworks",
        "lind": "Lindqvist Timber",
        "g1": "Ashdown Foundry", "g2": "Brackley Glass", "g3": "Cotswold Paper",
        "g4": "Dorset Cables", "g5": "Exmoor Dairy",
        "r1": "Alpha Quarry", "r2": "Bravo Ropes", "r3": "Candle Works", "r4": "Delta Pumps",
        "r5": "Echo Audio", "r6": "Foxtrot Shoes", "r7": "Golf Carts",
        "o1": "Umbrella Holding", "o2": "Velvet Capital", "o3": "Walnut Estates",
        "o4": "Xenon Lamps", "o5": "Yarrow Seeds",
        "quin": "Quince Ventures",
        "c1": "Peak One", "c2": "Ridge Two", "c3": "Slope Three", "c4": "Terrace Four",
        "c5": "Meadow Five", "c6": "Valley Six", "c7": "Brook Seven", "c8": "Delta Eight",
        "w1": "Weaver Looms", "w2": "Spinner Yarns", "w3": "Dyer Colours", "w4": "Tanner Hides",
        "w5": "Cooper Barrels", "w6": "Chandler Candles",
        "y1": "Yellow Traders", "y2": "Orange Traffic", "y3": "Purple Imports",
        "y4": "Silver Exports", "y5": "Bronze Logistics",
    }.items()
}  # fmt: skip
PEOPLE = {
    "pam": person("pam", name="Pamela Hartwright"),
    "nia": person("nia", name="Nia Okonjo"),
    "max": person("max", name="Maximilian Stroud"),
}
LIND_TOO = company("lind-erp", source="erp", name="Lindqvist Timber AB")
"""The same firm as `lind`, by its company number."""
WHO = {**FIRMS, **PEOPLE, **SPOKES, "lind-erp": LIND_TOO}
