// Every trouble of the road, as the clerk sees it: what waits and the strip at the top of the window.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, aGateway, ask, attach, openWindow, setUp, shell, type Address, type Gateway, type Served } from './desk.ts';
import { aFront, page as aPage, problem, type Day, type Front, type Shown } from './front.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin } from './worlds.ts';

const SAFE = 'Hồ sơ vẫn an toàn trên máy này';

interface Trouble {
  name: string;
  day: Day | 'closed';
  shown?: Shown;
  /** What the clerk reads in the queue, or at the top of the window. */
  said: string;
  /** What the strip at the top says, where that is shorter. */
  strip?: string;
}

const always = (answer: ReturnType<Day>): Day => () => answer;
const LOGIN = 'Hãy mở trình duyệt để đăng nhập Wi-Fi, rồi bấm Gửi ngay';
const OTHER: ReturnType<Day> = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };

const TROUBLES: Trouble[] = [
  { name: 'login-200', day: always(aPage(200)), said: LOGIN },
  { name: 'login-302', day: always(aPage(302, { location: 'http://192.0.2.1/login' })), said: LOGIN },
  { name: 'login-511', day: always(aPage(511)), said: LOGIN },
  { name: 'proxy-password', day: always(aPage(407)), said: 'mà không cần mật khẩu, rồi bấm Gửi ngay' },
  { name: 'stranger', day: always(OTHER), said: 'người phụ trách kỹ thuật kiểm tra địa chỉ' },
  { name: 'wrong-name', day: always(null), shown: 'elsewhere', said: 'hãy đổi sang mạng khác' },
  { name: 'intercepted', day: always(null), shown: 'unknown', said: 'Xin nhờ người phụ trách mạng tắt việc soi' },
  { name: 'disk-full', day: always(problem(507, 'disk-full')), said: 'Xin báo tỉnh dọn chỗ', strip: 'đã đầy, xin báo tỉnh' },
  { name: 'revoked', day: always(problem(403, 'revoked')), said: 'Hãy liên hệ với tỉnh; khi được cấp lại' },
  { name: 'busy', day: always(problem(503, 'busy', { 'retry-after': '900' })), said: 'Hẹn thử lại lúc', strip: 'hẹn thử lại lúc' },
  { name: 'too-old', day: always(problem(426, 'client-too-old')), said: 'Hãy cập nhật phần mềm rồi bấm Gửi ngay' },
  { name: 'broken', day: always(aPage(502)), said: 'quá nửa ngày vẫn vậy, xin báo tỉnh', strip: 'đang trục trặc' },
  { name: 'cut', day: always('cut'), said: 'Hãy xem lại dây mạng, Wi-Fi hoặc 4G', strip: 'Không có mạng' },
  { name: 'down', day: 'closed', said: 'Không cần chỉnh gì ở máy', strip: 'Có mạng, hệ thống tỉnh đang tạm ngừng' },
];

interface Ledger {
  total: number;
  rows: { dossier_id: string }[];
}

interface Queue {
  aside: { dossier_id: string; problem_said: string | null }[];
  aside_total: number;
  total: number;
  trouble: string | null;
}

const home = mkdtempSync(path.join(tmpdir(), 'nopho-troubles-'));
let gateway: Gateway;
let front: Front;
let desk: Served<Address>;
let form: Record<string, unknown>;
/** The dossier whose scan goes in slices. */
let withScan = '';

const SCAN = Buffer.concat([Buffer.from('%PDF-1.7\n%'), Buffer.from(randomBytes(20_000).toString('hex')), Buffer.from('\n%%EOF\n')]);

const submits = async (scan?: Buffer): Promise<string> => {
  const { dossier_id: dossier } = await begin(desk.said, form);
  if (scan) await attach(desk.said, dossier, 'to-khai', 'tờ khai.pdf', scan);
  await ask(desk.said, 'submissions.submit', { dossier });
  return dossier;
};

/** Rings until the queue is as it should be. */
async function until(is: (queue: Queue) => boolean): Promise<void> {
  await expect
    .poll(
      async () => {
        await ask(desk.said, 'road.send', {});
        return is(await ask<Queue>(desk.said, 'queue.look', {}));
      },
      { message: 'the queue says what is the matter', intervals: [250] },
    )
    .toBe(true);
}

