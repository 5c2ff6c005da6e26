// The province's own disk is full: what the clerk sees of it, and that everything goes on when there is room.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, ask, attach, openWindow, setUp, shell, type Address, type Served } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { aCrampedGateway, canMount, type Cramped } from './small-disk.ts';
import { begin } from './worlds.ts';

const SAFE = 'Hồ sơ vẫn an toàn trên máy này';
const PAPER = 'to-khai';
const SCAN = Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from(randomBytes(300_000).toString('hex')), Buffer.from('\n%%EOF\n')]);

interface Queue {
  total: number;
  aside_total: number;
  trouble: string | null;
}

const home = mkdtempSync(path.join(tmpdir(), 'nopho-full-'));
let gateway: Cramped;
let desk: Served<Address>;
let form: Record<string, unknown>;
const taken: string[] = [];

async function takes(scan?: Buffer): Promise<void> {
  const { dossier_id: dossier } = await begin(desk.said, form);
  if (scan) await attach(desk.said, dossier, PAPER, 'tờ khai.pdf', scan);
  await ask(desk.said, 'submissions.submit', { dossier });
  taken.push(dossier);
}

async function until(is: (queue: Queue) => boolean): Promise<void> {
  const isSo = async (): Promise<boolean> => {
    await ask(desk.said, 'road.send', {});
    return is(await ask<Queue>(desk.said, 'queue.look', {}));
  };
  await expect.poll(isSo, { intervals: [250], timeout: 60_000 }).toBe(true);
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/full-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.skip(!canMount(path.join(home, 'try')), 'no file system can be mounted here');
  const folder = aFolder(path.join(home, 'desk'));
  setUp(folder);
  form = shell<{ example: Record<string, unknown> }>(folder, 'procedure', '1.004873').example;
  gateway = await aCrampedGateway(path.join(home, 'disk'));
  desk = await openWindow(folder, true);
  await ask(desk.said, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
  await takes();
  await until(({ total }) => total === 0);
  gateway.fill();
  await takes(SCAN);
  await takes();
});

test.afterAll(async () => {
  await Promise.all([desk?.end(), gateway?.end()]);
  rmSync(home, { recursive: true, force: true });
});

test('the clerk reads that the disk over there is full, and that nothing is lost', async ({ page }) => {
  await until(({ trouble }) => trouble?.includes('Xin báo tỉnh dọn chỗ') ?? false);

  for (const look of LOOKS) {
    await page.goto('about:blank');
    await open(page, desk.said, '#/queue', look);
    await expect(page.getByText('Xin báo tỉnh dọn chỗ').first()).toBeVisible();
    await expect(page.getByText(SAFE).first()).toBeVisible();
    await expect(page.locator('section.strip')).toContainText('đã đầy, xin báo tỉnh');
    await expectGood(page, look, 'queue');
  }
  const { trouble, total } = await ask<Queue>(desk.said, 'queue.look', {});
  expect([trouble?.includes('đã đầy'), total > 0], 'it is so all the while').toEqual([true, true]);
});

test('it goes on by itself when there is room, and both sides are alike', async ({ page }) => {
  gateway.clear();
  await until(({ total, aside_total }) => total + aside_total === 0);

  const held = gateway.list();
  expect(held.map(({ dossier_id }) => dossier_id).sort()).toEqual([...taken].sort());
  for (const { deliveries, parts } of held) {
    expect(deliveries).toBe(1);
    expect(parts.every(({ is_held }) => is_held)).toBe(true);
  }
  for (const look of LOOKS) {
    await page.goto('about:blank');
    await open(page, desk.said, '#/queue/compare', look);
    await page.getByRole('button', { name: 'So sánh ngay' }).click();
    await expect(page.getByText('Hai bên giống nhau')).toBeVisible();
    await expectGood(page, look, 'alike');
  }
});
