// node usable.mjs FILE…: milliseconds from opening a page until it can be used, median of five, one line a file.
import { launch, open } from "./chromium.mjs";

const browser = await launch();
try {
  for (const file of process.argv.slice(2)) {
    const taken = [];
    for (let run = 0; run < 5; run++) {
      const shown = await open(browser, file);
      taken.push(await shown.page.evaluate(() => new Promise((done) => {
        requestAnimationFrame(() => setTimeout(() => done(performance.now())));
      })));
      await shown.close();
    }
    console.log(Math.round(taken.toSorted((a, b) => a - b)[2]));
  }
} finally {
  await browser.close();
}
