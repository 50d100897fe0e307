"""Delimited text that is broken, odd, or not what it seems."""

from tests.hostile.case import Case, raw, text

HEADER = "source_key,name"
ONE, TWO = {"C1": "远方陶瓷有限公司"}, {"C1": "远方陶瓷有限公司", "C2": "东方科技有限公司"}
ROW_1, ROW_2 = "C1,远方陶瓷有限公司", "C2,东方科技有限公司"
CSV = "companies.csv"
_GB = "\n".join([HEADER, ROW_1, "C9,北京银行", ROW_2]).encode("gb18030")
_KOREAN = [HEADER, "C1,삼성전자 주식회사", "C2,현대자동차 주식회사", "C3,한국은행 금융 감독원"]

SHAPES = [
    Case("line ends are mixed", raw(CSV, f"{HEADER}\r\n{ROW_1}\n\r\n{ROW_2}\r".encode()), TWO),
    Case("line ends are carriage returns only", text(CSV, HEADER, ROW_1, ROW_2, end="\r"), TWO),
    Case("the last line has no end", raw(CSV, f"{HEADER}\n{ROW_1}\n{ROW_2}".encode()), TWO),
    Case("blank lines stand before the header", text(CSV, "", " , ", HEADER, ROW_1), ONE),
    Case(
        "titles stand above the header",
        text(CSV, "客户名单", "制表：2024-03-05,", "编号,企业名称,地区,行业", f"{ROW_1},,"),
        ONE,
    ),
    Case(
        "a title gives a unit for the amounts",
        text(CSV, "单位：万元", "编号,名称,营业收入", f"{ROW_1},5"),
        refused="amounts in 万元",
    ),
    Case(
        "rows of blanks stand in between",
        text(CSV, HEADER, ",", ROW_1, " ,", "", ROW_2),
        TWO,
        rejects={4: "missing_value"},
    ),
    Case(
        "a row has fewer cells",
        text(CSV, f"{HEADER},地区", ROW_1, f"{ROW_2},"),
        {"C2": TWO["C2"]},
        rejects={2: "wrong_cell_count"},
    ),
    Case(
        "a row has more cells",
        text(CSV, HEADER, f"{ROW_1},x", ROW_2),
        {"C2": TWO["C2"]},
        rejects={2: "wrong_cell_count"},
    ),
    Case("a row has blank cells too many", text(CSV, HEADER, f"{ROW_1},,,", ROW_2), TWO),
    Case("the header ends with separators", text(CSV, f"{HEADER},,", ROW_1, f"{ROW_2},,"), TWO),
    Case("a header has no name", text(CSV, "source_key,,name", "C1,x,远方陶瓷有限公司"), ONE),
    Case(
        "a header that is needed stands there twice",
        text(CSV, "source_key,name,name", "C1,A,B"),
        refused="'name'.* more than once",
    ),
    Case("a header that nobody needs stands there twice", text(CSV, f"{HEADER},x,x", f"{ROW_1},1,2"), ONE),
    Case("there is a header only", text(CSV, HEADER)),
    Case("there is nothing", raw(CSV, b""), refused="companies.csv is empty"),
    Case("there are blank lines only", raw(CSV, b"\r\n \n,,\n"), refused="blank lines only"),
    Case(
        "the header comes once more",
        text(CSV, HEADER, ROW_1, HEADER, ROW_2),
        TWO,
        rejects={3: "repeated_header"},
    ),
    Case(
        "the header comes in two languages",
        text(CSV, HEADER, "编号,企业名称", ROW_1),
        ONE,
        rejects={2: "repeated_header"},
    ),
    Case(
        "a second table begins",
        text(CSV, HEADER, ROW_1, "", "owner,owned,share", "C1,C2,20%"),
        refused="line 4 begins a second table",
    ),
    Case(
        "totals stand below",
        text(CSV, f"{HEADER},营业收入", f"{ROW_1},5", "合计,,5", "1 row"),
        ONE,
        rejects={3: "missing_value", 4: "wrong_cell_count"},
    ),
    Case(
        "there are 10,000 columns",
        text(CSV, HEADER + "".join(f",h{n}" for n in range(10_000)), ROW_1 + ",x" * 10_000),
        ONE,
    ),
    Case(
        "a cell has two megabytes",
        text(CSV, HEADER, f"C9,{'x' * 2_000_000}", ROW_2),
        {"C2": TWO["C2"]},
        rejects={2: "cell_too_large"},
    ),
    Case(
        "lines of a note follow the old end-of-file mark",
        text(CSV, HEADER, ROW_1, "\x1a"),
        ONE,
        rejects={3: "wrong_cell_count"},
    ),
    Case("cells hold line breaks", text(CSV, f"{HEADER},address", f'{ROW_1},"a\nb\r\nc"', ROW_2 + ","), TWO),
    Case(
        "the separator is told in a line of its own",
        text(CSV, "sep=;", "source_key;name;a,b", "C1;远方陶瓷有限公司;,"),
        ONE,
    ),
    Case(
        "quoted headers hold separators",
        text(CSV, '"source_key"\t"name"\t"a,b;c|d,e,f"', "C1\t远方陶瓷有限公司\tx"),
        ONE,
    ),
    Case("a file of tabs is called CSV", text(CSV, "source_key\tname", "C1\t远方陶瓷有限公司"), ONE),
    Case("bars part the cells", text("companies.txt", "source_key|name", "C1|远方陶瓷有限公司"), ONE),
]

