// A machine whose clock is 400 days off: the desk enrols, takes in and delivers, and the clerk reads what to do
// wherever the clerk is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, aGateway, ask, openWindow, setUp, shell, type Folder, type Gateway } from './desk.ts';
import { aFront, type Front } from './front.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin } from './worlds.ts';
import { clockAheadBy, DAY_MS } from './wrong-clock.ts';

const TO_DO = 'Hãy chỉnh lại ngày, giờ của máy';
const PLACES = { today: '#/today', queue: '#/queue', settings: '#/settings' };

const home = mkdtempSync(path.join(tmpdir(), 'nopho-clock-'));
let gateway: Gateway;
let front: Front;

test.beforeAll(async () => {
  gateway = await aGateway(home);
  front = await aFront(home, gateway.url);
  await front.has(() => null);
});

test.afterAll(async () => {
  await front.closes();
  await gateway.end();
  rmSync(home, { recursive: true, force: true });
});

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/clock-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

/** The strip tells of the last contact by the right day, not by the machine's. */
async function expectRightDay(page: Page): Promise<void> {
  const strip = page.locator('section.strip');
  await expect(strip).toContainText('liên lạc gần nhất lúc');
  const [, day, month, year] = /(\d\d)\/(\d\d)\/(\d{4})/.exec(await strip.innerText()) ?? [];
  const told = Date.UTC(Number(year), Number(month) - 1, Number(day));
  expect(Math.abs(told - Date.now()), `${String(day)}/${String(month)}/${String(year)}`).toBeLessThan(2 * DAY_MS);
}

for (const [name, days, said] of [['ahead', 400, 'nhanh khoảng 400 ngày'], ['behind', -400, 'chậm khoảng 400 ngày']] as const) {
  test(`a clock that is 400 days ${name}`, async ({ page }) => {
    const folder: Folder = { ...aFolder(path.join(home, name)), env: clockAheadBy(days) };
    setUp(folder);
    const { example } = shell<{ example: Record<string, unknown> }>(folder, 'procedure', '1.004873');
    const desk = await openWindow(folder, true);
    await ask(desk.said, 'gateway.enroll', { url: front.url, code: gateway.code(), ca: front.ca });
    const { dossier_id: dossier } = await begin(desk.said, example);
    await ask(desk.said, 'submissions.submit', { dossier });
    const waiting = async (): Promise<number> => {
      await ask(desk.said, 'road.send', {});
      return (await ask<{ waiting: number }>(desk.said, 'road.show', {})).waiting;
    };
    await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
    const held = gateway.list().filter(({ dossier_id }) => dossier_id === dossier);
    expect(held.map(({ deliveries }) => deliveries)).toEqual([1]);
    // The window's own clock is the machine's.
    await page.clock.setFixedTime(Date.now() + days * DAY_MS);

    for (const look of LOOKS) {
      for (const [place, hash] of Object.entries(PLACES)) {
        await page.goto('about:blank');
        await open(page, desk.said, hash, look);
        const line = page.getByRole('main').getByText(said).first();
        if (place === 'settings') {
          await line.scrollIntoViewIfNeeded();
          await expect(line).toBeInViewport();
        } else {
          await expect(line).toBeInViewport({ ratio: 1 });
          await expect(line).toContainText(TO_DO);
        }
        await expectRightDay(page);
        await expectGood(page, look, `${name}-${place}`);
      }
    }
    await desk.end();
  });
}
