// Two desks on one dossier: both revisions side by side, and each way on. The other desk is a copy of this one's
// folder, as on a cloned disk: for the gateway there is no difference, and for the pictures it is given a name.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, aGateway, ask, attach, openWindow, setUp, shell, type Address, type Folder, type Gateway, type Served } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin } from './worlds.ts';

const LONG = "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia";
const PAPER = 'to-khai';
const PDF = Buffer.from(`%PDF-1.7\n%${'x'.repeat(40_000)}\n%%EOF\n`);
const SEND = 'Gửi bản của quầy này sau bản của quầy kia';
const KEEP = 'Giữ bản của quầy kia';

type Form = Record<string, unknown>;
interface Opened {
  edition: number;
  form: Form;
}
interface Side {
  desk_said: string | null;
  is_this_desk: boolean;
  papers: object[];
}

const home = mkdtempSync(path.join(tmpdir(), 'nopho-both-'));
let gateway: Gateway;
let folder: Folder;
let desk: Served<Address>;
let kept = '';
let sent = '';

/** Sends until nothing is left to be sent; what waits for the clerk stays. */
async function sends(at: Address): Promise<void> {
  const waiting = async (): Promise<number> => {
    await ask(at, 'road.send', {});
    return (await ask<{ waiting: number }>(at, 'road.show', {})).waiting;
  };
  await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
}

/** Corrects a dossier, with one more paper, and submits it. */
async function corrects(at: Address, dossier: string, name: string, paper: string): Promise<void> {
  const { edition, form } = await ask<Opened>(at, 'drafts.open', { dossier });
  const submitter = { ...(form.submitter as object), name, phone: '0912 345 678' };
  await ask(at, 'drafts.type', { dossier, edition, form: { ...form, submitter } });
  await attach(at, dossier, PAPER, paper, PDF);
  await ask(at, 'submissions.submit', { dossier });
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = aFolder(path.join(home, 'desk'));
  setUp(folder);
  const { example } = shell<{ example: Form }>(folder, 'procedure', '1.004873');
  gateway = await aGateway(home);
  const before = await openWindow(folder, true);
  await ask(before.said, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
  kept = (await begin(before.said, example)).dossier_id;
  sent = (await begin(before.said, example)).dossier_id;
  for (const dossier of [kept, sent]) await ask(before.said, 'submissions.submit', { dossier });
  await sends(before.said);
  await before.end();

  const copy: Folder = { ...folder, data: path.join(home, 'copy') };
  cpSync(folder.data, copy.data, { recursive: true });
  const other = await openWindow(copy, true);
  for (const dossier of [kept, sent]) await corrects(other.said, dossier, 'Lộc Văn Páo', 'tờ khai của quầy kia.pdf');
  await sends(other.said);
  await other.end();

  desk = await openWindow(folder, true);
  for (const dossier of [kept, sent]) await corrects(desk.said, dossier, LONG, `tờ khai của ${LONG}, bản chụp lại lần thứ hai.pdf`);
  await sends(desk.said);
});

test.afterAll(async () => {
  await Promise.all([desk.end(), gateway.end()]);
  rmSync(home, { recursive: true, force: true });
});