QUOTES = [
    Case(
        "a quote is never closed",
        text(CSV, HEADER, 'C9,"open', ROW_1, ROW_2),
        TWO,
        rejects={2: "broken_quotes"},
    ),
    Case(
        "the last quote is never closed",
        text(CSV, HEADER, ROW_1, ROW_2, 'C9,"open'),
        TWO,
        rejects={4: "broken_quotes"},
    ),
    Case(
        "a quote is opened here and closed far below",
        text(CSV, HEADER + ",x", 'C9,"open,1', ROW_1 + ",2", ROW_2 + ",3", 'C8,closed,4"'),
        {**TWO, "C8": "closed"},
        rejects={2: "broken_quotes"},
    ),
    Case(
        "a quote is closed far below where the cells come out right",
        text(CSV, HEADER + ",x", 'C9,"open,1', ROW_1 + ",2", ROW_2 + ",3", 'C8,closed",4'),
        {**TWO, "C8": 'closed"'},
        rejects={2: "broken_quotes"},
    ),
    Case(
        "a quote of the header is never closed",
        text(CSV, 'source_key,"name', ROW_1),
        refused="line 1: the header has a quote that is not closed",
    ),
    Case(
        "something follows a closing quote",
        text(CSV, HEADER, 'C9,"the "best" firm"', ROW_2),
        {"C2": TWO["C2"]},
        rejects={2: "broken_quotes"},
    ),
    Case(
        "quotes stand inside of a cell",
        text(CSV, HEADER, 'C1,12" pipes', ROW_2),
        {"C1": '12" pipes', "C2": TWO["C2"]},
    ),
    Case(
        "quotes are escaped by backslashes",
        text(CSV, HEADER, r'C1,"the \"best\", they say"'),
        {"C1": 'the "best", they say'},
    ),
    Case(
        "quotes are doubled",
        text(CSV, HEADER, '"C1","the ""best"", they say"', '"",""'),
        {"C1": 'the "best", they say'},
    ),
]

ENCODINGS = [
    Case("UTF-8 with a mark", text(CSV, HEADER, ROW_1, encoding="utf-8-sig"), ONE),
    Case("UTF-16 with a mark", text(CSV, HEADER, ROW_1, encoding="utf-16"), ONE),
    Case("UTF-16 of the other order without a mark", text(CSV, HEADER, ROW_1, encoding="utf-16-be"), ONE),
    Case("UTF-32", text(CSV, HEADER, ROW_1, encoding="utf-32"), ONE),
    Case(
        "GB18030 with a character that GBK lacks",
        text(CSV, HEADER, ROW_1, "C2,𠮷祥金融", encoding="gb18030"),
        {**ONE, "C2": "𠮷祥金融"},
    ),
    Case(
        "Big5",
        text(
            CSV,
            "編號,公司名稱".replace("編號", "source_key").replace("公司名稱", "name"),
            "C1,遠方陶瓷股份有限公司",
            encoding="big5",
        ),
        {"C1": "遠方陶瓷股份有限公司"},
    ),
    Case(
        "GB18030 with a character cut in two",
        raw(CSV, _GB.replace("银行".encode("gb18030"), "银行".encode("gb18030")[:3])),
        TWO,
        rejects={3: "broken_text"},
    ),
    Case(
        "GB18030 that ends inside of a character",
        raw(CSV, _GB[:-1]),
        {"C1": ONE["C1"], "C9": "北京银行"},
        rejects={4: "broken_text"},
    ),
    Case(
        "UTF-8 with a line of Latin-1",
        raw(CSV, f"{HEADER}\n{ROW_1}\n".encode() + "C9,Müller\n".encode("latin-1") + ROW_2.encode()),
        TWO,
        rejects={3: "broken_text"},
    ),
    Case(
        "UTF-8 with half a surrogate pair",
        text(CSV, HEADER, ROW_1, "C9,half \ud800", ROW_2),
        TWO,
        rejects={3: "broken_text"},
    ),
    Case(
        "UTF-16 with half a surrogate pair",
        text(CSV, HEADER, ROW_1, "C9,half \ud800", ROW_2, encoding="utf-16-le"),
        TWO,
        rejects={3: "broken_text"},
    ),
    Case(
        "ASCII with one foreign byte",
        raw(CSV, b"source_key,name\nC1,Acme\nC9,Caf\xe9\nC2,Bolt\n"),
        {"C1": "Acme", "C2": "Bolt"},
        rejects={3: "broken_text"},
    ),
    Case(
        "two files were put together, marks and all",
        raw(CSV, f"﻿{HEADER}\n{ROW_1}\n﻿{HEADER}\n{ROW_2}\n".encode()),
        TWO,
        rejects={3: "repeated_header"},
    ),
    Case("Korean", text(CSV, *_KOREAN, encoding="euc-kr"), refused="in no encoding that is known"),
    Case(
        "Cyrillic of Windows",
        text(CSV, HEADER, "C1,Общество с ограниченной ответственностью", encoding="cp1251"),
        refused="in no encoding that is known",
    ),
    Case(
        "random bytes",
        raw(CSV, bytes((n * n * 37 + n) % 251 for n in range(3000))),
        refused="in no encoding that is known",
    ),
    Case(
        "zero bytes in a cell",
        raw(CSV, f"{HEADER}\nC9,A\0B\n{ROW_2}\n".encode()),
        {"C2": TWO["C2"]},
        rejects={2: "control_character"},
    ),
]
