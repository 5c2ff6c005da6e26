// What a clerk sees of the road: how fast it goes and how long it takes while it goes, what the gateway has
// signed for, and where both sides differ.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page, type Route } from '@playwright/test';

import { aFolder, aGateway, ask, attach, openWindow, setUp, shell, type Address, type Folder } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, wear, type Look } from './looks.ts';
import { aSlowRoad } from './slow.ts';

const PROCEDURE = '1.004873';
const PAPER = 'to-khai';
/** Bytes a second: what is left of a 3G line in the hills. */
const SLOW = 8_000;
const MANY = 5_000;

type Form = Record<string, unknown>;
interface Desk {
  at: Address;
  form: Form;
  home: string;
}

const endings: (() => Promise<void> | void)[] = [];

test.afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function aDesk(): Promise<Desk> {
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-road-'));
  endings.push(() => rmSync(home, { recursive: true, force: true }));
  const folder: Folder = aFolder(home);
  setUp(folder);
  const { example } = shell<{ example: Form }>(folder, 'procedure', PROCEDURE);
  const window = await openWindow(folder, true);
  endings.push(window.end);
  return { at: window.said, form: example, home };
}

/** A paper of so many bytes that no compression makes smaller. */
const aScan = (bytes: number): Uint8Array =>
  Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from(randomBytes(bytes / 2).toString('hex')), Buffer.from('\n%%EOF\n')]);

/** Takes a dossier in and submits it. */
async function takesIn({ at, form }: Desk, name: string, bytes = 0): Promise<string> {
  const submitter = { ...(form.submitter as object), name };
  const args = { procedure: PROCEDURE, channel: 'online', form: { ...form, submitter } };
  const { dossier_id: dossier } = await ask<{ dossier_id: string }>(at, 'dossiers.begin', args);
  if (bytes > 0) await attach(at, dossier, PAPER, 'tờ khai.pdf', aScan(bytes));
  await ask(at, 'submissions.submit', { dossier });
  return dossier;
}

async function delivered(at: Address): Promise<void> {
  const waiting = async (): Promise<number> => {
    await ask(at, 'road.send', {});
    return (await ask<{ waiting: number }>(at, 'road.show', {})).waiting;
  };
  await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

test('the head says how fast it goes, how long it takes and what it has cost', async ({ page }) => {
  test.setTimeout(300_000);
  const desk = await aDesk();
  const gateway = await aGateway(desk.home);
  const road = await aSlowRoad(gateway.url, SLOW);
  endings.push(gateway.end, road.end);
  await takesIn(desk, "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia", 600_000);
  await takesIn(desk, 'Lộc Văn Páo', 150_000);
  await takesIn(desk, 'Vi Minh Khôi');
  await ask(desk.at, 'gateway.enroll', { url: road.url, code: gateway.code() });

  const [plain, ...others] = LOOKS;
  if (!plain) throw new Error('there is a plain look');
  await open(page, desk.at, '#/queue', plain);
  const head = page.getByRole('banner').or(page.locator('header')).last();
  await expect(head).toContainText(/\d+.kbit\/s/, { timeout: 60_000 });
  await expect(head).toContainText(/còn khoảng \d+ (giây|phút)/);
  await expect(head).toContainText(/tháng này \d+.[KM]?B/);
  await expect(page.getByText('đã gửi xong tờ khai, còn 1 tệp').first()).toBeVisible();
  await expectGood(page, plain, 'going');
  for (const look of others) {
    await wear(page, desk.at, look);
    await expect(head).toContainText(/kbit\/s/);
    await expectGood(page, look, 'going');
  }
});

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test('the ledger with nothing in it, with one receipt, and with thousands', async ({ page }) => {
      const desk = await aDesk();
      const gateway = await aGateway(desk.home);
      endings.push(gateway.end);
      await ask(desk.at, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
      await open(page, desk.at, '#/queue/receipts', look);
      await expect(page.getByText('Chưa có biên nhận nào')).toBeVisible();
      await expectGood(page, look, 'ledger-0');

      await takesIn(desk, "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia", 20_000);
      await delivered(desk.at);
      await open(page, desk.at, '#/queue/receipts', look);
      await expect(page.getByText('1 biên nhận', { exact: true })).toBeVisible();
      await expectGood(page, look, 'ledger-1');
      await expectFile(page);

      await page.getByRole('row').last().click();
      await expect(page.getByRole('dialog').locator('li code')).toHaveCount(2);
      await expectGood(page, look, 'ledger-receipt');
      await page.keyboard.press('Escape');

      await repeat(page, 'receipts.find', MANY);
      await open(page, desk.at, '#/queue/receipts', look);
      await expect(page.getByText('5.000 biên nhận')).toBeVisible();
      await expectGood(page, look, 'ledger-5000');
    });

    test('both sides, when they are not asked yet, alike, and different', async ({ page }) => {
      const desk = await aDesk();
      const gateway = await aGateway(desk.home);
      await ask(desk.at, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
      await takesIn(desk, 'Lộc Văn Páo');
      await delivered(desk.at);
      await open(page, desk.at, '#/queue/compare', look);
      await expectGood(page, look, 'compare-none');

      await page.getByRole('button', { name: 'So sánh ngay' }).click();
      await expect(page.getByText('Hai bên giống nhau')).toBeVisible();
      await expectGood(page, look, 'compare-same');

      await different(page);
      await page.getByRole('button', { name: 'So sánh lại' }).click();
      await expect(page.getByText(/máy này không có hồ sơ này/i).first()).toBeVisible();
      await expectGood(page, look, 'compare-different');
      await page.unroute('**/call');

      await gateway.end();
      await page.getByRole('button', { name: 'So sánh lại' }).click();
      await expect(page.getByText('Chưa so sánh được')).toBeVisible();
      await expectGood(page, look, 'compare-offline');
    });
  });
}

