// node screenshots.mjs SITE OUT: the list, a form with its changes, and the first printed sheet, as pictures.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, open } from "./chromium.mjs";

const [site, out] = process.argv.slice(2);
const form = readdirSync(site).filter((name) => name.endsWith("-全項目.html")).sort()[0];
const scratch = mkdtempSync(join(tmpdir(), "piadiff-pictures-"));
const browser = await launch();
try {
  const list = await open(browser, join(site, "index.html"));
  await list.page.screenshot({ path: join(out, "report-list.png"), fullPage: true });
  await list.close();

  const shown = await open(browser, join(site, form));
  await shown.page.screenshot({ path: join(out, "report-form.png") });
  await shown.page.locator(".change[data-verdict=重要]").first().locator("summary").focus();
  await shown.page.evaluate(() => document.querySelector(".change[data-verdict=重要]").scrollIntoView());
  await shown.page.screenshot({ path: join(out, "report-change.png") });
  await shown.page.pdf({ path: join(scratch, "form.pdf"), preferCSSPageSize: true, printBackground: true });
  await shown.close();
  execFileSync("pdftoppm", ["-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile",
    join(scratch, "form.pdf"), join(out, "report-print")]);
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true });
}
