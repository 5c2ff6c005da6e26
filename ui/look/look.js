/**
 * Takes pictures of a screen of the fake desk.
 *
 *   npm run look -- '#/find' 'rows=5000,offline' find --all
 *   npm run look -- gallery '' gallery         every component on one page
 *
 * Place, words of the fake world, name of the pictures; then:
 *   --all       high contrast and 150 % too
 *   --axe       says what axe finds
 *   --press=F1  a key that is pressed first
 *   --built     the build, under the policy and the frozen prototypes of the real hosts
 * CHROMIUM names the browser.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { build, createServer, preview } from 'vite';

const words = process.argv.slice(2);
const [place = '#/today', world = '', name = 'screen'] = words.filter((word) => !word.startsWith('--'));
const has = (option) => words.includes(option);
const press = words.find((word) => word.startsWith('--press='))?.slice('--press='.length);
const looks = has('--all') ? ['', 'contrast', 'scale=150'] : [''];
const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
];

const here = fileURLToPath(new URL('.', import.meta.url));
const root = `${here}..`;
// Its own, because a second server beside it would sweep it away.
const cacheDir = await mkdtemp(join(tmpdir(), 'look-'));
await mkdir(`${here}pictures`, { recursive: true });

/** A server of the sources, or of a build that still knows the fake desk. */
async function serve() {
  if (!has('--built')) {
    const server = await createServer({
      root,
      server: { port: 0, hmr: false, watch: null },
      logLevel: 'error',
    });
    return server.listen();
  }
  process.env.NODE_ENV = 'development';
  const outDir = `${here}pictures/dist`;
  const mode = 'development';
  await build({ root, mode, build: { outDir, emptyOutDir: true }, logLevel: 'error' });
  return preview({ root, mode, build: { outDir }, preview: { port: 4174 }, logLevel: 'error' });
}

async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) {
    console.log(`  axe ${id}: ${help}`);
    for (const node of nodes.slice(0, 5)) console.log(`    ${node.target.join(' ')}`);
  }
}

/** A dependency that is met for the first time spoils the first try. */
async function open(page, url) {
  for (const waitMs of [4000, 8000, 15000]) {
    await page.goto(url);
    const isThere = page.waitForSelector('h1, .empty, .notice', { timeout: waitMs });
    if (await isThere.then(Boolean, () => false)) return page.waitForTimeout(800);
  }
  console.error('nothing came');
}

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const address = server.resolvedUrls?.local[0] ?? '';
for (const look of looks) {
  for (const viewport of sizes) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
    page.on('pageerror', (error) => console.error(error));
    if (has('--built')) await page.addInitScript(() => Object.freeze(Object.prototype));
    const path = place === 'gallery' ? 'look/gallery.html' : '';
    const query = `?fake=${[world, look].filter(Boolean).join(',')}`;
    await open(page, `${address}${path}${query}${path ? '' : place}`);
    if (press) await page.keyboard.press(press).then(() => page.waitForTimeout(300));
    const file = [name, look.replace('=', '') || 'light', viewport.width].join('-');
    await page.screenshot({ path: `${here}pictures/${file}.png`, fullPage: place === 'gallery' });
    console.log(`look/pictures/${file}.png`);
    if (has('--axe')) await findings(page);
    await context.close();
  }
}
await browser.close();
await server.close();
await rm(cacheDir, { recursive: true, force: true });
