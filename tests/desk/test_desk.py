"""The desk over HTTP: who may speak to it, what it reads, and that no decision is lost."""

import io
import json
import signal
import subprocess
import threading
import time
from dataclasses import replace
from http.client import HTTPException

import pytest
import uvicorn

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.desk.app import Owner, application
from piadiff.desk.opening import Room
from piadiff.desk.serving import listening
from piadiff.draft import read_decisions
from piadiff.model import Unassigned
from piadiff.pipeline.importing import import_sources
from piadiff.readers import read, read_bytes
from tests.desk.pair import pair, write
from tests.desk.talking import CORPORA, Visitor, desk, sign
from tests.test_cli_tracked import document

__all__ = ["document"]

FULL = [CORPORA / "zenkoumoku-jumin-zei" / f"{day}.yaml" for day in ("2022-04-28", "2025-09-30")]
FOCUSED = [CORPORA / "juuten-yobou-sesshu" / f"{day}.yaml" for day in ("2021-03-31", "2022-03-31")]


_STRANGERS = (
    {"host": "rebound.example:80"},
    {"host": "127.0.0.1"},
    {"token": ""},
    {"token": "guessed"},
    {"origin": "http://elsewhere.example"},
    {"origin": "null"},
    {"site": "cross-site"},
    {"site": "same-site"},
)


HEADERS = {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer carries, so that no other page may hold, guess at or keep what the desk shows."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    with desk(str(folder)) as (visitor, _):
        yield visitor, visitor.drop(*FULL), folder


def decisions(folder):
    (file,) = folder.glob("*.decisions.yaml")
    return read_decisions(file.read_text(encoding="utf-8"), str(file))


@pytest.mark.parametrize(
    ("method", "stranger"),
    [
        *((method, who) for method in ("GET", "POST") for who in _STRANGERS),
        ("POST", {"origin": None}),
    ],
    ids=str,
)
def test_only_a_page_of_the_desk_may_speak_to_it(opened, method, stranger):
    visitor, place, _ = opened
    answer = replace(visitor, **stranger).ask(method, f"{place}swap" if method == "POST" else "")
    assert answer.status == 403
    assert HEADERS.items() <= answer.headers.items()
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "評価書" not in answer.text


def test_a_page_asks_for_nothing_from_outside(opened):
    visitor, place, _ = opened
    for page in ("", place, f"{place}desk", f"{place}take"):
        answer = visitor.get(page)
        assert answer.status == 200
        assert HEADERS.items() <= answer.headers.items()
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http://" not in answer.text
        assert "https://" not in answer.text
        assert " style=" not in answer.text
        assert "<script>" not in answer.text


def test_what_was_recognised_is_told_and_the_rows_are_there(opened):
    visitor, place, _ = opened
    page = visitor.get(place).text
    for told in ("全項目評価書", "令和4年4月28日", "令和7年9月30日", "みほん市長", "令和6年10月様式", "変更箇所の表"):
        assert told in page
    assert "確かめてください" not in page
    assert page.count("<tr><td>") == len(visitor.get(f"{place}desk").rows())


def test_files_dropped_together_are_put_in_order_and_files_in_their_places_are_not(opened):
    visitor, *_ = opened
    assert "逆" not in visitor.get(visitor.drop(*FULL[::-1])).text.split("変更箇所の表")[0]
    placed = [(name, file.name, file.read_bytes()) for name, file in zip(("old", "new"), FULL[::-1], strict=True)]
    place, page = visitor.follow(visitor.upload("open", *placed))
    assert "旧と新が逆ではありませんか" in page.text
    assert page.text.index("旧と新が逆") < page.text.index("変更箇所の表")
    _, righted = visitor.follow(visitor.post(f"{place}swap"))
    assert "旧と新が逆" not in righted.text


def test_another_form_is_warned_of_and_another_kind_refused(opened, tmp_path):
    visitor, *_ = opened
    form = canonical.load(FULL[1].read_text(encoding="utf-8"), "")
    header = replace(form.header, number="77", title="別の事務", organ="ほかの町長")
    other = tmp_path / "別.yaml"
    other.write_text(canonical.dump(replace(form, header=header)), encoding="utf-8")
    page = visitor.get(visitor.drop(FULL[0], other)).text
    for told in ("評価書番号が違います", "別の事務の評価書ではありませんか", "別の機関の評価書ではありませんか"):
        assert told in page
    refused = visitor.upload("open", *(("files", file.name, file.read_bytes()) for file in (FULL[0], FOCUSED[0])))
    assert "評価書の種類が違います" in (visitor.follow(refused)[1] if refused.status == 303 else refused).text


def test_what_could_not_be_placed_is_said_first(opened, tmp_path):
    visitor, *_ = opened
    form = canonical.load(FULL[1].read_text(encoding="utf-8"), "")
    stray = tmp_path / "新.yaml"
    stray.write_text(canonical.dump(replace(form, unassigned=(Unassigned(12, "置き場のない記載"),))), encoding="utf-8")
    page = visitor.get(visitor.drop(FULL[0], stray)).text
    assert page.index("読み取れなかったところ") < page.index("置き場のない記載") < page.index("令和7年9月30日")


def test_one_document_with_tracked_changes_is_a_pair_and_one_without_is_not(opened, document):
    visitor, *_ = opened
    place = visitor.drop(document)
    assert "変更の前" in visitor.get(place).text
    assert len(visitor.get(f"{place}desk").rows()) == 1
    alone = visitor.upload("open", ("files", FULL[0].name, FULL[0].read_bytes()))
    assert alone.status == 400
    assert "1つだけでは比べられません" in alone.text


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"PK\x03\x04broken", "読"), (b"\x00" * 400, "読める形式でもありません"), (b"%PDF-1.4 nothing", "PDF")],
)
def test_a_file_that_is_no_form_is_told_by_its_own_name(opened, content, told):
    visitor, *_ = opened
    answer = visitor.upload("open", ("old", "../../壊れた.xlsx", content), ("new", "b.yaml", FULL[1].read_bytes()))
    assert answer.status == 400
    assert told in answer.text
    assert "壊れた.xlsx" in answer.text
    assert "piadiff-desk-" not in answer.text


