// The desk in a real browser: dropped, decided by keyboard alone, taken away (see test_desk_pages.py).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "./chromium.mjs";

const { ADDRESS, OLD, NEW, OUT, PICTURES, REAL } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

/** A page of the desk; whatever leaves this machine, fails or speaks up is kept in `faults`. */
async function visit(work, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "ja-JP", ...options });
  const faults = [];
  await context.route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith(ADDRESS)) return route.continue();
    faults.push(`request ${address}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() === "error") faults.push(message.text()); });
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(ADDRESS);
  try {
    await work(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** Files let go over the page as a person does, over an element or anywhere. */
async function drop(page, files, over = "main") {
  const given = files.map((file) => ({ name: basename(file), content: readFileSync(file).toString("base64") }));
  const data = await page.evaluateHandle((told) => {
    const transfer = new DataTransfer();
    for (const { name, content } of told)
      transfer.items.add(new File([Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))], name));
    return transfer;
  }, given);
  await page.dispatchEvent(over, "dragover", { dataTransfer: data });
  await page.dispatchEvent(over, "drop", { dataTransfer: data });
  if (files.length > 1 || over === ".slot >> nth=1") await page.waitForURL(/\/w\//);
}

async function accessible(page) {
  const found = await page.evaluate(`${AXE}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`);
  assert.ok(found.passes.length > 10);
  assert.deepEqual(found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(" ")}`), []);
}

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${wide}px`);
}

/** The place of every screen, from the first of a pair that was dropped. */
const screens = (page) => ["", "desk", "take"].map((each) => page.url().replace(/(\/w\/[^/]+\/).*/, `$1${each}`));
const done = async (page) => Number(await page.locator(".progress b").textContent());
const row = (page) => page.locator("#context-name").textContent();
async function changes(page, act) {
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("/desk?") && answer.ok()), act()]);
  await page.waitForSelector("body[aria-busy=false]");
}

describe("every screen", () => {
  for (const colorScheme of ["light", "dark"]) {
    test(`has no fault of access in ${colorScheme}`, () => visit(async (page) => {
      await accessible(page);
      await drop(page, [OLD, NEW]);
      for (const place of screens(page)) {
        await page.goto(place);
        await accessible(page);
      }
      await page.goto(screens(page)[1]);
      await page.keyboard.press("?");
      await accessible(page);
    }, { colorScheme }));
  }

  for (const width of [390, 768, 1100, 1440, 3840]) {
    test(`fits a window of ${width} pixels`, () => visit(async (page) => {
      await fits(page);
      await drop(page, [OLD, NEW]);
      for (const place of screens(page)) {
        await page.goto(place);
        await fits(page);
      }
    }, { viewport: { width, height: 800 } }));
  }

  test("can be used where scripts do not run", () => visit(async (page) => {
    await page.setInputFiles("[name=old]", OLD);
    await page.setInputFiles("[name=new]", NEW);
    await page.getByRole("button", { name: "変更箇所の表を作る" }).click();
    await page.getByRole("link", { name: /決める/ }).last().click();
    await page.locator("#decide").waitFor();
    await page.waitForLoadState();
    assert.equal(await page.locator(".js:visible").count(), 0);
  }, { javaScriptEnabled: false }));

  test("is printed without what only a screen needs", () => visit(async (page) => {
    await drop(page, [OLD, NEW]);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".top:visible").count(), 0);
    assert.ok(await page.locator(".official tbody tr:visible").count() > 3);
    await page.goto(screens(page)[1]);
    assert.equal(await page.locator(".queue:visible").count(), 0);
    assert.equal(await page.locator(".both:visible").first().isVisible(), true);
  }));
});

describe("files", () => {
  test("are put one after the other into the place each belongs", () => visit(async (page) => {
    await drop(page, [OLD], ".slot >> nth=0");
    assert.match(await page.locator(".slot").first().textContent(), new RegExp(basename(OLD).normalize("NFC")));
    await drop(page, [NEW], ".slot >> nth=1");
    assert.match(await page.locator("h2").first().textContent(), /旧/);
  }));

  test("that stand the wrong way round are said first, and turned", () => visit(async (page) => {
    await drop(page, [NEW], ".slot >> nth=0");
    await drop(page, [OLD], ".slot >> nth=1");
    assert.match(await page.getByRole("alert").textContent(), /旧と新が逆/);
    await page.getByRole("button", { name: "旧と新を入れ替える" }).click();
    assert.equal(await page.getByRole("alert").count(), 0);
  }));
});

describe("the desk", () => {
  test("is worked by keyboard alone, from the first row to the table", () => visit(async (page) => {
    const shot = async (name) => PICTURES && page.screenshot({ path: join(PICTURES, `desk-${name}.png`) });
    await shot("drop");
    await drop(page, [OLD, NEW]);
    await shot("read");
    await page.getByRole("link", { name: "1行ずつ決める" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector("#decision");
    const all = Number((await page.locator(".progress").textContent()).match(/\/(\d+)/)[1]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "context");

    const first = await row(page);
    await changes(page, () => page.keyboard.press("ArrowDown"));
    assert.notEqual(await row(page), first);
    await changes(page, () => page.keyboard.press("ArrowUp"));
    assert.equal(await row(page), first);

    await shot("decide");
    await changes(page, () => page.keyboard.press("n"));
    assert.equal(await page.locator("[name=verdict]:checked").inputValue(), "軽微");
    await changes(page, () => page.keyboard.press("y"));
    assert.equal(await page.locator("[name=verdict]:checked").inputValue(), "重要");
    assert.match(await page.locator("#decide textarea").inputValue(), /重要な変更に当たる/);
    await page.keyboard.press("1");
    assert.match(await page.locator("#decide textarea").inputValue(), /重要な変更に当たらない/);
    assert.equal(await page.locator("[name=timing]:checked").inputValue(), "事後");
    await page.keyboard.press("t");
    assert.equal(await page.locator("[name=timing]:checked").inputValue(), "事前");
    await page.keyboard.press("2");
    await page.keyboard.press("e");
    await page.keyboard.press("End");
    await page.keyboard.type("（見本）");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter"); // nobody has signed yet: the field that asks who gets the focus
    await page.keyboard.type("見本 花子");
    await changes(page, () => page.keyboard.press("Enter"));
    assert.equal(await done(page), 1);

    await page.keyboard.press("/");
    await page.keyboard.type("ﾘｽｸ3");
    assert.equal(await page.locator(".entries li:visible").count(), 1);
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    assert.equal(await page.locator("dialog[open]").count(), 1);
    await page.keyboard.press("Escape");

    for (let signed = 1; signed < all; signed += 1) {
      if (await page.locator(".question").count() && await page.locator("[name=verdict]:checked").inputValue() === "要判断")
        await changes(page, () => page.keyboard.press("n"));
      await changes(page, () => page.keyboard.press("Enter"));
      await page.waitForFunction((wanted) => document.querySelector(".progress b").textContent === wanted, String(signed + 1));
    }
    await shot("decided");
    await changes(page, () => page.keyboard.press("u"));
    assert.equal(await done(page), all - 1);
    if (await page.locator("[name=verdict]:checked").inputValue() === "要判断") await changes(page, () => page.keyboard.press("n"));
    await changes(page, () => page.keyboard.press("Enter"));
    assert.equal(await done(page), all);

    await page.getByRole("link", { name: /持ち帰る/ }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/take$/);
    assert.equal(await page.locator(".warn").count(), 0);
    await shot("take");
    const [table] = await Promise.all([page.waitForEvent("download"), page.locator(".offers a").first().press("Enter")]);
    const file = join(OUT, "変更箇所.xlsx");
    await table.saveAs(file);
    await page.setInputFiles("[name=table]", file);
    await page.getByRole("button", { name: "戻す" }).click();
    assert.match(await page.locator(".notice").textContent(), /新しい決定はありません/);
    writeFileSync(join(OUT, "decided"), String(all));
  }));

  test("says that days stand the wrong way round while they are typed, and keeps the focus", () => visit(async (page) => {
    await drop(page, [OLD, NEW]);
    await page.goto(screens(page)[1]);
    await page.locator(".said [name=effective]").fill("2020-01-01");
    await page.locator(".said [name=effective]").dispatchEvent("change");
    await page.waitForSelector("details.late");
    assert.match(await page.locator("details.late").textContent(), /規則第9条第2項/);
    await page.locator(".said [name=effective]").fill("");
    await page.locator(".said [name=effective]").dispatchEvent("change");
    await page.waitForSelector("details.late", { state: "detached" });
  }));

  test("keeps words that are not signed while another row is looked at", () => visit(async (page) => {
    await drop(page, [OLD, NEW]);
    await page.goto(screens(page)[1]);
    await page.locator("#decide textarea").fill("書きかけの説明");
    await page.keyboard.press("Escape");
    await changes(page, () => page.keyboard.press("ArrowDown"));
    assert.notEqual(await page.locator("#decide textarea").inputValue(), "書きかけの説明");
    await changes(page, () => page.keyboard.press("ArrowUp"));
    assert.equal(await page.locator("#decide textarea").inputValue(), "書きかけの説明");
  }));

  test("tells of a row that another tab has decided meanwhile", () => visit(async (page) => {
    await drop(page, [OLD, NEW]);
    const place = screens(page)[1];
    await page.goto(place);
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const [tab, words] of [[page, "先の説明。"], [other, "後の説明。"]]) {
      await tab.keyboard.press("2");
      await tab.locator("#decide textarea").fill(words);
    }
    await changes(page, () => page.locator("#sign").click());
    await other.locator("#sign").click();
    await other.waitForSelector(".fault");
    assert.match(await other.locator(".fault").textContent(), /先に決めています/);
    assert.equal(await other.locator("#decide textarea").inputValue(), "先の説明。");
    await other.close();
  }));

  test("takes any pair from the drop to the table", { skip: !REAL }, () => visit(async (page) => {
    await drop(page, [OLD, NEW]);
    await page.goto(screens(page)[1]);
    const all = Number((await page.locator(".progress").textContent()).match(/\/(\d+)/)[1]);
    await page.locator(".said [name=person]").fill("見本 花子");
    await changes(page, () => page.keyboard.press("Enter"));
    await page.keyboard.press("Escape");
    for (let signed = 0; signed < all; signed += 1) {
      if (await page.locator("[name=verdict]:checked").inputValue() === "要判断") await page.keyboard.press("1");
      await changes(page, () => page.keyboard.press("Enter"));
      assert.equal(await page.locator(".fault").count(), 0, await page.locator(".told").textContent());
      assert.equal(await done(page), signed + 1);
    }
    await page.goto(screens(page)[2]);
    const [table] = await Promise.all([page.waitForEvent("download"), page.locator(".offers a").first().click()]);
    await table.saveAs(join(OUT, "変更箇所.xlsx"));
    await page.setInputFiles("[name=table]", join(OUT, "変更箇所.xlsx"));
    await page.getByRole("button", { name: "戻す" }).click();
    assert.match(await page.locator(".notice").textContent(), /新しい決定はありません/);
    writeFileSync(join(OUT, "decided"), String(all));
  }));
});

test("pictures of other windows", { skip: !PICTURES }, async () => {
  for (const [name, options] of [["dark", { colorScheme: "dark" }], ["narrow", { viewport: { width: 390, height: 844 } }]])
    await visit(async (page) => {
      await drop(page, [OLD, NEW]);
      await page.goto(screens(page)[1]);
      await page.screenshot({ path: join(PICTURES, `desk-${name}.png`), fullPage: name === "narrow" });
    }, options);
});
