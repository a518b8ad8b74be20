// The report in a real browser; the folder of the site to look at is in SITE (see test_browser.py).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, open } from "./chromium.mjs";

const SITE = process.env.SITE;
const pages = readdirSync(SITE).filter((name) => name.endsWith(".html"));
const named = (end) => join(SITE, pages.find((name) => name.endsWith(end)));
const INDEX = join(SITE, "index.html");
const FORM = named("_3-全項目.html");
const YEARLY = named("_98-基礎.html");
const HOSTILE = named("_99-基礎.html");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHANGE = "details.change";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

/** Runs a test on a page and holds it to have asked for nothing, raised nothing and said nothing. */
async function on(file, work, options) {
  const opened = await open(browser, file, options);
  try {
    await work(opened.page);
    assert.deepEqual(opened.faults, []);
  } finally {
    await opened.close();
  }
}

/** All that is shut is opened, so that nothing of the page goes unseen. */
const settled = (page) => page.evaluate(() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
});

const visible = (page, query) => page.locator(`${query}:visible`).count();

async function search(page, words) {
  await page.locator("#q").fill(words);
  await page.locator("#q").press("Enter");
}

async function printed(page, read) {
  const folder = mkdtempSync(join(tmpdir(), "piadiff-print-"));
  try {
    const file = join(folder, "page.pdf");
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
    read(text.replace(/\s/g, ""), execFileSync("pdfinfo", [file], { encoding: "utf8" }), file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("every page", () => {
  for (const name of pages) {
    test(`${name} is read without a request, an error or a fault of access`, () =>
      on(join(SITE, name), async (page) => {
        assert.equal(await page.locator("html").getAttribute("lang"), "ja");
        const found = await page.evaluate(`${AXE}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })`);
        assert.ok(found.passes.length > 20);
        const told = found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
        assert.deepEqual(told, []);
      }));

    test(`${name} can be read in the dark`, () =>
      on(join(SITE, name), async (page) => {
        await settled(page);
        const found = await page.evaluate(`${AXE}; axe.run({ runOnly: ["color-contrast"] })`);
        assert.deepEqual(found.violations.map((each) => each.nodes.slice(0, 3).map((node) => node.html)), []);
        const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.notEqual(paper, "rgb(255, 255, 255)");
      }, { colorScheme: "dark" }));

    test(`${name} shows all it holds where scripts do not run`, () =>
      on(join(SITE, name), async (page) => {
        assert.equal(await visible(page, "tbody tr"), await page.locator("tbody tr").count());
        assert.equal(await visible(page, ".js"), 0);
      }, { javaScriptEnabled: false }));

    for (const width of [1440, 1280, 1024, 390]) {
      test(`${name} fits a window of ${width} pixels`, () =>
        on(join(SITE, name), async (page) => {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(wide <= 0, `${wide}px`);
        }, { viewport: { width, height: 700 } }));
    }
  }
});

describe("the list of forms", () => {
  test("is searched, whatever width the words are typed in", () =>
    on(INDEX, async (page) => {
      const all = await visible(page, "tbody tr");
      await page.getByRole("searchbox").fill("個人住民税");
      assert.equal(await visible(page, "tbody tr"), 1);
      await page.getByRole("searchbox").fill("令和７年９月３０日");
      assert.equal(await visible(page, "tbody tr"), 1);
      assert.equal(await visible(page, ".empty"), 0);
      await page.getByRole("searchbox").fill("どこにもない言葉");
      assert.equal(await visible(page, ".empty"), 1);
      await page.getByRole("searchbox").fill("");
      assert.equal(await visible(page, "tbody tr"), all);
    }));

  test("is narrowed by kind and sorted by day, what has no day last", () =>
    on(INDEX, async (page) => {
      await page.getByLabel("種類").selectOption("重点");
      assert.equal(await visible(page, "tbody tr"), 1);
      await page.getByLabel("種類").selectOption("");
      const days = () => page.locator("tbody tr td:nth-of-type(5)").evaluateAll((cells) => cells.map((cell) => cell.dataset.sort));
      await page.getByRole("button", { name: "最後の公表日" }).click();
      const rising = await days();
      const known = rising.filter(Boolean);
      assert.deepEqual(rising, [...known.toSorted(), ...rising.filter((day) => !day)]);
      await page.getByRole("button", { name: "最後の公表日" }).press("Enter");
      assert.deepEqual(await days(), [...known.toSorted().reverse(), ...rising.filter((day) => !day)]);
    }));

  test("tells what is new since the last look", () =>
    on(INDEX, async (page) => {
      assert.equal(await visible(page, "#since"), 0);
      await page.evaluate(() => {
        const name = "piadiff:look:index:みほん市長", kept = JSON.parse(localStorage[name]);
        const [first, second] = Object.keys(kept.now);
        delete kept.now[first];
        kept.now[second][0] -= 1;
        localStorage[name] = JSON.stringify({ ...kept, id: "before" });
      });
      await page.reload();
      assert.match(await page.locator("#since").textContent(), /加わった評価書 1、版が加わった評価書 1、要確認が増えた評価書 0/);
    }));

  test("leads to the page of each form", () =>
    on(INDEX, async (page) => {
      for (const place of Array(pages.length - 2).keys()) {
        const link = page.locator("tbody a").nth(place);
        const title = await link.textContent();
        await link.click();
        assert.equal(await page.locator("h1").textContent(), title);
        await page.getByRole("link", { name: "評価書の一覧" }).click();
      }
    }));
});

describe("a registry of a thousand forms", () => {
  test("has a list that answers: searched, sorted and paged from the script beside it", () =>
    on(join(process.env.MANY, "index.html"), async (page) => {
      await page.locator("#count", { hasText: "1000 / 1000" }).waitFor();
      assert.equal(await visible(page, "tbody tr"), 100);
      await page.locator("#more").click();
      assert.equal(await visible(page, "tbody tr"), 200);
      await page.getByRole("searchbox").fill("事務999");
      assert.equal(await visible(page, "tbody tr"), 1);
      assert.match(page.url(), /q=/);
      await page.getByRole("searchbox").fill("");
      await page.getByRole("button", { name: "最後の公表日" }).click();
      await page.getByRole("button", { name: "最後の公表日" }).click();
      assert.match(await page.locator("tbody tr").first().textContent(), /事務1000/);
      assert.equal(await visible(page, ".parts"), 0);
    }));

  test("can be paged where scripts do not run", () =>
    on(join(process.env.MANY, "index.html"), async (page) => {
      await page.getByRole("link", { name: "10", exact: true }).click();
      assert.match(await page.locator("tbody tr").last().textContent(), /事務1000/);
    }, { javaScriptEnabled: false }));

  test("is without a fault of access, the year of the body too", async () => {
    for (const name of ["index.html", "across.html"]) {
      await on(join(process.env.MANY, name), async (page) => {
        await settled(page);
        const found = await page.evaluate(`${AXE}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })`);
        assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes[0].html}`), []);
      });
    }
  });
});

describe("the page of a form", () => {
  test("hides the changes of the verdicts that are not asked for", () =>
    on(FORM, async (page) => {
      const heavy = await page.locator(`${CHANGE}[data-verdict=重要]`).count();
      const all = await page.locator(CHANGE).count();
      assert.ok(heavy > 0 && heavy < all);
      await page.locator("input.verdict[value=軽微]").uncheck();
      assert.equal(await visible(page, CHANGE), heavy);
      assert.equal(await visible(page, `${CHANGE}[data-verdict=軽微]`), 0);
      assert.match(await page.locator("#count").textContent(), new RegExp(`変更 ${heavy} / ${all}件`));
      await page.locator("#reset").click();
      assert.equal(await visible(page, CHANGE), all);
    }));

  test("is narrowed by version, section and item", () =>
    on(FORM, async (page) => {
      await page.locator("#revision").selectOption("2");
      assert.equal(await visible(page, ".revision"), 1);
      await page.locator("#revision").selectOption("");
      await page.locator("#section").selectOption("Ⅳ");
      const section = await visible(page, CHANGE);
      assert.equal(section, await page.locator(`${CHANGE}[data-section=Ⅳ]`).count());
      assert.ok(section > 0);
      assert.equal(await page.locator("#item option:not([disabled])").evaluateAll((options) =>
        options.filter((option) => option.value && option.dataset.section !== "Ⅳ").length), 0);
      const item = await page.locator(`${CHANGE}[data-section=Ⅳ]`).first().getAttribute("data-item");
      await page.locator("#item").selectOption(item);
      assert.equal(await visible(page, CHANGE), await page.locator(`${CHANGE}[data-item="${item}"]`).count());
    }));

  test("finds words across marks, widths and line breaks, marks them and opens what holds them", () =>
    on(FORM, async (page) => {
      await search(page, "ガバメントクラウド");
      const shown = page.locator(`${CHANGE}:visible`);
      assert.ok(await shown.count() > 0 && await shown.count() < await page.locator(CHANGE).count());
      for (const change of await shown.all()) {
        assert.notEqual(await change.getAttribute("open"), null);
        assert.ok(await change.locator("mark").count() > 0);
      }
      const plain = await shown.count();
      await search(page, "ｶﾞﾊﾞﾒﾝﾄ ｸﾗｳﾄﾞ");
      assert.equal(await shown.count(), plain);
      const marked = new Set(await page.locator("mark").allTextContents());
      assert.ok([...marked].every((text) => ["ガバメント", "クラウド", "ガバメントクラウド"].includes(text)), [...marked].join());
      await search(page, "");
      assert.equal(await page.locator("mark").count(), 0);
      await search(page, "どこにもない言葉");
      assert.equal(await visible(page, CHANGE), 0);
      assert.equal(await visible(page, ".empty"), 2);
    }));

  test("marks a word that runs from unchanged text into changed text", () =>
    on(FORM, async (page) => {
      const word = await page.evaluate(() => {
        const mark = [...document.querySelectorAll("td.text ins")].find((each) => each.previousSibling?.data?.length > 3 && each.textContent.length > 3);
        return mark.previousSibling.data.slice(-3) + mark.textContent.slice(0, 3);
      });
      await search(page, word);
      assert.ok((await page.locator("td.text ins mark").allTextContents()).some((text) => word.endsWith(text)));
    }));

  test("keeps the heads of the two columns in sight below the controls", () =>
    on(FORM, async (page) => {
      await page.getByRole("button", { name: "すべて開く" }).click();
      const places = await page.locator(CHANGE).evaluateAll((all) => {
        const tall = all.reduce((a, b) => (b.offsetHeight > a.offsetHeight ? b : a));
        window.scrollTo({ top: tall.getBoundingClientRect().top + window.scrollY + 60, behavior: "instant" });
        const box = (query, root) => root.querySelector(query).getBoundingClientRect();
        return { controls: document.querySelector("#q").closest(".tools").getBoundingClientRect().bottom, head: box("thead th", tall).top };
      });
      assert.ok(Math.abs(places.controls - places.head) <= 2, JSON.stringify(places));
    }));

  test("is worked by keyboard: the skip link, the order of the controls, a change opened and shut", () =>
    on(FORM, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "まず見る点へ進む");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest(".points") !== null));
      await page.locator("#q").focus();
      const minor = page.locator(`${CHANGE}[data-verdict=軽微]`).first();
      assert.equal(await minor.getAttribute("open"), null);
      for (let steps = 0; steps < 40; steps++) {
        await page.keyboard.press("Tab");
        if (await minor.locator("summary").evaluate((summary) => summary === document.activeElement)) break;
      }
      const outline = await minor.locator("summary").evaluate((summary) => getComputedStyle(summary).outlineWidth);
      assert.equal(outline, "3px");
      await page.keyboard.press("Enter");
      assert.ok(await minor.locator("table").isVisible());
      await page.keyboard.press("Space");
      assert.ok(!await minor.locator("table").isVisible());
    }));

  test("leads from the map to a change, even one that is filtered away", () =>
    on(FORM, async (page) => {
      await page.locator("input.verdict[value=軽微]").uncheck();
      const link = page.locator(".heat a.v-3").first();
      const target = (await link.getAttribute("href")).slice(1);
      await link.click();
      await page.locator(`[id="${target}"] table`).waitFor({ state: "visible" });
    }));

  test("shows many versions on one sheet of the map, each mark by its name", () =>
    on(YEARLY, async (page) => {
      const { seen, whole } = await page.locator(".heat").evaluate((table) =>
        ({ seen: table.parentNode.clientWidth, whole: table.parentNode.scrollWidth }));
      assert.ok(whole <= seen, `${whole} > ${seen}`);
      assert.ok(await page.getByRole("row", { name: /表紙-公表日/ }).getByRole("link", { name: "軽微" }).count() === 9);
    }));

  test("is printed on A4 across, every change open, without the controls", () =>
    on(FORM, async (page) => {
      const texts = await page.locator("td.text ins, td.text del, .why p").evaluateAll((all) => all.map((each) => each.textContent));
      await printed(page, (text, info) => {
        assert.match(info, /Page size:\s+84[12]\.?\d* x 59[45]\.?\d* pts \(A4\)/);
        for (const each of texts) assert.ok(text.includes(each.replace(/\s/g, "").slice(0, 12)), each);
        assert.ok(!text.includes("すべて開く") && !text.includes("まず見る点へ進む"));
        assert.ok(text.split("変更前変更後判定と説明").length > 10);
      });
      const shut = await page.locator(`${CHANGE}[data-verdict=軽微]`).first().getAttribute("open");
      assert.equal(shut, null);
    }));

  test("says on paper what was filtered", () =>
    on(FORM, async (page) => {
      await page.locator("input.verdict[value=軽微]").uncheck();
      await printed(page, (text) => assert.ok(text.includes("絞り込み中:判定再実施・重要・要判断")));
    }));
});

describe("what to look at first", () => {
  test("stands above everything else, in one window, and leads to what it says in one click", () =>
    on(FORM, async (page) => {
      const box = await page.locator(".points").boundingBox();
      assert.ok(box.y < 300 && box.y + box.height < 1000, JSON.stringify(box));
      for (const link of await page.locator(".points li > a").all()) {
        await link.click();
        const target = (await link.getAttribute("href")).slice(1);
        assert.ok(await page.locator(`[id="${target}"]`).isVisible());
      }
    }));

  test("opens the rows of a cell of the matrix, and only those", () =>
    on(FORM, async (page) => {
      for (const link of await page.locator(".matrix a").all()) {
        const count = Number(await link.textContent());
        const wanted = new URLSearchParams((await link.getAttribute("href")).slice(1));
        await link.click();
        await page.locator("#narrowed", { hasText: `提出時期 ${wanted.get("t")}、行の判定 ${wanted.get("j")}` }).waitFor();
        const query = `.row[id][data-timing="${wanted.get("t")}"][data-judged="${wanted.get("j")}"]`;
        assert.equal(await visible(page, query), count);
      }
    }));

  test("explains a check in place", () =>
    on(FORM, async (page) => {
      const button = page.locator(".points .known").first();
      await button.click();
      const told = page.locator(`#k-check-${await button.textContent()}`);
      assert.ok(await told.isVisible());
      assert.match(await told.textContent(), /根拠/);
      await page.keyboard.press("Escape");
      assert.ok(!await told.isVisible());
    }));

  test("tells what is new since the last look, and keeps telling it when the page is loaded again", () =>
    on(FORM, async (page) => {
      assert.match(await page.locator("#since").textContent(), /初めて見る/);
      const mark = await page.evaluate(() => {
        const name = Object.keys(localStorage).find((each) => each.startsWith("piadiff:look:"));
        const kept = JSON.parse(localStorage[name]);
        const mark = kept.now.marks.shift();
        localStorage[name] = JSON.stringify({ ...kept, id: "before", now: { ...kept.now, versions: 2, marks: kept.now.marks } });
        return mark;
      });
      for (let look = 0; look < 2; look++) {
        await page.reload();
        assert.match(await page.locator("#since").textContent(), /新しい版 1、新しい所見 [1-9]/);
      }
      await page.locator("#since a").click();
      assert.ok(await page.locator(`tr.seen[data-mark="${mark}"]`).first().isVisible());
      assert.equal(await visible(page, "tr.seen"), await page.locator("tr.seen[data-fresh]").count());
    }));
});

describe("the findings", () => {
  test("are narrowed by level, check, section and state, searched, and say how many are left", () =>
    on(FORM, async (page) => {
      const all = await page.locator("tr.seen").count();
      const check = await page.locator("tr.seen").first().getAttribute("data-check");
      await page.locator("#fc").selectOption(check);
      const left = await page.locator(`tr.seen[data-check=${check}]`).count();
      assert.equal(await visible(page, "tr.seen"), left);
      assert.equal(await page.locator("#f-count").textContent(), `所見 ${left} / ${all}件`);
      await page.locator("#f-reset").click();
      await page.locator("#fl").selectOption("参考");
      assert.equal(await visible(page, "tr.seen"), await page.locator("tr.seen[data-level=参考]").count());
      await page.locator("#fl").selectOption("");
      await page.locator("#ft").selectOption("受容");
      assert.equal(await visible(page, "tr.seen"), await page.locator("tr.seen[data-state=受容]").count());
      await page.locator("#ft").selectOption("");
      await page.locator("#fq").fill("どこにもない言葉");
      assert.ok(await page.locator("#none-seen").isVisible());
    }));

  test("are gathered and sorted without losing one", () =>
    on(FORM, async (page) => {
      const marks = () => page.locator("tr.seen").evaluateAll((all) => all.map((each) => each.id).sort().join());
      const before = await marks();
      for (const way of ["check", "item", "version", "level", "state", ""]) {
        await page.locator("#fg").selectOption(way);
        const heads = await page.locator("tr.gathered").allTextContents();
        assert.equal(heads.length, new Set(heads).size);
        assert.equal(heads.length > 0, way !== "");
        assert.equal(await marks(), before);
      }
      await page.locator("#fo").selectOption("row");
      const rows = await page.locator("tr.seen").evaluateAll((all) => all.map((each) => Number(each.dataset.row) || Infinity));
      assert.deepEqual(rows, rows.toSorted((a, b) => a - b));
    }));

  test("and the changes keep their filters in the address, which brings them back", () =>
    on(FORM, async (page) => {
      await page.locator("#fl").selectOption("注意");
      await page.locator("#fg").selectOption("check");
      await page.locator("#revision").selectOption("2");
      await page.locator("input.verdict[value=軽微]").uncheck();
      const shown = [await visible(page, "tr.seen"), await visible(page, CHANGE)];
      const address = page.url();
      await page.goto("about:blank");
      await page.goto(address);
      assert.deepEqual([await visible(page, "tr.seen"), await visible(page, CHANGE)], shown);
      assert.equal(await page.locator("#fg").inputValue(), "check");
      assert.ok(!await page.locator("input.verdict[value=軽微]").isChecked());
      await page.locator("#reset").click();
      assert.equal(await page.locator("#fl").inputValue(), "注意");
    }));

  test("lie beside the page as tables", () =>
    on(FORM, async (page) => {
      for (const link of await page.locator(".files a").all()) {
        assert.ok(readFileSync(join(SITE, decodeURIComponent(await link.getAttribute("href")))).length > 100);
      }
      assert.equal(await page.locator(".files a").count(), 2);
    }));
});

describe("the form as of a day", () => {
  test("moves with the slider, lights what changed, and asks only for the script beside the page", () =>
    on(FORM, async (page) => {
      assert.equal(await visible(page, "#then-items"), 0);
      const slider = page.locator("#when");
      const versions = Number(await slider.getAttribute("max"));
      await slider.focus();
      await page.keyboard.press("ArrowLeft");
      await page.locator(".then").waitFor();
      const items = await visible(page, ".then tr:not(.gathered)");
      assert.ok(items > 100, `${items}`);
      assert.match(await page.locator("#then-name").textContent(), new RegExp(`^第${versions - 1}版`));
      await page.keyboard.press("ArrowRight");
      const lit = await visible(page, ".then .lit");
      const changed = await page.locator(`.revision[data-revision="${versions}"] .change`).count();
      assert.ok(lit > 0 && lit <= changed, `${lit} ${changed}`);
      await page.locator("#lit-only").check();
      assert.equal(await visible(page, ".then tr:not(.gathered)"), lit);
    }));

  test("stands in the address: a day brings back the version that was the newest", () =>
    on(FORM, async (page) => {
      const stop = page.locator(".stops button").nth(0);
      const day = await stop.getAttribute("data-day");
      await page.goto(`${page.url()}#day=${day}`);
      await page.reload();
      await page.locator(".then").waitFor();
      assert.match(await page.locator("#then-name").textContent(), /^第1版/);
      assert.equal(await page.locator("#day").inputValue(), day);
      await page.locator(".stops button").last().click();
      assert.match(page.url(), /day=\d{4}-\d\d-\d\d/);
      assert.ok(!page.url().includes(day));
    }));

  test("is fit to be read by everyone, the life of an item too", () =>
    on(FORM, async (page) => {
      await page.locator(".stops button").last().click();
      await page.locator(".then").waitFor();
      await settled(page);
      const found = await page.evaluate(`${AXE}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })`);
      const told = found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" ")}`);
      assert.deepEqual(told, []);
    }));

  test("shows markup as text", () =>
    on(HOSTILE, async (page) => {
      await page.locator(".stops button").last().click();
      await page.locator(".then").waitFor();
      assert.equal(await page.locator(".then img, .then script, .then svg").count(), 0);
      assert.ok(await page.locator(".then td", { hasText: "<img src=x onerror=alert(2)>" }).count() > 0);
    }));
});

describe("keys", () => {
  test("/ leads to the search, j and k through findings and changes, ? to the help", () =>
    on(FORM, async (page) => {
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.type), "search");
      await page.keyboard.type("j/k");
      assert.equal(await page.evaluate(() => document.activeElement.value), "j/k");
      await page.evaluate(() => { document.activeElement.value = ""; document.activeElement.dispatchEvent(new Event("input")); document.activeElement.blur(); });
      const here = () => page.evaluate(() => document.activeElement.closest("tr.seen, .change")?.id);
      await page.evaluate(() => document.querySelector("tr.seen").focus());
      assert.equal(await here(), "o-1");
      await page.keyboard.press("j");
      assert.equal(await here(), "o-2");
      await page.keyboard.press("k");
      assert.equal(await here(), "o-1");
      await page.evaluate(() => Array.from(document.querySelectorAll("tr.seen")).pop().focus());
      await page.keyboard.press("j");
      assert.match(await here(), /^c-/);
      await page.keyboard.press("?");
      assert.ok(await page.locator("#help").isVisible());
      await page.keyboard.press("Escape");
    }));

  test("the brightness is chosen and stays", () =>
    on(FORM, async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(await paper(), "rgb(255, 255, 255)");
      await page.locator("#theme").click();
      await page.locator("#theme").click();
      const dark = await paper();
      assert.notEqual(dark, "rgb(255, 255, 255)");
      await page.reload();
      assert.equal(await paper(), dark);
      await page.emulateMedia({ media: "print" });
      assert.equal(await paper(), "rgb(255, 255, 255)");
    }));
});

describe("a selection on paper", () => {
  test("is printed alone: the changes that are left, and what was filtered", () =>
    on(FORM, async (page) => {
      await page.locator("#section").selectOption("Ⅳ");
      const left = await page.locator(`${CHANGE}:visible .what`).allTextContents();
      await printed(page, (text, info) => {
        assert.match(info, /A4/);
        for (const each of left) assert.ok(text.includes(each.replace(/\s/g, "").slice(0, 10)), each);
        assert.ok(!text.includes("まず見る") && !text.includes("いまの記載最後の版"));
        assert.ok(text.includes("絞り込み中:章Ⅳ"));
      });
    }));

  test("can be findings", () =>
    on(FORM, async (page) => {
      await page.locator("#fl").selectOption("注意");
      await printed(page, (text) => {
        assert.ok(text.includes("絞り込み中:段階注意"));
        assert.ok(!text.includes("まず見る") && !text.includes("▲要確認"));
      });
    }));
});

describe("a form that holds markup", () => {
  test("is shown as text and runs nothing", () =>
    on(HOSTILE, async (page) => {
      assert.equal(await page.locator("h1").textContent(), "<script>alert(1)</script>に関する事務");
      assert.equal(await page.locator("img, iframe, object, embed, link[rel=stylesheet]").count(), 0);
      assert.equal(await page.locator("script").count(), 1);
      await page.getByRole("button", { name: "すべて開く" }).click();
      assert.ok(await page.locator("td.text", { hasText: '"><img src=x onerror=alert(2)>' }).first().isVisible());
      await search(page, "<img src=x onerror=alert(2)>");
      assert.ok(await page.locator("mark").count() > 0);
      await page.waitForTimeout(200);
    }));

  test("stands in the list as text", () =>
    on(INDEX, async (page) => {
      assert.equal(await page.locator("tbody a", { hasText: "<script>alert(1)</script>" }).count(), 1);
    }));

  test("would run nothing even if its markup came through", () =>
    on(HOSTILE, async (page) => {
      const ran = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        return window.ran === true;
      });
      assert.equal(ran, false);
    }).then(
      () => assert.fail("the browser did not refuse the script"),
      (error) => assert.match(error.message, /Content Security Policy/),
    ));
});
