"""Random semantic edits of a version: what a municipality really changes between two publications."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.series.written import Value, below, wareki

SCALES = (
    ("特に力を入れている", "十分である", "課題が残されている"),
    ("特に力を入れて行っている", "十分に行っている", "十分に行っていない"),
    ("特に力を入れて整備している", "十分に整備している", "十分に整備していない"),
    ("特に力を入れて周知している", "十分に周知している", "十分に周知していない"),
    ("10人未満", "10人以上50人未満", "50人以上100人未満", "100人以上500人未満", "500人以上1,000人未満", "1,000人以上"),
    (
        "1年未満",
        "1年",
        "2年",
        "3年",
        "4年",
        "5年",
        "6年以上10年未満",
        "10年以上20年未満",
        "20年以上",
        "定められていない",
    ),
)
BOXES = {
    "Ⅳ-9": ("自己点検", "内部監査", "外部監査"),
    "Ⅳ-8": ("自己点検", "内部監査", "外部監査"),
    "Ⅲ(*)-8": ("自己点検", "内部監査", "外部監査"),
    "Ⅱ(*)-3-②": (
        "紙",
        "電子記録媒体（フラッシュメモリを除く。）",
        "フラッシュメモリ",
        "電子メール",
        "専用線",
        "庁内連携システム",
        "情報提供ネットワークシステム",
    ),
}
SENTENCES = (
    "毎月の初めに、係長が{0}の記録を確かめる。",
    "{0}を扱う端末は、離席の際に自動で施錠する。",
    "{0}の受渡しには、二人の職員が立ち会う。",
    "年度の途中で着任した職員には、{0}の手引を渡して説明する。",
    "{0}の保管場所を変えるときは、課長の承認を受ける。",
    "夜間及び休日は、{0}を使えない設定にしている。",
    "点検で見付かった不備は、{0}の管理簿に記録して改める。",
    "{0}の写しを作ったときは、枚数と配布先を控える。",
)
THINGS = ("台帳", "申請書", "通知書", "点検票", "回答書", "名簿", "帳票", "記録媒体", "画面の写し", "引継書")
SWAPS = (
    ("施錠できる書庫", "耐火の保管庫"),
    ("年に1回", "半年に1回"),
    ("月に1回", "週に1回"),
    ("90日ごと", "60日ごと"),
    ("職員ごとの識別番号", "職員証に結び付いた識別番号"),
    ("所定の請求書", "市区町村で定めた請求書"),
    ("確かめる", "確認し、記録する"),
    ("年度の初めに", "年度の初め及び年度の半ばに"),
    ("電算室", "管理区画"),
    ("意見は寄せられなかった。", "1件の意見が寄せられた。"),
)
PARTS = ("市民部", "こども未来部", "健康部", "くらし部", "保健部", "地域福祉部", "住民部", "生涯部")
SECTIONS = ("手当課", "保健課", "支援課", "保険課", "窓口課", "給付課", "健診課", "長寿課")


@dataclass(frozen=True)
class Edit:
    """One thing that changed: new values by address (None takes the item away), and what the officer calls it.

    Attributes:
        words: (old, new) where one name gives way to another in every item.
        block: Address of a repeated group that came or went as a whole.
    """

    values: Mapping[str, Value | None]
    cause: str
    words: tuple[str, str] = ("", "")
    block: str = ""


@dataclass
class Scene:
    """What an edit is drawn from; ``touched`` are the items other edits of this version have."""

    random: Random
    kind: str
    items: Mapping[str, Value]
    day: date
    touched: set[str]

    def texts(self, least: int = 12) -> list[str]:
        """Addresses of long texts nobody has touched yet."""
        return [
            path
            for path, value in self.items.items()
            if isinstance(value, str)
            and len(value) >= least
            and path[0] in "ⅠⅡⅢⅣⅤ"
            and path not in self.touched
            and not re.search(r"-(?:1-①|3|4-②|5|5-②|6-②|1|Ⅲ)$", path)
            and not any(value == option for scale in SCALES for option in scale)
            and value.endswith("。")
        ]


def sentence_added(scene: Scene) -> Edit | None:
    """A line more in a text."""
    paths = scene.texts()
    if not paths:
        return None
    path = scene.random.choice(paths)
    lines = str(scene.items[path]).split("\n")
    marked = "・" if any(line.startswith("・") for line in lines) else ""
    sentence = scene.random.choice(SENTENCES).format(scene.random.choice(THINGS))
    if any(sentence in str(value) for value in scene.items.values()):
        return None
    at = scene.random.randint(1, len(lines))
    while at < len(lines) and lines[at].startswith("　"):
        at += 1
    return Edit({path: "\n".join([*lines[:at], marked + sentence, *lines[at:]])}, "実態に合わせた修正")


def sentence_removed(scene: Scene) -> Edit | None:
    """A line less in a text of several."""
    paths = [p for p in scene.texts() if str(scene.items[p]).count("\n・") >= 1]
    if not paths:
        return None
    path = scene.random.choice(paths)
    lines = str(scene.items[path]).split("\n")
    gone = scene.random.choice([at for at, line in enumerate(lines) if line.startswith("・")])
    return Edit({path: "\n".join(lines[:gone] + lines[gone + 1 :])}, "実態に合わせた修正")


def words_swapped(scene: Scene) -> Edit | None:
    """Some words of one text."""
    found = [
        (path, old, new)
        for path in scene.texts()
        for old, new in SWAPS
        if str(scene.items[path]).count(old) == 1 and new not in str(scene.items[path])
    ]
    if not found:
        return None
    path, old, new = scene.random.choice(found)
    return Edit({path: str(scene.items[path]).replace(old, new)}, "文言の整理")


def choice_moved(scene: Scene) -> Edit | None:
    """Another option of a scale."""
    found = [
        (path, scale)
        for path, value in scene.items.items()
        for scale in SCALES
        if value in scale and path not in scene.touched and path != "Ⅳ-11-当該対策は十分か【再掲】"
    ]
    if not found:
        return None
    path, scale = scene.random.choice(found)
    return Edit({path: scene.random.choice([o for o in scale if o != scene.items[path]])}, "実態に合わせた修正")


def box_ticked(scene: Scene) -> Edit | None:
    """A box more or less."""
    found = [
        (path, options)
        for path, value in scene.items.items()
        for options in [BOXES.get(re.sub(r"\(.*?\)", "(*)", path, count=1))]
        if options and isinstance(value, list) and value and value[0] in options and path not in scene.touched
    ]
    if not found:
        return None
    path, options = scene.random.choice(found)
    now = list(scene.items[path])
    option = scene.random.choice(options)
    ticked = [o for o in now if o != option] if option in now and len(now) > 1 else [*now, option]
    ticked = [o for o in options if o in ticked] + [o for o in now if o not in options]
    return Edit({path: ticked}, "実態に合わせた修正") if ticked != now else None


def section_renamed(scene: Scene) -> Edit | None:
    """A section of another name, in every item that names it."""
    path = next((p for p in ("Ⅰ-7-①", "Ⅰ-6-①", "Ⅰ-5-①") if str(scene.items.get(p, "")).endswith("課")), None)
    if path is None:
        return None
    full = str(scene.items[path])
    town = re.match(r".+?[市町区]", full)
    if town is None:
        return None
    new = town[0] + scene.random.choice(PARTS) + scene.random.choice(SECTIONS)
    return _renamed(scene, full, new, "組織の改正")


def system_renamed(scene: Scene) -> Edit | None:
    """宛名管理システム or the like gets another name everywhere."""
    old = scene.random.choice(("宛名管理システム", "中間サーバー"))
    new = {"宛名管理システム": "統合宛名番号システム", "中間サーバー": "中継サーバー"}[old]
    return _renamed(scene, old, new, "システムの名称の変更")


def _renamed(scene: Scene, old: str, new: str, cause: str) -> Edit | None:
    holding = [path for path, value in scene.items.items() if isinstance(value, str) and old in value]
    if not holding or scene.touched & set(holding) or any(new in str(v) for v in scene.items.values()):
        return None
    return Edit({p: str(scene.items[p]).replace(old, new) for p in holding}, cause, words=(old, new))


def count_dated(scene: Scene) -> Edit | None:
    """Both 時点 of 様式2."""
    paths = [path for path in scene.items if path.endswith("-時点") and path not in scene.touched]
    day = wareki(scene.day.replace(day=1) - timedelta(days=scene.random.choice((1, 32, 63))))
    if not paths or any(scene.items[path] == day for path in paths):
        return None
    return Edit(dict.fromkeys(paths, day), "時点の更新")


def telephone_changed(scene: Scene) -> Edit | None:
    """Another telephone number."""
    found = [p for p, v in scene.items.items() if re.search(r"0998-11-\d{4}$", str(v)) and p not in scene.touched]
    if not found:
        return None
    path = scene.random.choice(found)
    number = f"0998-11-{scene.random.randint(1000, 9999)}"
    return Edit({path: re.sub(r"0998-11-\d{4}$", number, str(scene.items[path]))}, "電話番号の変更")


def outsourcing_begun(scene: Scene) -> Edit | None:
    """One more 委託事項 of 様式3, with the number of them."""
    files = {m[1] for path in scene.items if (m := re.match(r"Ⅱ\((.*?)\)-4-委託事項1-④$", path))}
    if scene.kind != "重点" or not files:
        return None
    file = sorted(files)[0]
    count = f"Ⅱ({file})-4-委託の有無-件数"
    number = int(str(scene.items[count])) + 1
    group = f"Ⅱ({file})-4-委託事項{number}"
    if count in scene.touched or number > 4:
        return None
    thing = scene.random.choice([t for t in THINGS if not any(t + "の作成" in str(v) for v in scene.items.values())])
    return Edit(
        {
            count: str(number),
            group: f"{thing}の作成及び発送",
            f"{group}-①": f"{thing}の印刷、封入及び発送の作業",
            f"{group}-②": "10人以上50人未満",
            f"{group}-③": f"架空{thing}印刷株式会社",
            f"{group}-④": "再委託しない",
            f"{group}-⑤": "",
            f"{group}-⑥": "",
        },
        "委託の開始",
        block=group,
    )


def system_added(scene: Scene) -> Edit | None:
    """One more system."""
    numbers = [int(m[1]) for path in scene.items if (m := re.match(r"Ⅰ-2-システム(\d+)-①$", path))]
    if not numbers or max(numbers) > 5:
        return None
    group = f"Ⅰ-2-システム{max(numbers) + 1}"
    name = f"{scene.random.choice(THINGS)}{scene.random.choice(('受付', '発行', '照合'))}システム"
    if any(name in str(value) for value in scene.items.values()):
        return None
    return Edit(
        {
            f"{group}-①": name,
            f"{group}-②": f"{name}により、{scene.random.choice(THINGS)}の内容を取り込む。",
            f"{group}-③": ["庁内連携システム"],
        },
        "システムの追加",
        block=group,
    )


EDITS: tuple[Callable[[Scene], Edit | None], ...] = (
    sentence_added,
    sentence_added,
    sentence_removed,
    words_swapped,
    words_swapped,
    choice_moved,
    choice_moved,
    box_ticked,
    section_renamed,
    system_renamed,
    count_dated,
    telephone_changed,
    outsourcing_begun,
    system_added,
)


def draw(scene: Scene, wanted: int) -> list[Edit]:
    """Some edits that do not meet in one item."""
    made: list[Edit] = []
    for _ in range(wanted * 6):
        if len(made) >= wanted:
            break
        edit = scene.random.choice(EDITS)(scene)
        if edit and not scene.touched & set(edit.values):
            made.append(edit)
            scene.touched |= set(edit.values)
    return made


def applied(items: Mapping[str, Value], edit: Edit) -> dict[str, Value]:
    """The items after an edit."""
    now = dict(items)
    for path, value in edit.values.items():
        if value is None:
            for gone in [p for p in now if below(p, path)]:
                del now[gone]
        else:
            now[path] = value
    return now
