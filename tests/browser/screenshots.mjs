// node screenshots.mjs SITE OUT: the list, a form, its findings, a day of it, a change of words, a search, what shows
// across forms, the dark, a narrow window and a printed sheet, as pictures.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, open } from "./chromium.mjs";

const [site, out] = process.argv.slice(2);
const form = readdirSync(site).filter((name) => name.endsWith("-全項目.html")).sort()[0];
const scratch = mkdtempSync(join(tmpdir(), "piadiff-pictures-"));

/** Opens every change and scrolls to the one with the longest text that lost and gained words. */
async function toEdit(page) {
  await page.getByRole("button", { name: "すべて開く" }).click();
  await page.locator(".change:has(del):has(ins)").evaluateAll((all) =>
    all.reduce((a, b) => (b.querySelector("td.text").textContent.length > a.querySelector("td.text").textContent.length ? b : a))
      .scrollIntoView());
}

const browser = await launch();
try {
  const list = await open(browser, join(site, "index.html"));
  await list.page.screenshot({ path: join(out, "report-list.png"), fullPage: true });
  await list.close();

  const across = await open(browser, join(site, "across.html"));
  await across.page.screenshot({ path: join(out, "report-across.png") });
  await across.close();

  const dark = await open(browser, join(site, form), { colorScheme: "dark" });
  await dark.page.evaluate(() => document.querySelector("#audit").scrollIntoView());
  await dark.page.screenshot({ path: join(out, "report-findings.png") });
  await dark.close();

  const shown = await open(browser, join(site, form));
  await shown.page.screenshot({ path: join(out, "report-form.png") });
  await shown.page.evaluate(() => document.querySelector("#years").scrollIntoView());
  await shown.page.screenshot({ path: join(out, "report-years.png") });
  await shown.page.locator(".stops button").last().click();
  await shown.page.locator(".then .lit").first().waitFor();
  await shown.page.evaluate(() => document.querySelector("#then").scrollIntoView());
  await shown.page.screenshot({ path: join(out, "report-then.png") });
  await shown.page.reload();
  await toEdit(shown.page);
  await shown.page.screenshot({ path: join(out, "report-change.png") });
  await shown.page.pdf({ path: join(scratch, "form.pdf"), preferCSSPageSize: true, printBackground: true });
  await shown.page.locator("#q").fill("ガバメントクラウド");
  await shown.page.locator("#q").press("Enter");
  await shown.page.evaluate(() => document.querySelector("#changes").scrollIntoView());
  await shown.page.screenshot({ path: join(out, "report-search.png") });
  await shown.close();
  const sheets = execFileSync("pdftotext", ["-raw", join(scratch, "form.pdf"), "-"], { encoding: "utf8" }).split("\f");
  const sheet = String(sheets.findIndex((text) => text.includes("変更前")) + 1);
  execFileSync("pdftoppm", ["-png", "-r", "100", "-f", sheet, "-l", sheet, "-singlefile",
    join(scratch, "form.pdf"), join(out, "report-print")]);

  const narrow = await open(browser, join(site, form), { viewport: { width: 390, height: 844 } });
  await toEdit(narrow.page);
  await narrow.page.screenshot({ path: join(out, "report-narrow.png") });
  await narrow.close();
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
