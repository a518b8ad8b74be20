"""What the law's data cost to load and to ask: python tests/bench/bench_law.py.

Figures are those of one run on whatever machine this is; every line is measured in a fresh process.
"""

from __future__ import annotations

import subprocess
import sys

from tabulate import tabulate

LOAD = "from piadiff.law import shelf\n[(shelf.law(e.id), [shelf.table(e.id, t) for t in e.tables]) for e in shelf.entries()]\nshelf.moves()"
ONE = "番号法第9条第1項（利用範囲）、住民基本台帳法第12条（本人等の請求による住民票の写し等の交付）、"
CASES = {
    "法令のデータをすべて読む": LOAD,
    "番号法だけを読む": "from piadiff.law import shelf\nshelf.law('425AC0000000027')",
    "一つの欄の引用 3,000 か所を見つける": f"from piadiff.law import find_citations\nlen(find_citations({ONE!r} * 1500))",
    "一つの欄の項番 3,000 個を確かめる": (
        "from datetime import date\nfrom piadiff.law import check, find_citations\n"
        "text = '番号法別表第二の' + '、'.join(str(n) for n in range(1, 3001)) + 'の項'\n"
        "[check(c, date(2023, 4, 1)) for c in find_citations(text)]"
    ),
}
TIMER = "import time, piadiff.law, piadiff.data\nbegin = time.process_time()\n{}\nprint(time.process_time() - begin)"


def main() -> None:
    """Print the table."""
    rows = []
    for name, code in CASES.items():
        runs = [
            float(subprocess.run([sys.executable, "-c", TIMER.format(code)], capture_output=True, check=True).stdout)
            for _ in range(5)
        ]
        rows.append((name, f"{min(runs) * 1000:.0f} ms"))
    sys.stdout.write(tabulate(rows, headers=("何を", "計算時間（5回の最短）"), tablefmt="github") + "\n")


if __name__ == "__main__":
    main()
