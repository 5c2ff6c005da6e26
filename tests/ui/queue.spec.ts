// A queue of thousands: it opens, is gone through by keys alone, and keeps its place and its focus while
// dossiers leave it.
import { expect, test, type Locator, type Page } from '@playwright/test';

import { ask, type Address } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, questions, type Look } from './looks.ts';
import { MANY, worlds } from './worlds.ts';

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
