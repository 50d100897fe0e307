"""Files go in over HTTP: queued, read, refused row by row, cancelled and gone on with."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.uploads import harmless_name
from tests.http.uploads import companies, part, upload, work

MAPPING = """
source: crm
tables:
- files: export.csv
  table: companies
  columns: {source_key: number, name: firm}
"""


def spooled(settings_folder: Path) -> list[str]:
    return sorted(each.name for each in (settings_folder / "spool").rglob("*") if each.is_file())


def test_an_upload_is_imported_and_stays_readable(nothing_loaded: TestClient, tmp_path: Path) -> None:
    answer = upload(nothing_loaded, [part("companies.csv", companies("Acme", "Bolt"))], source="crm")
    assert answer.status_code == 202
    address = answer.headers["location"]
    before = nothing_loaded.get(address).json()
    assert (before["state"], before["files"], before["source"]) == ("queued", ["companies.csv"], "crm")
    assert spooled(tmp_path) == ["companies.csv"]
    work(nothing_loaded)
    after = nothing_loaded.get(address).json()
    assert (after["state"], after["resolved"], after["parties"]) == ("done", True, 2)
    assert after["tables"] == {"companies": {"rows": 2, "good": 2, "rejected": 0}}
    assert after["loads"] == {"crm": 1}
    assert nothing_loaded.get("/v1/book").json()["id"] == after["book"]
    assert spooled(tmp_path) == []


def test_a_mapping_and_a_zip_are_taken_too(nothing_loaded: TestClient) -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("erp/companies.csv", companies("Cargo"))
    parts = [part("export.csv", "number,firm\n1,Acme Ltd\n"), part("m.yaml", MAPPING, field="mapping")]
    first = upload(nothing_loaded, parts).headers["location"]
    second = upload(nothing_loaded, [part("erp.zip", packed.getvalue())]).headers["location"]
    for _ in range(2):
        work(nothing_loaded)
    assert nothing_loaded.get(first).json()["loads"] == {"crm": 1}
    assert nothing_loaded.get(second).json()["loads"] == {"erp": 2}


def test_refused_rows_are_there_to_take_and_to_mend(nothing_loaded: TestClient) -> None:
    rows = companies("Acme") + "b,\n"
    debts = "creditor,debtor,amount\nAcme Ltd,Bolt Ltd,lots\n"
    address = upload(
        nothing_loaded, [part("companies.csv", rows), part("debts.csv", debts)], source="crm"
    ).headers["location"]
    assert nothing_loaded.get(f"{address}/rejects").status_code == 404
    work(nothing_loaded)
    done = nothing_loaded.get(address).json()
    assert sum(done["reasons"].values()) == 2
    whole, first, second = done["rejects"]
    assert len(json.loads(nothing_loaded.get(whole).content)) == 2
    sheets = [nothing_loaded.get(each) for each in (first, second)]
    assert all(each.headers["content-type"] == "text/csv; charset=utf-8" for each in sheets)
    found = [next(csv.DictReader(io.StringIO(each.content.decode("utf-8-sig")))) for each in sheets]
    assert {each["_table"] for each in found} == {"companies", "debts"}
    mended = sheets[0].content.replace(b",b,\r\n", b",b,Bolt Ltd\r\n")
    again = upload(nothing_loaded, [part("rejects.csv", mended)]).headers["location"]
    work(nothing_loaded)
    assert nothing_loaded.get(again).json()["tables"] == {"companies": {"rows": 1, "good": 1, "rejected": 0}}


def test_a_dry_run_says_what_would_be_and_changes_nothing(nothing_loaded: TestClient) -> None:
    rows = companies("Acme") + "b,\n"
    address = upload(nothing_loaded, [part("companies.csv", rows)], dry_run="true").headers["location"]
    work(nothing_loaded)
    done = nothing_loaded.get(address).json()
    assert (done["state"], done["dry_run"], done["loads"], done["book"]) == ("done", True, {}, None)
    assert done["tables"]["companies"] == {"rows": 2, "good": 1, "rejected": 1}
    assert nothing_loaded.get(done["rejects"][0]).status_code == 200
    assert nothing_loaded.get("/v1/book").status_code == 503


def test_a_dry_run_tells_all_that_is_wrong_with_a_row(nothing_loaded: TestClient) -> None:
    rows = "source_key,name,staff\n#REF!,Acme,-1\n2,Bolt,5\n"
    address = upload(nothing_loaded, [part("companies.csv", rows)], dry_run="true").headers["location"]
    work(nothing_loaded)
    done = nothing_loaded.get(address).json()
    assert done["reasons"] == {"failed_formula": 1, "negative": 1}
    assert "source_key holds “#REF!”" in done["examples"][0]
    assert "staff holds “-1”" in done["examples"][0]
    (told,) = nothing_loaded.get(done["rejects"][0]).json()
    assert [each["column"] for each in told["faults"]] == ["source_key", "staff"]


def test_a_queued_import_is_cancelled_and_its_files_are_gone(
    nothing_loaded: TestClient, tmp_path: Path
) -> None:
    address = upload(nothing_loaded, [part("companies.csv", companies("Acme"))]).headers["location"]
    answer = nothing_loaded.delete(address)
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert spooled(tmp_path) == []
    again = nothing_loaded.post(f"{address}/resume")
    assert (again.status_code, "not kept" in again.json()["detail"]) == (422, True)


def test_an_import_that_failed_for_want_of_a_store_is_gone_on_with(tmp_path: Path) -> None:
    taken = tmp_path / "store"
    taken.mkdir()
    settings = Settings(folder=tmp_path / "f", store=f"sqlite:///{taken}")
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        address = upload(client, [part("companies.csv", companies("Acme"))]).headers["location"]
        work(client)
        failed = client.get(address).json()
        assert (failed["state"], failed["can_go_on"]) == ("failed", True)
        taken.rmdir()
        assert client.post(f"{address}/resume").status_code == 202
        work(client)
        assert client.get(address).json()["state"] == "done"
        assert spooled(settings.folder) == []


def test_imports_are_listed_newest_first_and_runs_beside_them(nothing_loaded: TestClient) -> None:
    file = part("companies.csv", companies("Acme"))
    first, second = (upload(nothing_loaded, [file]).json()["id"] for _ in range(2))
    run = nothing_loaded.post("/v1/runs").json()["id"]
    page = nothing_loaded.get("/v1/imports?limit=1").json()
    assert ([each["id"] for each in page["items"]], page["next"]) == ([second], second)
    rest = nothing_loaded.get(f"/v1/imports?before={page['next']}").json()
    assert ([each["id"] for each in rest["items"]], rest["next"]) == ([first], None)
    assert [each["id"] for each in nothing_loaded.get("/v1/runs").json()["items"]] == [run]
    assert nothing_loaded.get(f"/v1/imports/{run}").status_code == 404
    assert nothing_loaded.get(f"/v1/runs/{first}").status_code == 404
    assert nothing_loaded.delete(f"/v1/runs/{run}").json()["state"] == "cancelled"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"table": "nonsense"}, "companies"),
        ({"source": "../../etc"}, "cannot name a source"),
        ({"dry_run": "perhaps"}, "dry_run"),
        ({"colour": "red"}, "colour"),
        ({"source": "x" * 5000}, "longer"),
    ],
)
def test_options_that_cannot_be_are_refused_before_anything_is_kept(
    nothing_loaded: TestClient, tmp_path: Path, fields: dict[str, str], said: str
) -> None:
    answer = upload(nothing_loaded, [part("companies.csv", companies("Acme"))], **fields)
    assert answer.status_code in (413, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.text
    assert spooled(tmp_path) == []
    assert nothing_loaded.get("/v1/imports").json()["items"] == []


def test_a_body_that_is_no_upload_is_refused(nothing_loaded: TestClient, tmp_path: Path) -> None:
    whole = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nx\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for body, headers in (
        (b"{}", {"Content-Type": "application/json"}),
        (b"", kind),
        (b"nonsense", kind),
        (whole, kind),
        (b"--b--", {"Content-Type": "multipart/form-data"}),
        (b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n', kind),
        (whole.replace(b'"file"', b'"other"') + b"--b--\r\n", kind),
    ):
        answer = nothing_loaded.post("/v1/imports", content=body, headers=headers)
        assert answer.status_code == 422, body
        assert answer.headers["content-type"] == "application/problem+json"
    assert spooled(tmp_path) == []


def test_an_upload_over_the_limit_is_refused(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, upload_mb=1)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        large = part("companies.csv", b"x" * (2 << 20))
        told = upload(client, [large])
        assert (told.status_code, "upload_mb" in told.json()["detail"]) == (413, True)
        body = (b"x" * (1 << 16) for _ in range(64))  # sent in chunks, its size is told nowhere
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        untold = client.post("/v1/imports", content=(each for each in (head, *body)), headers=kind)
        assert untold.status_code == 413
        many = upload(client, [part("a.csv", "x")] * 600)
        assert (many.status_code, "zip" in many.json()["detail"]) == (413, True)
    assert spooled(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("companies.csv", "companies.csv"),
        ("../../../etc/passwd", "passwd"),
        ("C:\\data\\客户.xlsx", "客户.xlsx"),
        ("..", "_"),
        ("", "_"),
        (".hidden.csv", "hidden.csv"),
        ("a\x00b\u202ecsv.exe", "abcsv.exe"),
        ("a<b>|c?.csv", "a_b__c_.csv"),
        ("con.csv", "_con.csv"),
        ("名" * 200 + ".tar.gz", "名" * 37 + ".tar.gz"),
    ],
)
def test_hostile_names_of_files_become_harmless(given: str, kept: str) -> None:
    assert harmless_name(given) == kept


def test_files_of_one_name_stay_apart_and_nothing_leaves_the_spool(
    nothing_loaded: TestClient, tmp_path: Path
) -> None:
    parts = [part(name, companies("Acme")) for name in ("../../companies.csv", "a/companies.csv")]
    answer = upload(nothing_loaded, parts, source="crm", dry_run="true").json()
    assert answer["files"] == ["companies.csv", "companies.csv"]
    assert not (tmp_path.parent / "companies.csv").exists()
    assert len(spooled(tmp_path)) == 2
