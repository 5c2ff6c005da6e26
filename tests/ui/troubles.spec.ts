// Every trouble of the road, as the clerk sees it: what waits and the strip at the top of the window.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, aGateway, ask, openWindow, setUp, shell, type Address, type Gateway, type Served } from './desk.ts';
import { aFront, page as aPage, problem, type Day, type Front, type Shown } from './front.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin } from './worlds.ts';

const SEEN: Look[] = LOOKS.filter(({ name }) => name === 'plain' || name === '150');
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

const submits = async (): Promise<string> => {
  const { dossier_id: dossier } = await begin(desk.said, form);
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

    for (const look of SEEN) {
      await openIn(page, '#/queue', look);
      await expect(page.getByText(said).first()).toBeVisible();
      await expect(page.getByText(SAFE).first()).toBeVisible();
      await expect(page.getByRole('region', { name: 'Đường gửi' }).or(page.locator('section.strip'))).toContainText(strip ?? said);
      await expectGood(page, look, name);
    }
  });
}

test('the road: a front that takes no form of this size', async ({ page }) => {
  const isForm = (asked: { method?: string; url?: string }): boolean =>
    asked.method === 'POST' && (asked.url ?? '').startsWith('/v1/announcements');
  await front.has((asked) => (isForm(asked) ? aPage(413) : null));
  await until(({ aside }) => aside.length === 2 && aside.every((row) => row.problem_said !== null));

  for (const look of SEEN) {
    await openIn(page, '#/queue', look);
    await expect(page.getByText('Xin báo tỉnh nới mức cho phép, rồi bấm Gửi lại.').first()).toBeVisible();
    await expectGood(page, look, 'too-large');
  }
});

test('the road: an answer that is lost after the gateway has taken everything', async ({ page }) => {
  let losses = 3;
  await front.has((asked) => (asked.method !== 'GET' && losses-- > 0 ? 'lost' : null));
  const { aside } = await ask<Queue>(desk.said, 'queue.look', {});
  for (const { dossier_id: dossier } of aside) await ask(desk.said, 'queue.retry', { dossier });
  await until(({ total, aside_total }) => total + aside_total === 0);

  expect(losses, 'answers were lost').toBeLessThanOrEqual(0);
  for (const { dossier_id: dossier } of aside) {
    const { standing } = await ask<{ standing: { word: string } }>(desk.said, 'dossiers.open', { dossier });
    expect(standing.word, 'nothing is sent twice, and the receipt is there').toBe('delivered');
  }
  for (const look of SEEN) {
    await openIn(page, '#/queue', look);
    await expectGood(page, look, 'over');
  }
});

// The program reads the machine's clock, which a test must not set: its answer is told with another one.
test('a clock that is 400 days off', async ({ page }) => {
  for (const off of [400, -400]) {
    await page.route('**/call', async (route) => {
      const { command } = route.request().postDataJSON() as { command: string };
      if (command !== 'gateway.status') return route.continue();
      const told = await route.fetch();
      const known = (await told.json()) as Record<string, unknown>;
      return route.fulfill({ response: told, json: { ...known, clock_off_ms: off * 86_400_000 } });
    });
    for (const look of SEEN) {
      await openIn(page, '#/settings', look);
      const said = page.getByText(`${off > 0 ? 'chậm' : 'nhanh'} khoảng 400 ngày`).first();
      await said.scrollIntoViewIfNeeded();
      await expect(said).toBeInViewport();
      await expectGood(page, look, off > 0 ? 'clock-behind' : 'clock-ahead');
    }
    await page.unroute('**/call');
  }
});