def test_uploads_larger_than_any_form_are_refused_before_they_are_read(opened):
    visitor, *_ = opened
    answer = visitor.upload("open", ("files", "a.txt", b"x" * 64_000_001))
    assert answer.status == 400
    assert "上限" in answer.text


def test_a_fault_of_the_desk_itself_is_told_without_what_a_form_holds(tmp_path):
    class Broken(Room):
        def dropped(self, *_, **__):
            raise RuntimeError("評価書の中身")

    with listening(0) as door:
        port = door.getsockname()[1]
        owner = Owner(lambda: None, lambda fault: f"不具合 {type(fault).__name__}")
        app = application(Broken(tmp_path, tmp_path), "token", port, owner)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        answer = Visitor(port, "token").upload("open", ("old", "a.txt", b"a"), ("new", "b.txt", b"b"))
        server.should_exit = True
        thread.join()
    assert answer.status == 500
    assert "不具合 RuntimeError" in answer.text
    assert "評価書の中身" not in answer.text


@pytest.mark.parametrize("field", [{"verdict": "重大"}, {"timing": "後日"}, {"effective": "きのう"}])
def test_what_no_page_offers_is_refused(opened, field):
    visitor, place, _ = opened
    row = visitor.get(f"{place}desk").rows()[1]
    assert sign(visitor, place, row, **{"verdict": "重要", "timing": "事前", **field}).status == 400


def test_a_signature_is_what_the_commands_read(opened, capfd):
    visitor, place, folder = opened
    row = visitor.get(f"{place}desk").rows()[0]
    answer = sign(visitor, place, row, "重要", "事前", explanation="見本の説明", reason="見本の理由")
    there, _ = visitor.follow(answer)
    assert row not in there
    kept = decisions(folder)[row]
    assert (kept.person, kept.verdict, kept.timing, kept.explanation, kept.reason) == (
        "見本 花子",
        "重要",
        "事前",
        "見本の説明",
        "見本の理由",
    )
    new = folder / "新.yaml"
    new.write_bytes(FULL[1].read_bytes())
    new.with_suffix(".decisions.yaml").write_bytes(visitor.get(f"{place}file/decisions").body)
    try:
        assert run(cli, ["draft", str(FULL[0]), str(new), "--json"]) == 0
        rows = json.loads(capfd.readouterr().out)["rows"]
        assert [row["decided_by"] for row in rows if row["explanation"] == "見本の説明"] == ["見本 花子"]
    finally:
        new.with_suffix(".decisions.yaml").unlink()
        new.unlink()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"verdict": "要判断"}, "要判断のままでは"),
        ({"timing": ""}, "提出時期が決まっていません"),
        ({"verdict": "軽微", "timing": "事後"}, "元の判定のままです"),
    ],
)
def test_what_is_open_cannot_be_signed(opened, given, told):
    visitor, place, folder = opened
    row = visitor.get(f"{place}desk").rows()[3]
    answer = sign(visitor, place, row, **{"verdict": "重要", "timing": "事前", **given})
    assert answer.status == 400
    assert told in answer.text
    assert not any(row in file.read_text(encoding="utf-8") for file in folder.glob("*.decisions.yaml"))