/** The file has a line for each part, and none for a resident's name. */
async function expectFile(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'Lưu sổ (CSV)' });
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(file.suggestedFilename()).toBe('so-bien-nhan.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const rows = Buffer.concat(chunks).toString().split('\r\n');
  expect(rows[0]).toMatch(/^\ufeffMã hồ sơ,/);
  expect(rows).toHaveLength(1 + 2 + 1);
  expect(rows.join('')).not.toContain('Hoàng');
}

/** Shows the one row of a list many times over. */
async function repeat(page: Page, command: string, total: number): Promise<void> {
  await page.route('**/call', async (route: Route) => {
    const asked = route.request().postDataJSON() as { command: string };
    if (asked.command !== command) return route.continue();
    const [row] = ((await (await route.fetch()).json()) as { rows: object[] }).rows;
    return route.fulfill({ json: { total, rows: Array.from({ length: 100 }, () => row) } });
  });
}

/** Lets both sides differ in every way, thousands of times. */
async function different(page: Page): Promise<void> {
  await page.route('**/call', async (route: Route) => {
    const asked = route.request().postDataJSON() as { command: string };
    if (asked.command !== 'queue.compare') return route.continue();
    const rows = Array.from({ length: MANY }, (_, index) => DIFFERENT[index % DIFFERENT.length]);
    return route.fulfill({ json: { equal: 12, rows } });
  });
}

const NAMED = { dossier_id: 'x', procedure_name: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân' };
const DIFFERENT = [
  {
    ...NAMED,
    what: 'lost',
    name: 'LS07-261121-0B4T9H-2',
    person: "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia",
    said: 'hệ thống tỉnh đã ký biên nhận nhưng nay không còn giữ đủ',
    todo: 'Biên nhận vẫn còn trong sổ. Hãy báo người phụ trách hệ thống tỉnh kèm mã hồ sơ này; khi hệ thống tỉnh được khôi phục, phần mềm tự gửi lại.',
  },
  {
    what: 'unknown',
    dossier_id: null,
    name: '0199a0b4-7c1e-7aaa-8000-0123456789ab',
    procedure_name: '',
    person: '',
    said: 'chỉ có ở hệ thống tỉnh, máy này không có hồ sơ này',
    todo: 'Hồ sơ được nhập ở thư mục dữ liệu khác của quầy, hoặc máy này được khôi phục từ bản sao lưu cũ. Hệ thống tỉnh vẫn giữ đủ; tra cứu và xử lý ở hệ thống tỉnh.',
  },
  {
    ...NAMED,
    what: 'status',
    name: 'LS07-261121-9ZK3WD-7',
    person: 'Lộc Văn Páo',
    said: 'hệ thống tỉnh: đã tiếp nhận; quầy này: chưa có tin',
    todo: 'Không phải làm gì: tin sẽ về ở lần liên lạc tới. Muốn có ngay thì bấm Gửi ngay.',
  },
];
