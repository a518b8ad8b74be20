// Debian's Chromium on pages of the report; whatever a page does that it must not is kept in `faults`.
import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

const VIEW = { width: 1440, height: 900 };

/** Starts the browser; root has no sandbox. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}

/** Opens a page of a site; requests that leave the disk are stopped and noted, like errors and dialogs. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: VIEW, locale: "ja-JP", ...options });
  const faults = [];
  await context.route("**/*", (route) => {
    const address = route.request().url();
    if (address.startsWith("file://")) return route.continue();
    faults.push(`request ${address}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("dialog", (dialog) => { faults.push(`dialog ${dialog.message()}`); return dialog.dismiss(); });
  page.on("console", (message) => { if (message.type() === "error") faults.push(`console ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`error ${error.message}`));
  await page.goto(pathToFileURL(file).href);
  return { page, faults, close: () => context.close() };
}
