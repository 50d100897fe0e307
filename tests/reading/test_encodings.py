import random
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from ingest.demo.words import SIMPLIFIED, TRADITIONAL
from ingest.read.encoding import Encoding, encoding_of
from tests.reading.raw_tables import numbered, set_aside, table_of

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
RIGHT = {"gbk": "gb18030", "big5": "cp950"}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,企业名称\n1,株洲远方陶瓷有限公司\n", encoding=encoding)
    assert table_of(path).headers == ("编号", "企业名称")
    assert numbered(table_of(path)) == [(2, ["1", "株洲远方陶瓷有限公司"])]


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030"])
def test_traditional_characters_are_read_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("編號,公司名稱\n1,臺灣遠方陶瓷股份有限公司\n", encoding=encoding)
    assert numbered(table_of(path)) == [(2, ["1", "臺灣遠方陶瓷股份有限公司"])]


@pytest.mark.parametrize(
    ("encoding", "characters"),
    [("gbk", SIMPLIFIED), ("gbk", TRADITIONAL), ("big5", TRADITIONAL)],
    ids=["simplified", "traditional in GBK", "traditional in Big5"],
)
def test_three_firms_of_rare_names_tell_the_encoding(
    tmp_path: Path, encoding: str, characters: list[str]
) -> None:
    rng = random.Random(7)
    path = tmp_path / "a.csv"
    for _ in range(300):
        names = ["".join(rng.sample(characters, 2)) + "公司" for _ in range(3)]
        path.write_bytes("\n".join(["key,name", *(f"1,{name}" for name in names)]).encode(encoding, "ignore"))
        assert encoding_of(path, "a.csv") == Encoding(RIGHT[encoding])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Müller & Söhne GmbH"),
        ("cp1251", "Общество с ограниченной ответственностью"),
        ("euc-kr", "삼성전자 주식회사"),
        ("shift-jis", "株式会社日立製作所"),
        ("cp1256", "شركة محدودة"),
    ],
)
def test_an_encoding_that_is_not_known_is_refused_instead_of_misread(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("key,name\n" + f"1,{name}\n" * 9, encoding=encoding)
    with pytest.raises(
        UnreadableFile, match=r"in no encoding that is known \(UTF-8, UTF-16, GB18030 and Big5\)"
    ):
        encoding_of(path, "a.csv")


def test_one_rare_name_alone_may_be_either(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("key,name\n1,樓翔\n", encoding="big5")
    with pytest.raises(UnreadableFile, match="may be GB18030 or Big5"):
        encoding_of(path, "a.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "cp950", "utf-16"])
def test_a_character_that_was_cut_costs_its_row_only(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    rows = ["編號,公司名稱,x", "1,遠方陶瓷公司,a", "2,北京銀行,b", "3,東方科技公司,c"]
    whole = "\n".join(rows).encode(encoding)
    at = whole.index("行".encode(encoding.removesuffix("-sig").replace("16", "16-le")))
    if encoding == "utf-16":
        path.write_bytes(whole[:at] + b"\x00\xd8" + whole[at + 2 :])
    else:
        path.write_bytes(whole[: at + 1] + whole[whole.index(b",b") :])
    table = table_of(path)
    assert set_aside(table) == [(3, "broken_text", "公司名稱")]
    assert numbered(table) == [(2, ["1", "遠方陶瓷公司", "a"]), (4, ["3", "東方科技公司", "c"])]


def test_a_mark_that_lies_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + ("编号,企业名称\n" + "1,远方陶瓷有限公司\n" * 9).encode("gbk"))
    with pytest.raises(UnreadableFile, match="begins like UTF-8"):
        encoding_of(path, "a.csv")
