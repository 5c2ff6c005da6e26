// A queue of thousands: it opens, is gone through by keys alone, keeps its place and its focus while
// dossiers leave it, and answers at once while they go out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';

import { aGateway, ask, type Address } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, questions, type Look } from './looks.ts';
import { aSlowRoad } from './slow.ts';
import { howItWent, longest, middle, mostly, type Went } from './watched.ts';
import { MANY, worlds } from './worlds.ts';

/** Bytes a second: forms that are alike pack so well that a better road empties the queue at once. */
const LINE = 5_000;
/** How long somebody goes through the queue while it is delivered. */
const WALK_MS = 25_000;
/** A longer pause between two pictures is seen as a jerk. */
const JERK_MS = 250;
/** Whoever waits longer for what they pressed presses again. */
const WAIT_MS = 1_000;
/** A single one may wait so long: on a machine that compiles beside it, 1.5 s were seen. */
const PATIENCE_MS = 3_000;

interface Row {
  dossier_id: string;
  parcel_id: string;
  place: object;
}
interface Queue {
  rows: Row[];
  total: number;
  next: object | null;
}

const look = (at: Address, args: object = {}): Promise<Queue> => ask<Queue>(at, 'queue.look', args);

/** Takes the first of the line back: it leaves the line, and the window is told. */
async function firstLeaves(at: Address): Promise<void> {
  const { rows } = await look(at, { limit: 1 });
  await ask(at, 'submissions.withdraw', { dossier: rows[0]?.dossier_id });
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/queue-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

/** Goes by Tab alone until the focus stands on a row. */
async function tabToLine(page: Page): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.matches('[role="grid"] [role="row"]') ?? false)) return;
  }
  throw new Error('the line is not reached by Tab');
}

const code = (row: Locator): Promise<string> => row.locator('.code').innerText();

for (const seen of LOOKS) {
  test(`thousands that wait: ${seen.name}`, async ({ page }) => {
    const { full } = worlds();
    const { total } = await look(full, { limit: 1 });
    expect(total).toBeGreaterThan(MANY * 0.9);
    const longest = watchPages(page);
    const asked = questions(page);

    await open(page, full, '#/queue', seen);
    const grid = page.getByRole('grid', { name: 'Hồ sơ chờ gửi' });
    const here = page.locator('[role="row"]:focus');
    await expect(grid).toHaveAttribute('aria-rowcount', String(total));
    await expectGood(page, seen, 'top');

    await tabToLine(page);
    await page.keyboard.press('End');
    await expect(here).toHaveAttribute('aria-rowindex', String(total));
    await expect(here).toBeInViewport({ ratio: 0.9 });
    await expect(here.locator('.code')).toHaveText(/^LS07-/);
    await expect.poll(asked).toBe(0);
    await expectGood(page, seen, 'end');

    await page.keyboard.press('Home');
    for (let rows = 0; rows < 3; rows += 1) await page.keyboard.press('ArrowDown');
    await expect(here).toHaveAttribute('aria-rowindex', '4');
    const third = await code(here);
    await firstLeaves(full);
    await expect(grid).toHaveAttribute('aria-rowcount', String(total - 1));
    await expect(here).toHaveAttribute('aria-rowindex', '3');
    expect(await code(here), 'the focus stays on its dossier').toBe(third);

    for (let pages = 0; pages < 40; pages += 1) await page.keyboard.press('PageDown');
    await expect(here.locator('.code')).toHaveText(/^LS07-/);
    await expect.poll(asked).toBe(0);
    const [middle, place] = [await code(here), await here.boundingBox()];
    await firstLeaves(full);
    await expect(grid).toHaveAttribute('aria-rowcount', String(total - 2));
    await expect.poll(() => code(here), { message: 'the focus stays far down, too' }).toBe(middle);
    const now = await here.boundingBox();
    expect(Math.abs((now?.y ?? 0) - (place?.y ?? 9999)), 'nothing jumps before the eyes').toBeLessThan(2);
    await expectGood(page, seen, 'middle');
    expect(longest(), 'no answer has more rows than a page').toBeLessThanOrEqual(100);

    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/dossier\//);
  });
}