/** A window that is open keeps its clothes: each look begins with a new one. */
async function openIn(page: Page, place: string, look: Look): Promise<void> {
  await page.goto('about:blank');
  await open(page, desk.said, place, look);
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/trouble-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const folder = aFolder(path.join(home, 'desk'));
  setUp(folder);
  form = shell<{ example: Record<string, unknown> }>(folder, 'procedure', '1.004873').example;
  gateway = await aGateway(home);
  front = await aFront(home, gateway.url);
  desk = await openWindow(folder, true);
  await ask(desk.said, 'gateway.enroll', { url: front.url, code: gateway.code(), ca: front.ca });
  await front.has(always('cut'));
  await submits();
  await submits();
});

test.afterAll(async () => {
  await front.closes();
  await Promise.all([desk.end(), gateway.end()]);
  rmSync(home, { recursive: true, force: true });
});

for (const { name, day, shown, said, strip } of TROUBLES) {
  test(`the road: ${name}`, async ({ page }) => {
    if (day === 'closed') await front.closes();
    else await front.has(day, shown);
    await until(({ trouble }) => trouble?.includes(said) ?? false);

    for (const look of LOOKS) {
      await openIn(page, '#/queue', look);
      await expect(page.getByText(said).first()).toBeVisible();
      await expect(page.getByText(SAFE).first()).toBeVisible();
      await expect(page.getByRole('region', { name: 'Đường gửi' }).or(page.locator('section.strip'))).toContainText(strip ?? said);
      await expectGood(page, look, name);
    }
  });
}

/** A front that takes requests of so many bytes and no longer ones. */
const takesUpTo =
  (bytes: number): Day =>
  (asked) =>
    Number(asked.headers['content-length'] ?? 0) > bytes ? aPage(413) : null;

/** The top of the window does not say that all is done while something waits for the clerk. */
async function expectStripOfAside(page: Page, count: number): Promise<void> {
  const strip = page.locator('section.strip');
  await expect(strip).toContainText(`Có ${String(count)} hồ sơ cần xem lại, chưa gửi được`);
  await expect(strip).not.toContainText('Không có hồ sơ nào chờ gửi');
  await expect(strip).toHaveClass(/trouble/);
}

test('the road: a front that takes no form of this size', async ({ page }) => {
  await front.has(takesUpTo(500));
  await until(({ aside }) => aside.length === 2 && aside.every((row) => row.problem_said !== null));

  for (const look of LOOKS) {
    await openIn(page, '#/queue', look);
    await expect(page.getByText('Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại.').first()).toBeVisible();
    await expect(page.getByText('tờ khai phải gửi nguyên một lần, không chia nhỏ được')).toHaveCount(2);
    await expect(page.getByText('đã chia tệp')).toHaveCount(0);
    await expectStripOfAside(page, 2);
    await expectGood(page, look, 'too-large-form');
  }
});

test('the road: a front that takes no slice of a scan, however small', async ({ page }) => {
  await front.has(takesUpTo(3_500));
  withScan = await submits(SCAN);
  await until(({ aside }) => aside.some((row) => row.dossier_id === withScan && row.problem_said !== null));

  for (const look of LOOKS) {
    await openIn(page, '#/queue', look);
    const card = page.getByRole('listitem').filter({ hasText: 'đã chia tệp thành từng đoạn nhỏ' });
    await expect(card).toHaveCount(1);
    await expect(card).toContainText('Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại.');
    await expectStripOfAside(page, 3);
    await card.scrollIntoViewIfNeeded();
    await expectGood(page, look, 'too-large-scan');
    await openIn(page, '#/today', look);
    await expect(page.getByText('3 hồ sơ cần xem lại').first()).toBeVisible();
    await expect(page.locator('section.strip').getByRole('link', { name: 'Xem hồ sơ' })).toBeVisible();
    await expectGood(page, look, 'too-large-today');
  }
});

const isAnnounced = ({ method, url }: IncomingMessage): boolean => method === 'POST' && (url ?? '').startsWith('/v1/announcements');
/** With it the gateway has the whole scan. */
const isLastSlice = ({ method, headers }: IncomingMessage): boolean =>
  method === 'PATCH' && Number(headers['upload-offset']) + Number(headers['content-length']) === SCAN.length;
/** Whether its answer could tell what has become of a dossier. */
const isOfDossiers = ({ url = '' }: IncomingMessage): boolean =>
  !['/v1/capabilities', '/v1/keys', '/v1/time'].some((path) => url.startsWith(path));

