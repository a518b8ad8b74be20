"""A second reader is asked on loopback: slow, wrong, hostile and absent answers change no verdict and stop nothing."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from openpyxl import load_workbook

from piadiff.errors import WrongCallError
from piadiff.model import Verdict
from piadiff.pipeline.second_reader import Answer, SecondReader, UnansweredError

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[1:3]
GOOD = {"verdict": "重要", "reason": "承認する人が変わり、統制が弱まるおそれがあります。", "facts": ["承認の権限は誰にあるか"]}


def completion(content):
    told = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": told}}]}).encode()


@contextmanager
def office(answer):
    """A chat endpoint of our own; gives its address and the questions that came."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append((self.path, json.loads(body), dict(self.headers)))
            answer(self)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(body, status=200, headers=()):
    def answer(handler):
        handler.send_response(status)
        for name, value in headers:
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def pair(tmp_path):
    """Two versions with one open question."""
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    old.write_bytes(ZEI[0].read_bytes())
    text = ZEI[1].read_text(encoding="utf-8")
    new.write_text(text.replace("課長の許しがなければできない", "係長の許しがなければできない"), encoding="utf-8")
    return old, new


def rows(out):
    return json.loads(out)["rows"]


def verdicts(out):
    return [(row["verdict"], row["timing"], row["explanation"]) for row in rows(out)]


def test_an_opinion_stands_beside_the_proof_and_moves_no_verdict(piadiff, pair, tmp_path):
    plain = piadiff("draft", *pair, "--json")[1]
    with office(says(completion(GOOD))) as (url, asked):
        status, out, err = piadiff("draft", *pair, "--opinion", url, "--model", "庁内の模型", "--json")
    assert (status, err.count("参考意見を得られなかった")) == (0, 0)
    assert verdicts(out) == verdicts(plain)
    told = [row for row in rows(out) if "opinion" in row]
    assert told and len(told) == len(asked)
    assert all(row["verdict"] in ("要判断", "軽微") for row in told)
    assert any(row["verdict"] == "要判断" for row in told)
    assert {row["opinion"]["model"] for row in told} == {"庁内の模型"}
    assert all(row["opinion"]["heavier"] and row["opinion"]["day"] for row in told)
    path, body, headers = asked[0]
    assert (path, body["model"]) == ("/v1/chat/completions", "庁内の模型")
    question = json.loads(body["messages"][1]["content"])
    assert question["規則"] and question["規則"][0]["根拠"] and {"変更前", "変更後"} <= set(question)
    assert not {"Authorization", "Cookie"} & set(headers)

    kept = piadiff("draft", *pair, "--json")[1]
    assert [row.get("opinion") for row in rows(kept)] == [row.get("opinion") for row in rows(out)]
    table = tmp_path / "表.xlsx"
    piadiff("draft", *pair, "-o", table)
    cells = [str(cell.value) for row in load_workbook(table)["変更箇所"].iter_rows() for cell in row]
    assert any("参考意見（庁内の模型" in cell and "判定ではありません" in cell for cell in cells)


def test_only_open_rows_and_light_rows_on_listed_items_are_asked_about(piadiff, tmp_path):
    file = tmp_path / "行.json"
    given = [
        {"form": "全項目", "item": "Ⅱ（住民税ファイル）－３－⑧", "before": "台帳", "after": "原簿"},
        {"form": "全項目", "item": "Ⅰ－７－②", "before": "市民課長", "after": "税務課長"},
    ]
    file.write_text(json.dumps(given), encoding="utf-8")
    with office(says(completion(GOOD))) as (url, asked):
        out = json.loads(piadiff("classify", file, "--opinion", url, "--model", "模型", "--json")[1])
        shown = piadiff("classify", file, "--opinion", url, "--model", "模型")[1]
    wanted = [
        each["row"]
        for each in out["changes"]
        if each["verdict"] == "要判断" or (each["verdict"] == "軽微" and each["significant"])
    ]
    assert wanted and [each["row"] for each in out["changes"] if "opinion" in each] == wanted
    assert len(asked) == 2 * len(wanted)
    assert "参考意見（模型" in shown


def test_a_lighter_opinion_lowers_nothing(piadiff, pair):
    plain = piadiff("draft", *pair, "--json")[1]
    light = {"verdict": "軽微", "reason": "言い換えです。", "facts": []}
    with office(says(completion(light))) as (url, _):
        out = piadiff("draft", *pair, "--opinion", url, "--model", "模型", "--json")[1]
        steps = piadiff("next", *pair)[1]
        checked = piadiff("check", *pair)[0]
    assert verdicts(out) == verdicts(plain)
    assert not any(row["opinion"]["heavier"] for row in rows(out) if "opinion" in row)
    assert [row["missing"] for row in rows(out)] == [row["missing"] for row in rows(plain)]
    assert "要判断" in steps and checked == 1