def test_a_heavy_row_is_made_lighter_only_with_a_reason_and_a_last_day(opened):
    visitor, place, folder = opened
    row = visitor.get(f"{place}desk").rows()[2]
    light = {"explanation": "見本の説明", "reason": "見本の理由", "until": "2026-03-31"}
    for lacking in ("reason", "until"):
        answer = sign(visitor, place, row, **{**light, lacking: ""})
        assert answer.status == 400
        assert "理由と期限が要ります" in answer.text
    visitor.follow(sign(visitor, place, row, **light))
    assert (decisions(folder)[row].verdict, str(decisions(folder)[row].until)) == ("軽微", "2026-03-31")


def test_nobody_signs_without_a_name(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        row = visitor.get(f"{place}desk").rows()[0]
        harmless = visitor.get(f"{place}desk").text.split('name="harmless" value="')[1].split('"')[0]
        for answer in (
            sign(visitor, place, row, "重要", "事前", person=""),
            visitor.post(f"{place}sign", harmless=harmless, person="", row=row),
        ):
            assert answer.status == 400
            assert "名前がありません" in answer.text
        assert not list(tmp_path.glob("*.decisions.yaml"))


@pytest.mark.long
def test_two_tabs_do_not_lose_each_others_decisions(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        first, second, *_ = visitor.get(f"{place}desk").rows()
        threads = [
            threading.Thread(target=sign, args=(visitor, place, row, "重要", "事前"), kwargs={"person": who})
            for who, row in (("甲", first), ("乙", second))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {row: kept.person for row, kept in decisions(tmp_path).items()} == {first: "甲", second: "乙"}

        stale = sign(visitor, place, first, "重要", "事前", person="丙", seen="")
        assert stale.status == 409
        assert "別の画面で甲さんが先に決めています" in stale.text
        assert decisions(tmp_path)[first].person == "甲"
        visitor.follow(sign(visitor, place, first, "重要", "事前", person="丙"))
        assert decisions(tmp_path)[first].person == "丙"


def test_a_decision_of_another_command_is_seen_and_not_lost(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        first, second, *_ = visitor.get(f"{place}desk").rows()
        visitor.follow(sign(visitor, place, first, "重要", "事前"))
        (file,) = tmp_path.glob("*.decisions.yaml")
        text = file.read_text(encoding="utf-8").replace(first, second)
        file.write_text("# 手で書いた控え\n" + text, encoding="utf-8")
        assert "決めた <b>1</b>" in visitor.get(f"{place}desk").text
        visitor.follow(sign(visitor, place, first, "重要", "事前"))
        assert set(decisions(tmp_path)) == {first, second}
        assert "# 手で書いた控え" in file.read_text(encoding="utf-8")


@pytest.mark.long
def test_decisions_survive_a_desk_that_is_killed_while_it_saves(tmp_path):
    confirmed: list[str] = []
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    with desk(str(tmp_path), temporary=uploads) as (visitor, process):
        place = visitor.drop(*FULL)
        rows = visitor.get(f"{place}desk").rows()

        def work():
            try:
                while True:
                    for row in rows:
                        if sign(visitor, place, row, "重要", "事前", explanation="説" * 400).status == 303:
                            confirmed.append(row)
            except (OSError, HTTPException):
                return

        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        while len(set(confirmed)) < 6 and any(thread.is_alive() for thread in threads):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for thread in threads:
            thread.join()
    kept = decisions(tmp_path)
    assert set(confirmed) <= set(kept)
    assert list(uploads.iterdir())
    assert all(each.explanation == "説" * 400 for each in kept.values())
    with desk(str(tmp_path), temporary=uploads) as (visitor, _):
        start = visitor.get("").text
        assert "個人住民税に関する事務" in start
        assert f"決めたこと {len(kept)} 件" in start
        place = visitor.drop(*FULL)
        assert f"決めた <b>{len(kept)}</b>" in visitor.get(f"{place}desk").text
        assert len(list(uploads.iterdir())) == 1


@pytest.mark.long
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, None], ids=["term", "interrupt", "button"])
def test_uploads_are_gone_at_the_end(tmp_path, end):
    with desk(str(tmp_path / "work"), temporary=tmp_path) as (visitor, process):
        visitor.drop(*FULL)
        assert list(tmp_path.iterdir())
        if end is None:
            assert visitor.post("end").status == 200
        else:
            process.send_signal(end)
        assert process.wait(timeout=30) == 0
        assert b"Traceback" not in process.stderr.read()
    assert not list(tmp_path.iterdir())


def test_harmless_rows_are_signed_together_and_only_those(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        page = visitor.get(f"{place}desk").text
        offered = [each.split('"')[0] for each in page.split('name="harmless" value="')[1:]]
        rows = visitor.get(f"{place}desk").rows()
        assert 0 < len(offered) < len(rows)
        visitor.post(f"{place}sign", *(("harmless", row) for row in rows), person="見本 花子", row="")
        kept = decisions(tmp_path)
        assert set(kept) == set(offered)
        assert all(each.verdict == "軽微" and each.reason.startswith("証明: ") for each in kept.values())


def test_an_answer_settles_the_verdict_and_survives(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place, row, rule = undecided(visitor, tmp_path)
        for answer, verdict in (("yes", "重要"), ("no", "軽微")):
            _, page = visitor.follow(visitor.post(f"{place}answer", row=row, rule=rule, answer=answer))
            decision = page.text[page.text.index('id="decide"') :]
            assert f'value="{verdict}"' in decision.split(" checked")[0].rsplit("<label", 1)[1]
        assert not list(tmp_path.glob("*.decisions.yaml"))
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(tmp_path / "旧.yaml", tmp_path / "新.yaml")
        page = visitor.get(f"{place}desk?row={row}").text
        assert 'value="no" aria-pressed="true"' in page
        explanation = page.split("<textarea")[1].split(">")[1].split("<")[0]
        visitor.follow(sign(visitor, place, row, "軽微", "事後", explanation=explanation, reason="答え"))
        assert decisions(tmp_path)[row].explanation == explanation


def undecided(visitor, folder):
    """A pair with a row that waits for a fact."""
    for name, form in zip(("旧.yaml", "新.yaml"), pair(), strict=True):
        (folder / name).write_text(canonical.dump(form), encoding="utf-8")
    place = visitor.drop(folder / "旧.yaml", folder / "新.yaml")
    page = visitor.get(f"{place}desk")
    return place, page.rows()[0], page.field("rule")


def test_days_are_judged_at_once(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        assert "提出日と施行日の順" not in visitor.get(f"{place}desk").text
        said = {"person": "見本 花子", "day": "", "row": ""}
        _, page = visitor.follow(visitor.post(f"{place}say", effective="2025-04-01", submitted="2025-09-30", **said))
        assert "提出日と施行日の順が合わない行が 5 件" in page.text
        assert "規則第9条第2項の場合を除き" in page.text
        _, page = visitor.follow(visitor.post(f"{place}say", effective="2025-12-01", submitted="2025-09-30", **said))
        assert "提出日と施行日の順" not in page.text
        assert "見本 花子" in page.text


def test_what_is_folded_and_decisions_of_no_row_are_named(tmp_path):
    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        assert "行にまとめた変更の箇所" in visitor.get(place).text
        row = visitor.get(f"{place}desk").rows()[0]
        visitor.follow(sign(visitor, place, row, "重要", "事前"))
        (file,) = tmp_path.glob("*.decisions.yaml")
        file.write_text(file.read_text(encoding="utf-8").replace(row, "0" * 12), encoding="utf-8")
        assert "今の変更に対応しない決定 1 件" in visitor.get(place).text


def test_read_only_writes_nothing(tmp_path):
    with desk(str(tmp_path), "--read-only") as (visitor, _):
        place = visitor.drop(*FULL)
        row = visitor.get(f"{place}desk").rows()[0]
        for answer in (
            sign(visitor, place, row, "重要", "事前"),
            visitor.post(f"{place}say", person="x"),
            visitor.post(f"{place}sign", harmless=row, person="x", row=row),
            visitor.post(f"{place}answer", row=row, rule="rewritten", answer="yes"),
        ):
            assert answer.status == 400
            assert "読み取り専用" in answer.text
        assert not list(tmp_path.iterdir())
        assert visitor.get(f"{place}file/xlsx").status == 200


@pytest.mark.long
def test_a_table_that_comes_back_gives_its_decisions(tmp_path):
    from openpyxl import load_workbook

    with desk(str(tmp_path)) as (visitor, _):
        place = visitor.drop(*FULL)
        rows = visitor.get(f"{place}desk").rows()
        visitor.follow(sign(visitor, place, rows[0], "重要", "事前"))
        before = decisions(tmp_path)
        table = visitor.get(f"{place}file/xlsx").body
        same = visitor.upload(f"{place}return", ("table", "表.xlsx", table))
        assert "新しい決定はありません" in same.text
        assert decisions(tmp_path) == before
        book = load_workbook(io.BytesIO(table))
        sheet = book.active
        names = {cell.value: cell.column for row in sheet.iter_rows(max_row=2) for cell in row}
        marks = {sheet.cell(row, names["識別子"]).value: row for row in range(2, sheet.max_row + 1)}
        sheet.cell(marks[rows[1]], names["提出時期に係る説明"]).value = "課長が書き換えた説明"
        sheet.cell(marks[rows[1]], names["決定者"]).value = "見本 課長"
        stream = io.BytesIO()
        book.save(stream)
        back = visitor.upload(f"{place}return", ("table", "表.xlsx", stream.getvalue()))
        assert "1 件の決定を記録しました" in back.text
        assert decisions(tmp_path)[rows[1]].explanation == "課長が書き換えた説明"
        refused = visitor.upload(f"{place}return", ("table", "違う.xlsx", b"nothing"))
        assert refused.status == 400
        assert "持ち帰る" in refused.text


@pytest.mark.parametrize(
    "kind", ["xlsx", "xlsx-official", "docx", "docx-official", "next", "summary", "summary-text", "decisions"]
)
def test_everything_can_be_taken_away(opened, kind):
    visitor, place, _ = opened
    offered = visitor.get(f"{place}take").text
    assert f"{place}{'next' if kind == 'next' else f'file/{kind}'}" in offered
    answer = visitor.get(f"{place}file/{kind}")
    assert answer.status == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.body


@pytest.mark.long
def test_rows_go_into_the_file_that_was_dropped_once_the_pair_is_not_doubted(opened, tmp_path):
    visitor, *_ = opened
    old, new = write(tmp_path)
    place = visitor.drop(old, new)
    page = visitor.get(f"{place}next").text
    assert "加えた行" in page
    before, after = read(new), read_bytes(visitor.get(f"{place}file/next").body, new.name)
    assert after.items == before.items
    assert after.changes[: len(before.changes)] == before.changes
    assert len(after.changes) - len(before.changes) == len(visitor.get(f"{place}desk").rows())

    placed = [(name, file.name, file.read_bytes()) for name, file in zip(("old", "new"), (new, old), strict=True)]
    place, _ = visitor.follow(visitor.upload("open", *placed))
    assert visitor.get(f"{place}file/next").status == 400
    assert "組が疑わしい" in visitor.get(f"{place}next").text
    assert visitor.post(f"{place}confirm").status == 303
    assert "組が疑わしい" not in visitor.get(f"{place}next").text


@pytest.mark.long
def test_versions_of_a_registry_are_picked_and_decided_beside_the_form(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    registry = tmp_path / "registry"
    import_sources(FULL, registry)
    with desk(str(registry)) as (visitor, _):
        start = visitor.get("").text
        link = start.split("/versions?path=")[1].split('"')[0]
        versions = visitor.get(f"versions?path={link}").text
        path = versions.split('name="path" value="')[1].split('"')[0]
        new, old = (each.split('"')[0] for each in versions.split('name="new">')[1].split('<option value="')[1:3])
        place, page = visitor.follow(visitor.post("pick", path=path, old=old, new=new))
        assert "2022-04-28公表" in page.text
        row = visitor.get(f"{place}desk").rows()[0]
        visitor.follow(sign(visitor, place, row, "重要", "事前"))
    assert row in (registry / path).with_suffix(".decisions.yaml").read_text(encoding="utf-8")
    status = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=registry, capture_output=True, check=True)
    assert len(status.stdout.splitlines()) == 1


def test_without_a_registry_none_around_is_read(opened):
    visitor, *_ = opened
    for answer in (visitor.get("versions?path=a.yaml"), visitor.post("pick", path="a.yaml", old="HEAD", new="HEAD")):
        assert answer.status == 400
        assert "保管庫を開いていません" in answer.text


def test_markup_in_a_form_stays_text(opened, tmp_path):
    visitor, *_ = opened
    from tests.browser.test_browser import hostile

    form = hostile(canonical.load(FULL[1].read_text(encoding="utf-8"), ""))
    (tmp_path / "新.yaml").write_text(canonical.dump(form), encoding="utf-8")
    place = visitor.drop(FULL[0], tmp_path / "新.yaml")
    for page in (place, f"{place}desk", f"{place}take"):
        assert "<script>alert" not in visitor.get(page).text
        assert "<img src=x" not in visitor.get(page).text
