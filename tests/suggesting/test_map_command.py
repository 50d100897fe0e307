import json
from pathlib import Path

from ingest.mapping_file import read_mapping
from tests.commands.conftest import riskweave
from tests.loading.examples import write


def test_a_mapping_is_suggested_written_and_loaded_as_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "vendors.csv",
        "vendor_no,vendor_name,tel,setup_date,remark2",
        "V1,Acme Ltd,0512-62881234,13.03.2009,x",
        "V2,Bolt GmbH,+49 40 3698 4400,01.12.2011,y",
    )
    done = riskweave("map", path, "--to", tmp_path / "m.yaml", "--source", "erp", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert read_mapping(tmp_path / "m.yaml").content.source == told["source"] == "erp"
    (table,) = told["tables"]
    assert table["columns"]["registered_on"] == {"header": "setup_date", "format": "%d.%m.%Y"}
    assert [each["header"] for each in told["unmapped"]] == ["remark2"]
    assert told["mapping"] == (tmp_path / "m.yaml").read_text(encoding="utf-8")
    loaded = riskweave(
        "load", path, "--mapping", tmp_path / "m.yaml", "--folder", tmp_path / "f", "--no-refresh", "--json"
    )
    assert json.loads(loaded.stdout)["tables"] == {"companies": {"rows": 2, "good": 2, "rejected": 0}}


def test_a_mapping_goes_to_the_screen_and_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "vendors.csv", "vendor_no,vendor_name", "V1,Acme Ltd")
    shown = riskweave("map", path)
    assert "      name: vendor_name" in shown.stdout
    assert shown.stderr == "3 fields of companies suggested, 0 headers left\n"
    refused = riskweave("map", tmp_path / "none.csv")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "does not exist" in refused.stderr