/** Gives the other side the name of another desk, and more papers than there were. */
async function fromAnotherDesk(page: Page): Promise<void> {
  await page.route('**/call', async (route) => {
    const { command } = route.request().postDataJSON() as { command: string };
    if (command !== 'both.look') return route.continue();
    const answer = await route.fetch();
    const both = (await answer.json()) as { there: Side };
    const name = 'Điểm hỗ trợ thôn Pò Cại, Tổ công nghệ số cộng đồng xã Thống Nhất (LS08TN)';
    const papers = [...both.there.papers, { component_name: 'Giấy tờ khác kèm theo hồ sơ', name: null, size: 1_240_000, is_new: false }];
    return route.fulfill({ json: { ...both, there: { ...both.there, desk_said: name, is_this_desk: false, papers } } });
  });
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/both-${name}-${look.name}.png` });
  await page.screenshot({ path: `../../out/screens/both-${name}-${look.name}-whole.png`, fullPage: true });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

/** Each way on is whole in sight, before anybody has scrolled and wherever in the two sides they have got to. */
async function expectChoicesInSight(page: Page): Promise<void> {
  const [here, there] = [page.getByRole('heading', { name: 'Hai bản của hồ sơ này' }), page.getByRole('button', { name: 'Hỏi lại hệ thống tỉnh' })];
  for (const seen of [null, here, there]) {
    await seen?.scrollIntoViewIfNeeded();
    for (const name of [SEND, KEEP, 'Để sau']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
    }
  }
}

for (const look of LOOKS) {
  test(`both sides: ${look.name}`, async ({ page }) => {
    await open(page, desk.said, '#/queue', look);
    await expect(page.getByRole('link', { name: /^Xem hai bản hồ sơ của/ }).first()).toBeVisible();
    await expectGood(page, look, 'queue');

    await page.goto('about:blank');
    await fromAnotherDesk(page);
    await open(page, desk.said, `#/dossier/${kept}`, look);
    const here = page.getByRole('region', { name: 'Bản 2 của quầy này' });
    await expect(here).toContainText(LONG);
    await expect(here).toContainText('La Thị Hương');
    await expect(page.getByRole('region', { name: 'Bản 2 của quầy kia' })).toContainText('LS08TN');
    await expectChoicesInSight(page);
    await expectGood(page, look, 'sides');

    await page.getByRole('button', { name: SEND }).click();
    await expect(page.getByRole('dialog')).toContainText('Gửi bản của quầy này thành bản 3?');
    await expectGood(page, look, 'asked');
  });
}

const [plain] = LOOKS;

test('a copy of this desk is not called another one', async ({ page }) => {
  if (!plain) throw new Error('there is a plain look');
  await open(page, desk.said, `#/dossier/${kept}`, plain);
  const there = page.getByRole('region', { name: 'Bản 2 gửi từ máy khác' });
  await expect(there).toContainText('Chính quầy này');
  await expectGood(page, plain, 'own');
});

test('left for later, it waits where it was', async ({ page }) => {
  if (!plain) throw new Error('there is a plain look');
  await open(page, desk.said, '#/queue', plain);
  await page.getByRole('link', { name: /^Xem hai bản hồ sơ của/ }).first().click();
  await page.getByRole('button', { name: 'Để sau' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Chờ gửi' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Xem hai bản hồ sơ của/ })).toHaveCount(2);
});

test('the other desk is kept, and what was typed is a draft', async ({ page }) => {
  if (!plain) throw new Error('there is a plain look');
  await open(page, desk.said, `#/dossier/${kept}`, plain);
  await page.getByRole('button', { name: KEEP }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Đã giữ bản 2')).toBeVisible();
  await expect(page.getByRole('button', { name: KEEP })).toHaveCount(0);
  await expect(page.locator('div.standing')).toBeFocused();
  await expectGood(page, plain, 'kept');

  const { form } = await ask<Opened>(desk.said, 'drafts.open', { dossier: kept });
  expect((form.submitter as { name: string }).name).toBe(LONG);
});

test('this desk sends after the other one, with the keyboard alone', async ({ page }) => {
  if (!plain) throw new Error('there is a plain look');
  await open(page, desk.said, `#/dossier/${sent}`, plain);
  await page.getByRole('button', { name: SEND }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi bản của quầy này' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: SEND })).toHaveCount(0);
  await sends(desk.said);
  await expect(page.locator('div.standing')).toContainText('đã nhận đủ tệp');
  await expectGood(page, plain, 'sent');
  const left = await ask<{ rows: object[] }>(desk.said, 'queue.look', {});
  expect(left.rows).toEqual([]);
});
