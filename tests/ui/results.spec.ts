// A result file that the province's system does not hold any more: the dossier's page says so, and with whom
// to speak; and when the file is there again, it comes by itself.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, aGateway, ask, openWindow, program, setUp, shell, type Address, type Folder, type Gateway, type Served } from './desk.ts';
import { aFront, problem, type Day, type Front } from './front.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin } from './worlds.ts';

const OFFICIAL = 'H37.6-261122-0001';
const NAME = "Quyết định công nhận, Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia.pdf";
const LATER = /phần mềm sẽ tự tải về khi có mạng/;
const GONE = 'Hệ thống tỉnh không còn giữ tệp này nên chưa tải về được.';
const TO_DO = `Hãy hỏi cơ quan giải quyết hồ sơ, nêu mã ${OFFICIAL}.`;

interface Opened {
  standing: { word: string };
  shown: { official_code: string | null; results: { is_fetched: boolean; why_said: string | null }[] };
}
interface Synced {
  missing: { official_code: string; name: string; why: { kind: string } }[];
}

const home = mkdtempSync(path.join(tmpdir(), 'nopho-results-'));
let folder: Folder;
let gateway: Gateway;
let front: Front;
let desk: Served<Address>;
let dossier = '';

const withoutResults: Day = (asked) => (asked.url?.includes('/results/') ? problem(404, 'not-found') : null);

/** One round from the shell, which ends with a code of its own while something still waits. */
async function synced(...how: string[]): Promise<string> {
  const env = { ...process.env, NOPHO_PASSPHRASE_FILE: folder.passphrase };
  const running = promisify(execFile)(program('nopho'), ['--data', folder.data, ...how, 'sync'], { env });
  // Waited for without standing still: the front answers in this very process.
  const { code, stdout } = await running.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (ended: unknown) => ended as { code: number; stdout: string },
  );
  expect(code).toBe(4);
  return stdout;
}

/** Rings until the dossier is as it should be. */
async function until(is: (opened: Opened) => boolean): Promise<void> {
  const isSo = async (): Promise<boolean> => {
    await ask(desk.said, 'road.send', {});
    return is(await ask<Opened>(desk.said, 'dossiers.open', { dossier }));
  };
  await expect.poll(isSo, { intervals: [250], timeout: 60_000 }).toBe(true);
}

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: NAME }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: `../../out/screens/result-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = aFolder(path.join(home, 'desk'));
  setUp(folder);
  const form = shell<{ example: Record<string, unknown> }>(folder, 'procedure', '1.004873').example;
  gateway = await aGateway(home);
  front = await aFront(home, gateway.url);
  await front.has(withoutResults);
  desk = await openWindow(folder, true);
  await ask(desk.said, 'gateway.enroll', { url: front.url, code: gateway.code(), ca: front.ca });
  dossier = (await begin(desk.said, form)).dossier_id;
  await ask(desk.said, 'submissions.submit', { dossier });
  await until(({ standing }) => standing.word === 'delivered');
  gateway.receive(dossier, OFFICIAL);
  await until(({ shown }) => shown.official_code === OFFICIAL);
  const result = path.join(home, NAME);
  writeFileSync(result, `%PDF-1.7\n%${randomBytes(20_000).toString('hex')}\n%%EOF\n`);
  gateway.finish(dossier, result);
});

test.afterAll(async () => {
  await front.closes();
  await Promise.all([desk.end(), gateway.end()]);
  rmSync(home, { recursive: true, force: true });
});

test('a result that the gateway does not hold any more is not promised for when there is a network', async ({ page }) => {
  test.setTimeout(300_000);
  await until(({ shown }) => shown.results.some(({ why_said: why }) => why !== null));

  for (const look of LOOKS) {
    await page.goto('about:blank');
    await open(page, desk.said, `#/dossier/${dossier}`, look);
    await expect(page.getByText(NAME)).toBeVisible();
    await expect(page.getByText(GONE)).toBeVisible();
    await expect(page.getByText(TO_DO)).toBeVisible();
    await expect(page.getByText(LATER)).toHaveCount(0);
    await expectGood(page, look, 'gone');
  }
});

test('the shell says the same when it has synced', async () => {
  await desk.end();

  const said = await synced();
  const { missing } = JSON.parse(await synced('--json')) as Synced;
  desk = await openWindow(folder, true);

  expect(said).toContain(`${NAME}: Cổng tỉnh không còn giữ tệp này nên chưa tải về được. ${TO_DO}`);
  expect(missing).toEqual([expect.objectContaining({ official_code: OFFICIAL, name: NAME, why: { kind: 'gone' } })]);
});

test('the page that says so is told when the file is there after all', async ({ page }) => {
  const [plain] = LOOKS;
  if (!plain) throw new Error('there is a plain look');
  await until(({ shown }) => shown.results.some(({ why_said: why }) => why !== null));
  await open(page, desk.said, `#/dossier/${dossier}`, plain);
  await expect(page.getByText(GONE)).toBeVisible();

  await front.has(() => null);
  await until(({ shown }) => shown.results.every(({ is_fetched: is }) => is));

  await expect(page.getByRole('button', { name: `Xem ${NAME}` })).toBeVisible();
  await expect(page.getByText(GONE)).toHaveCount(0);
  await expectGood(page, plain, 'back');
});
