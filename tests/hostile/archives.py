"""Archives that would escape, swell or hide something."""

import bz2
import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.case import Case, raw, text

A = {"C1": "Acme"}
ROWS = b"source_key,name\nC1,Acme\n"
CSV, ZIP, TAR = "companies.csv", "crm.zip", "crm.tar"


def packed(members: Mapping[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return room.getvalue()


def zipped(**more: bytes) -> Callable[[Path], Path]:
    return raw(ZIP, packed({CSV: ROWS, **more}))


def in_zip(members: Mapping[str, bytes]) -> Callable[[Path], Path]:
    return raw(ZIP, packed(members))


def with_link() -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as archive:
        archive.writestr(CSV, ROWS)
        link = zipfile.ZipInfo("passwords.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return room.getvalue()


def flagged() -> bytes:
    """Return a zip that says of its member that it is encrypted."""
    content = bytearray(packed({CSV: ROWS}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def bomb() -> bytes:
    return packed({CSV: ROWS, "zeros.csv": bytes(120 << 20)}, zipfile.ZIP_DEFLATED)


def damaged() -> bytes:
    content = bytearray(packed({CSV: ROWS * 500}, zipfile.ZIP_DEFLATED))
    content[60:70] = b"\xff" * 10
    return bytes(content)


def twice() -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w") as archive:
        archive.writestr("a/companies.csv", ROWS)
        archive.writestr("a\\companies.csv", ROWS)
    return room.getvalue()


def tarred(*odd: tuple[str, bytes, str]) -> bytes:
    """Return a tar with a good file and members of odd types: name, type, where a link leads."""
    room = io.BytesIO()
    with tarfile.open(fileobj=room, mode="w") as archive:
        good = tarfile.TarInfo(CSV)
        good.size = len(ROWS)
        archive.addfile(good, io.BytesIO(ROWS))
        for name, kind, link in odd:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, link
            archive.addfile(member)
    return room.getvalue()


def named_in(encoding: str) -> bytes:
    name = "客戶/東方.csv".encode(encoding)
    return packed({"x" * len(name): b"source_key,name,industry\nC1,Acme,\n"}).replace(b"x" * len(name), name)


ARCHIVES = [
    Case(
        "a zip holds notes beside a table",
        in_zip({CSV: ROWS, "readme.md": b"hello", "__MACOSX/._x.csv": b"?"}),
        A,
        skipped=("crm.zip/readme.md",),
    ),
    Case(
        "a zip holds no table",
        in_zip({"readme.md": b"hello"}),
        refused="None of crm.zip/readme.md is a table",
    ),
    Case("a zip holds nothing", in_zip({}), refused="holds no files"),
    Case("a zip has names in GBK", raw(ZIP, named_in("gbk")), A),
    Case("a zip has names in Big5", raw(ZIP, named_in("big5")), A),
    Case(
        "a zip wants to write outside",
        in_zip({CSV: ROWS, "../../x.csv": ROWS}),
        refused="wants to leave its folder",
    ),
    Case(
        "a zip wants to write at the root",
        in_zip({CSV: ROWS, "/etc/x.csv": ROWS}),
        refused="wants to leave its folder",
    ),
    Case(
        "a zip wants to write to another drive",
        in_zip({CSV: ROWS, "C:\\x.csv": ROWS}),
        refused="wants to leave its folder",
    ),
    Case(
        "a zip has a member without a name",
        in_zip({CSV: ROWS, "./": b"", ".": ROWS}),
        refused="wants to leave its folder",
    ),
    Case("a zip holds a link", raw(ZIP, with_link()), A),
    Case("a zip holds one name twice", raw(ZIP, twice()), refused="holds a/companies.csv twice"),
    Case("a zip asks for a password", raw(ZIP, flagged()), refused="protected by a password"),
    Case("a zip is a bomb", raw(ZIP, bomb()), refused="unpacks to more than 100 MiB"),
    Case("a zip is damaged", raw(ZIP, damaged()), refused="cannot be unpacked"),
    Case("a zip is text", text(ZIP, "source_key,name", "C1,Acme"), refused="cannot be unpacked"),
    Case("a zip holds a zip", in_zip({"inner.zip": packed({CSV: ROWS})}), A),
    Case(
        "zips stand in zips without end",
        in_zip({"b.zip": packed({"c.zip": packed({"d.zip": packed({CSV: ROWS})})})}),
        refused="packed more than 3 times",
    ),
    Case(
        "a tar holds devices and links",
        raw(
            TAR,
            tarred(
                ("null.csv", tarfile.CHRTYPE, ""),
                ("pipe.csv", tarfile.FIFOTYPE, ""),
                ("link.csv", tarfile.SYMTYPE, "/etc/passwd"),
                ("hard.csv", tarfile.LNKTYPE, CSV),
            ),
        ),
        A,
    ),
    Case("a tar was cut off", raw("crm.tgz", gzip.compress(tarred())[:-40]), refused="cannot be unpacked"),
    Case("a table is packed alone", raw("companies.csv.gz", gzip.compress(ROWS)), A),
    Case("a table is packed alone in another way", raw("companies.csv.bz2", bz2.compress(ROWS)), A),
    Case(
        "a packed table is damaged",
        raw("companies.csv.gz", gzip.compress(ROWS * 99)[:-9]),
        refused="cannot be unpacked",
    ),
    Case(
        "a packed table is called CSV",
        raw(CSV, gzip.compress(ROWS)),
        refused="is packed, whatever its name says",
    ),
    Case(
        "a file is of no kind that is read",
        raw("companies.rar", b"Rar!\x1a\x07"),
        refused="of an unknown kind '.rar'",
    ),
]