/** From the first such request on, whatever the gateway says of dossiers is lost; `lost` tells what was asked. */
function losesFrom(first: (asked: IncomingMessage) => boolean, lost: string[]): Day {
  let hasBegun = false;
  return (asked) => {
    hasBegun ||= first(asked);
    if (!hasBegun || !isOfDossiers(asked)) return null;
    lost.push(`${String(asked.method)} ${String(asked.url)}`);
    return 'lost';
  };
}

/** How often the gateway has taken each dossier in. */
const deliveries = (): Record<string, number> =>
  Object.fromEntries(gateway.list().map((revision) => [revision.dossier_id, revision.deliveries]));

const wordOf = async (dossier: string): Promise<string> =>
  (await ask<{ standing: { word: string } }>(desk.said, 'dossiers.open', { dossier })).standing.word;

/** Rings until the gateway has taken a dossier in; the desk does not know of it. */
async function untilTaken(...dossiers: string[]): Promise<void> {
  const isTaken = async (): Promise<boolean> => {
    await ask(desk.said, 'road.send', {});
    return dossiers.every((dossier) => deliveries()[dossier] === 1);
  };
  await expect.poll(isTaken, { message: 'the gateway has taken it', intervals: [250] }).toBe(true);
}

test('the road: the answer is lost after the gateway has taken a dossier whole', async ({ page }) => {
  const { aside } = await ask<Queue>(desk.said, 'queue.look', {});
  const all = aside.map(({ dossier_id }) => dossier_id);
  const [form = '', ...others] = all.filter((dossier) => dossier !== withScan);
  const lost: string[] = [];
  await front.has(losesFrom(isAnnounced, lost));
  await ask(desk.said, 'queue.retry', { dossier: form });
  await untilTaken(form);
  expect(await wordOf(form), 'no receipt has come').not.toBe('delivered');

  await front.has(losesFrom(isLastSlice, lost));
  for (const dossier of [withScan, ...others]) await ask(desk.said, 'queue.retry', { dossier });
  await untilTaken(withScan);
  await until(({ total, trouble }) => total > 0 && trouble !== null);
  expect(await wordOf(withScan), 'no receipt has come').not.toBe('delivered');
  for (const kind of ['POST /v1/announcements', 'PATCH']) expect(lost.join(), 'it was lost').toContain(kind);
  for (const look of LOOKS) {
    await openIn(page, '#/queue', look);
    await expect(page.getByText(SAFE).first()).toBeVisible();
    await expectGood(page, look, 'answer-lost');
    await openIn(page, `#/dossier/${withScan}`, look);
    await expect(page.locator('div.standing')).not.toContainText('đã nhận đủ tệp');
    await expectGood(page, look, 'answer-lost-dossier');
  }

  await front.has(() => null);
  await until(({ total, aside_total }) => total + aside_total === 0);
  expect(deliveries(), 'the gateway has each once').toEqual(Object.fromEntries(all.map((dossier) => [dossier, 1])));
  const { total, rows } = await ask<Ledger>(desk.said, 'receipts.find', { query: '', offset: 0, limit: 100 });
  expect([total, rows.map((row) => row.dossier_id).sort()], 'one receipt each').toEqual([all.length, [...all].sort()]);
  for (const look of LOOKS) await expectArrived(page, look, all.length);
});

/** What the clerk sees in the end: the empty queue, a row of the ledger for each, the receipt, the dossier. */
async function expectArrived(page: Page, look: Look, count: number): Promise<void> {
  await openIn(page, '#/queue', look);
  await expect(page.getByText('Không có hồ sơ nào chờ gửi').last()).toBeVisible();
  await expectGood(page, look, 'over');
  await openIn(page, '#/queue/receipts', look);
  await expect(page.getByText(`${String(count)} biên nhận`, { exact: true })).toBeVisible();
  await expectGood(page, look, 'over-ledger');
  await page.getByRole('row').filter({ hasText: '2 tệp' }).click();
  await expect(page.getByRole('dialog').locator('li code')).toHaveCount(2);
  await expectGood(page, look, 'over-receipt');
  await openIn(page, `#/dossier/${withScan}`, look);
  await expect(page.locator('div.standing')).toContainText('đã nhận đủ tệp');
  await expect(page.getByText('Hệ thống tỉnh đã nhận đủ tệp và ký biên nhận')).toHaveCount(1);
  await expectGood(page, look, 'over-dossier');
}
