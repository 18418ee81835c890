// Opens pages in Debian's chromium and tells what axe-core finds, whether the page needs
// sideways scrolling, and where the keyboard goes. Gives one JSON document on standard output.
//
// Usage: node look.mjs FOLDER PAGE.html…   (FOLDER takes the screenshots and the PDF)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [1280, 320];
// A test machine has no display, no GPU and no business on the network.
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage'];

const [folder, ...pages] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.WALLJACK_CHROMIUM ?? '/usr/bin/chromium', args: flags,
});
const seen = [];
for (const file of pages) {
  const name = basename(file, '.html');
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme });
    const page = await context.newPage();
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(resolve(file)).href);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage: true });
      const result = await page.evaluate(async ([source, values]) => {
        if (!window.axe) (0, eval)(source);
        return window.axe.run(document, { runOnly: { type: 'tag', values } });
      }, [axe, tags]);
      seen.push({
        page: name, colorScheme, width, passes: result.passes.length,
        violations: result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`),
        // What axe could not decide is told, so that nobody takes silence for a pass.
        incomplete: result.incomplete.map((v) => v.id),
        sideways: await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
        requests: asked.length,
        scripts: await page.evaluate(() => window.hostile === undefined ? 'quiet' : 'ran'),
      });
    }
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press('Enter');
    const landed = await page.evaluate(() => document.activeElement.id);
    Object.assign(seen.at(-1), { first, landed });
    if (colorScheme === 'light') {
      await page.pdf({ path: join(folder, `${name}.pdf`), format: 'Letter', preferCSSPageSize: false });
    }
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(seen));