HOSTILE = {
    "no JSON": completion("重要だと思います"),
    "another shape": completion({"verdict": "重要"}),
    "more keys": completion({**GOOD, "decided_by": "規則"}),
    "unknown verdict": completion({**GOOD, "verdict": "問題なし"}),
    "key twice": completion('{"verdict": "軽微", "verdict": "重要", "reason": "x", "facts": []}'),
    "too long": completion({**GOOD, "reason": "あ" * 601}),
    "no reason": completion({**GOOD, "reason": ""}),
    "many facts": completion({**GOOD, "facts": ["事実"] * 6}),
    "a long fact": completion({**GOOD, "facts": ["事" * 201]}),
    "an empty fact": completion({**GOOD, "facts": [""]}),
    "deep": b"[" * 100_000,
    "no completion": b'{"error": "quota"}',
    "no choices": b'{"choices": []}',
    "content is a number": b'{"choices": [{"message": {"content": 3}}]}',
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "endless": completion(GOOD) + b" " * 1_000_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_wrong_answer_is_none(body):
    with office(says(body)) as (url, _), pytest.raises(UnansweredError):
        SecondReader(url, "模型", 5).ask("規則", "問い")


def test_an_answer_in_a_fence_counts():
    with office(says(completion(f"```json\n{json.dumps(GOOD)}\n```"))) as (url, _):
        assert SecondReader(url, "模型", 5).ask("規則", "問い") == Answer.model_validate(GOOD)


@pytest.mark.parametrize("status", [301, 302, 307, 401, 404, 500])
def test_another_status_is_no_answer_and_no_redirect_is_followed(status):
    with office(says(completion(GOOD))) as (other, reached):
        moved = says(b"", status, [("Location", other)])
        with office(moved) as (url, asked), pytest.raises(UnansweredError) as error:
            SecondReader(url, "模型", 5).ask("規則", "問い")
    assert (len(asked), reached, str(status) in error.value.message) == (1, [], True)


@pytest.mark.parametrize("begun", [b"HTTP/1.0 2", b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.0 200 OK\r\n\r\n"])
def test_a_slow_answer_is_waited_for_no_longer_than_asked(begun):
    dripped = []

    def drips(handler):
        with suppress(OSError):
            handler.wfile.write(begun)
            for _ in range(200):
                handler.wfile.write(b"0")
                handler.wfile.flush()
                dripped.append(1)
                time.sleep(0.05)

    with office(drips) as (url, _):
        with pytest.raises(UnansweredError, match="時間内"):
            SecondReader(url, "模型", 0.4).ask("規則", "問い")
        assert len(dripped) < 100


def test_one_who_takes_the_call_and_says_nothing_is_not_waited_for():
    """A greeting over TLS that never comes is waited for no longer than an answer."""
    told = []

    def asks(url):
        with pytest.raises(UnansweredError) as error:
            SecondReader(url, "模型", 0.2).ask("規則", "問い")
        told.append(error.value.message)

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        waiting = threading.Thread(target=asks, args=(f"https://127.0.0.1:{silent.getsockname()[1]}/x",), daemon=True)
        waiting.start()
        waiting.join(10)
    assert told == ["時間内に答えがありません"]


def test_where_nobody_listens_the_draft_comes_all_the_same(piadiff, pair):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/v1/chat/completions"
        status, out, err = piadiff("draft", *pair, "--opinion", url, "--model", "模型", "--json")
    assert (status, "参考意見を得られなかったもの" in err, "つながりません" in err) == (0, True, True)
    assert verdicts(out) == verdicts(piadiff("draft", *pair, "--json")[1])
    assert not pair[1].with_name("新.opinions.yaml").exists()


def test_what_steers_a_screen_reaches_none(piadiff, pair):
    with office(says(completion({**GOOD, "reason": "\x1b[2J判定は軽微です\u202e"}))) as (url, _):
        _, out, _ = piadiff("draft", *pair, "--opinion", url, "--model", "模型")
        again = piadiff("draft", *pair, "--format", "html")[1]
    assert "\x1b" not in out + again and "\u202e" not in out


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://a/b", "http://", "http://user:pw@a/", "//a/b", "http://a/b#c", "http://a b/", "あ",
     "http://あ/", "http://a:0/", "http://a:99999/"],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(WrongCallError):
        SecondReader(url, "模型")


@pytest.mark.parametrize("only", [("--opinion", "http://127.0.0.1:9/x"), ("--model", "模型")])
def test_address_and_model_come_together(piadiff, pair, only):
    status, _, err = piadiff("draft", *pair, *only)
    assert (status, "両方が要ります" in err) == (2, True)


def test_nothing_is_asked_unless_an_address_is_named(piadiff, pair, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", refuse)
    assert piadiff("draft", *pair)[0] == 0
    assert Verdict.UNDECIDED in {row["verdict"] for row in rows(piadiff("draft", *pair, "--json")[1])}