test('whoever goes from page to page meets each dossier once', async () => {
  const { full } = worlds();
  const met = new Set<string>();
  let [from, rows, total] = [null as object | null, 0, 0];
  do {
    const page = await look(full, { from, limit: 500 });
    for (const { parcel_id } of page.rows) met.add(parcel_id);
    [from, rows, total] = [page.next, rows + page.rows.length, page.total];
  } while (from !== null);

  expect([met.size, rows]).toEqual([total, total]);
});

test('the screen answers at once while thousands go out', async ({ page }) => {
  const { going } = worlds();
  const [plain] = LOOKS;
  if (!plain) throw new Error('there is a plain look');
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-going-'));
  const gateway = await aGateway(home);
  const road = await aSlowRoad(gateway.url, LINE);
  try {
    const total = async (): Promise<number> => (await look(going, { limit: 1 })).total;
    await open(page, going, '#/queue', plain);
    const all = await total();
    await tabToLine(page);
    await ask(going, 'gateway.enroll', { url: road.url, code: gateway.code() });
    await expect.poll(total, { timeout: 60_000, message: 'it goes' }).toBeLessThan(all);

    const before = await total();
    const went = await walkThrough(page);
    const left = await total();
    console.log(`    ${String(before - left)} of ${String(before)} went out; ${went.said}`);

    expect(left, 'thousands wait still').toBeGreaterThan(MANY / 2);
    expect(before - left, 'they go out meanwhile').toBeGreaterThan(100);
    expectSmooth(went);
    await expectGood(page, plain, 'going');
  } finally {
    await road.end();
    await gateway.end();
    rmSync(home, { recursive: true, force: true });
  }
});

/** Through the line as somebody goes who looks for one dossier. */
const STEPS = [...Array<string>(6).fill('PageDown'), 'ArrowDown', 'PageUp', 'End', ...Array<string>(9).fill('PageUp')];

function expectSmooth({ pauses, steps, scrolled, answers }: Went): void {
  const took = answers.map((answer) => answer.took);
  expect(longest(answers.map(({ rows }) => rows)), 'no answer has more rows than a page').toBeLessThanOrEqual(100);
  expect(pauses.length, 'pictures were seen').toBeGreaterThan(WALK_MS / 50);
  expect(longest(pauses), 'the screen never stands still').toBeLessThan(JERK_MS);
  expect(steps.length, 'keys were pressed').toBeGreaterThan(WALK_MS / 500);
  expect(mostly(steps), 'a key is answered by a row').toBeLessThan(WAIT_MS);
  expect(longest(steps), 'no key is forgotten').toBeLessThan(PATIENCE_MS);
  expect(scrolled, 'the wheel scrolls').toBeGreaterThan(WALK_MS / 2500);
  expect(took.length, 'the desk was asked').toBeGreaterThan(WALK_MS / 2500);
  expect(middle(took), 'the desk answers').toBeLessThan(WAIT_MS);
  expect(longest(took), 'no question is forgotten').toBeLessThan(PATIENCE_MS);
}

/** Goes through the line by keys and wheel for a while. */
async function walkThrough(page: Page): Promise<Went> {
  const { x = 0, y = 0 } = (await page.locator('[role="row"]:focus').boundingBox()) ?? {};
  await page.mouse.move(x + 50, y + 10);
  const watched = await howItWent(page);
  const until = Date.now() + WALK_MS;
  for (let step = 0; Date.now() < until; step += 1) {
    await watched.presses(STEPS[step % STEPS.length] ?? 'PageDown');
    if (step % 5 === 0) await watched.turns(900);
  }
  return watched.end();
}

/** How many rows the longest answer had. */
function watchPages(page: Page): () => number {
  let longest = 0;
  page.on('response', (response) => {
    const asked = response.request().postDataJSON() as { command?: string } | null;
    if (!response.url().endsWith('/call') || asked?.command !== 'queue.look') return;
    void response.json().then(
      ({ rows }: Queue) => (longest = Math.max(longest, rows.length)),
      () => undefined,
    );
  });
  return () => longest;
}
