// Ways of looking at a screen, and what must hold in each.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type Request } from '@playwright/test';

import { ask, type Address } from './desk.ts';

export interface Look {
  name: string;
  theme: 'light' | 'contrast';
  scale: 100 | 150;
  size: { width: number; height: number };
}

const DESK = { width: 1366, height: 768 };
const SMALL = { width: 1024, height: 600 };

export const LOOKS: Look[] = [
  { name: 'plain', theme: 'light', scale: 100, size: DESK },
  { name: 'small', theme: 'light', scale: 100, size: SMALL },
  { name: '150', theme: 'light', scale: 150, size: DESK },
  { name: 'contrast', theme: 'contrast', scale: 100, size: DESK },
];

/** Counts the questions to the desk that have no answer yet. */
export function questions(page: Page): () => number {
  const open = new Set<Request>();
  const isQuestion = (request: Request): boolean => request.url().endsWith('/call');
  page.on('request', (request) => isQuestion(request) && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

/** Opens a place of the window in a look. */
export async function open(page: Page, at: Address, place: string, look: Look): Promise<void> {
  const { theme, scale } = look;
  const kept = await ask(at, 'prefs.set', { language: 'vi', theme, scale, paper: 'a4', keys: {} }).catch(() => null);
  const open = questions(page);
  await page.setViewportSize(look.size);
  await page.goto(`http://127.0.0.1:${String(at.port)}/#token=${at.token}`);
  await expect(page.getByRole('main')).toBeVisible();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, place);
  await settled(page);
  await expect.poll(open, { message: 'every question was answered' }).toBe(0);
  await settled(page);
  // A desk that is closed has no preferences yet: its screens are dressed by hand.
  if (kept === null) await dress(page, look);
  await expectWorn(page, look);
}

/** Puts an open page into another look, without leaving it. */
export async function wear(page: Page, at: Address, look: Look): Promise<void> {
  const { theme, scale } = look;
  await ask(at, 'prefs.set', { language: 'vi', theme, scale, paper: 'a4', keys: {} });
  await page.setViewportSize(look.size);
  await dress(page, look);
  await expectWorn(page, look);
}

async function dress(page: Page, { theme, scale }: Look): Promise<void> {
  await page.evaluate(
    ([theme, scale]) => Object.assign(document.documentElement.dataset, { theme, scale }),
    [theme, String(scale)],
  );
  await settled(page);
}

/** The page looks as it was asked to, so that nothing is judged in the wrong clothes. */
async function expectWorn(page: Page, { theme, scale }: Look): Promise<void> {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', theme);
  await expect(html).toHaveAttribute('data-scale', String(scale));
}

/** Waits until the screen is there and says that nothing is on its way. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"], p.busy')).toHaveCount(0);
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
}

/** No fault that axe knows of. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const said = violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(said, 'axe finds nothing').toEqual([]);
}

/** Nothing is cut off, and the page itself never scrolls sideways. */
export async function expectNothingClipped(page: Page): Promise<void> {
  const clipped = await page.evaluate(() => {
    const said: string[] = [];
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) said.push('the page itself');
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip';
      // What is typed scrolls within its own field.
      const isField = element instanceof HTMLInputElement;
      const isMeant = isField || style.textOverflow === 'ellipsis' || style.clipPath !== 'none' || element.closest('.unseen') !== null;
      const isSeen = element.checkVisibility() && element.clientWidth > 1;
      if (cuts && !isMeant && isSeen && element.scrollWidth > element.clientWidth + 1) {
        said.push(`${element.tagName.toLowerCase()}.${element.className}: ${(element.textContent ?? '').slice(0, 40)}`);
      }
    }
    return said;
  });
  expect(clipped, 'nothing is clipped').toEqual([]);
}
