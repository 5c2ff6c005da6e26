// From F2 to the paper, on to the gateway and back to the paper with the agency's code, and never a mouse.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page, type Request } from '@playwright/test';

import { aFolder, aGateway, ask, openWindow, setUp, shell, type Address } from './desk.ts';
import { questions, settled } from './looks.ts';
import { keepPdf, readPdf, shownPdf } from './papers.ts';

const PROCEDURE = '1.004873';
const OFFICIAL = 'H37.6-261122-0001';
type Json = string | number | boolean | { [name: string]: Json };

const endings: (() => Promise<void> | void)[] = [];

test.afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

test('a dossier is typed, handed in, delivered and its paper printed with the keyboard alone', async ({ page }) => {
  test.setTimeout(300_000);
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-journey-'));
  const folder = aFolder(home);
  setUp(folder);
  const { example } = shell<{ example: Json }>(folder, 'procedure', PROCEDURE);
  const gateway = await aGateway(home);
  const window = await openWindow(folder, true);
  const forget = (): void => rmSync(home, { recursive: true, force: true });
  endings.push(window.end, gateway.end, forget);
  await ask(window.said, 'gateway.enroll', { url: gateway.url, code: gateway.code() });
  await namesItself(window.said);
  await page.goto(`${window.said.url}`);
  await settled(page);
  const signed = path.join(home, 'tờ khai đã ký.pdf');
  // Listening once and for all: whoever begins to listen only before the key is pressed comes too late
  // now and then, and the browser then asks a person who is not there.
  page.on('filechooser', (chooser) => void chooser.setFiles(signed));
  await page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown', 'touchstart']) {
      addEventListener(kind, () => document.body.setAttribute('data-touched', kind), true);
    }
  });

  await page.keyboard.press('F2');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.type('tình trạng hôn nhân');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(PROCEDURE);
  await fillIn(page, window.said, example, () => sign(page, signed));
  await page.screenshot({ path: '../../out/screens/journey-form.png' });
  await page.keyboard.press('F8');
  await expect(page.getByRole('dialog')).toContainText('Hoàng Thị Mỷ');
  await page.screenshot({ path: '../../out/screens/journey-turned.png' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+Shift+Enter');

  await expect(page.getByText('Cơ quan chưa tiếp nhận hồ sơ này', { exact: false }).first()).toBeVisible();
  const code = (await page.locator('.large').innerText()).trim();
  await printReceipt(page, code);
  await page.screenshot({ path: '../../out/screens/journey-submitted.png' });
  await page.keyboard.press('F2');
  await expect(page.locator('input:focus')).toBeVisible();
  await page.keyboard.press('Alt+3');
  await sendingBrings(page, window.said, () => found(window.said, { query: '', filter: 'delivered' }));
  gateway.receive(code, OFFICIAL);
  await sendingBrings(page, window.said, () => found(window.said, { query: OFFICIAL, filter: 'all' }));
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tìm hồ sơ');
  await page.keyboard.press('Control+K');
  await page.keyboard.type(code);
  await expect(page.getByText('1 hồ sơ')).toBeVisible();
  await page.keyboard.press('Enter');
  await printAgain(page, code);
  expect(await page.locator('[data-touched]').count(), 'no mouse was used').toBe(0);
});

/** Presses F9 until it brings that, each time once the round before is over: one that runs already asked. */
async function sendingBrings(page: Page, at: Address, isSo: () => Promise<boolean>): Promise<void> {
  type Road = { is_sending: boolean; tried_at: string | null };
  let before = (await ask<Road>(at, 'road.show', {})).tried_at;
  await page.keyboard.press('F9');
  const brought = async (): Promise<boolean> => {
    if (await isSo()) return true;
    const { is_sending: isSending, tried_at: tried } = await ask<Road>(at, 'road.show', {});
    if (!isSending && tried !== before) {
      before = tried;
      await page.keyboard.press('F9');
    }
    return false;
  };
  await expect.poll(brought, { timeout: 60_000 }).toBe(true);
}

async function found(at: Address, wanted: { query: string; filter: string }): Promise<boolean> {
  return (await ask<{ total: number }>(at, 'dossiers.find', { ...wanted, offset: 0, limit: 1 })).total === 1;
}

/** Writes down what stands at the head of the desk's papers. */
async function namesItself(at: Address): Promise<void> {
  const agency = 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG';
  const none = { superior: '', place: '', address: '', phone: '', lookup: '', addressed: '' };
  await ask(at, 'letterhead.set', { ...none, agency });
}

/** The declaration is printed from the card that misses it, signed by nobody, and handed in there. */
async function sign(page: Page, file: string): Promise<void> {
  const add = page.locator('.adding > button:focus');
  await expect(add).toBeVisible();
  await page.keyboard.press('Control+P');
  const pdf = await shownPdf(page);
  await page.screenshot({ path: '../../out/screens/journey-declaration.png' });
  expect(readPdf(pdf)).toContain('Hoàng Thị Mỷ');
  keepPdf(pdf, file);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(add).toBeVisible();
  await page.keyboard.press('Enter');
}

/** Enter prints what the resident takes home; Escape comes back, and the next one is the next thing. */
async function printReceipt(page: Page, code: string): Promise<void> {
  const print = page.getByRole('button', { name: /^In giấy tiếp nhận/ });
  await expect(print).toBeFocused();
  await page.keyboard.press('Enter');
  const said = readPdf(await shownPdf(page));
  expect(said).toContain(code);
  expect(said).not.toContain(OFFICIAL);
  await page.screenshot({ path: '../../out/screens/journey-paper.png' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^In lại giấy tiếp nhận/ })).toBeFocused();
  await expect(page.getByText(/^Đã in lúc \d\d:\d\d\.$/)).toBeVisible();
}

/** The agency's code makes the paper stale; printed again, it says both. */
async function printAgain(page: Page, code: string): Promise<void> {
  const stale = page.getByText(`Đã có mã chính thức ${OFFICIAL}: in lại giấy tiếp nhận`, { exact: false });
  await expect(stale).toBeVisible();
  await page.screenshot({ path: '../../out/screens/journey-stale.png' });
  await page.keyboard.press('Control+P');
  const said = readPdf(await shownPdf(page));
  expect(said).toContain(OFFICIAL);
  expect(said).toContain(code);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(stale).toHaveCount(0);
}

/** Goes from gap to gap, as Ctrl+Enter leads, until there is none left. */
async function fillIn(page: Page, at: Address, example: Json, handIn: () => Promise<void>): Promise<void> {
  await expect(page.locator('[data-place]').first()).toBeVisible();
  const open = questions(page);
  const visited: string[] = [];
  // On a slow machine the form may lead to a gap that is being closed; then it is simply visited again.
  for (let tries = 0; tries < 150; tries += 1) {
    await page.keyboard.press('Control+Enter');
    const place = await page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? '',
    );
    const left = await missing(page);
    visited.push(`${place} (${left})`);
    if (left === 0) return;
    if (place === '') continue;
    // What is to be signed is printed last, with everything on it.
    if (place.startsWith('paper:') && left > 1) continue;
    // Each answer may ask for more: the desk says so with the save.
    // What was there already is not saved again; the next gap tells whether it counted.
    const kept = page
      .waitForResponse((answer) => keeps(answer.request()), { timeout: 2_000 })
      .catch(() => undefined);
    if (place.startsWith('paper:')) await handIn();
    else await answer(page, at, example, place.slice('field:'.length));
    await kept;
    await expect.poll(open).toBe(0);
  }
  throw new Error(`something is still missing after every gap was visited: ${visited.join(', ')}`);
}

/** Whether a request brings something to the desk that the form is then held against. */
function keeps(request: Request): boolean {
  if (request.url().includes('/attach')) return true;
  return request.url().endsWith('/call') && (request.postData() ?? '').includes('"drafts.type"');
}

function valueAt(example: Json, pointer: string): Json {
  const steps = pointer.split('/').slice(1);
  const found = steps.reduce<Json | undefined>(
    (at, step) => (typeof at === 'object' ? at[step] : undefined),
    example,
  );
  if (found === undefined) throw new Error(`the example has nothing at ${pointer}`);
  return found;
}

async function missing(page: Page): Promise<number> {
  const said = await page.evaluate(() => document.body.innerText);
  return Number(/Còn thiếu (\d+)/.exec(said)?.[1] ?? 0);
}

interface Field {
  path: string;
  options: { value: string; label: string }[];
}

/** What a choice is called in the form that is open. */
async function labelOf(page: Page, at: Address, path: string, value: Json): Promise<string> {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  const dossier = page.url().split('/').at(-1) ?? '';
  const view = await ask<{ blocks: { groups: { fields: Field[] }[] }[] }>(at, 'drafts.open', { dossier });
  const fields = view.blocks.flatMap((block) => block.groups.flatMap((group) => group.fields));
  const options = fields.find((field) => field.path === path)?.options ?? [];
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** Answers the field that has the focus, whatever it is. */
async function answer(page: Page, at: Address, example: Json, path: string): Promise<void> {
  const value = valueAt(example, path);
  const spoken = SPOKEN[String(value)];
  const kind = await page.evaluate(() => {
    const here = document.activeElement;
    if (here instanceof HTMLSelectElement) return 'select';
    if (here instanceof HTMLInputElement && here.type === 'radio') return 'radio';
    return here?.getAttribute('role') === 'combobox' ? 'combobox' : 'text';
  });
  if (kind === 'radio') await choose(page, await labelOf(page, at, path, value));
  else if (kind === 'select') await pickOption(page, String(value));
  else if (kind === 'combobox' && spoken !== undefined) {
    await page.keyboard.press('Control+A');
    await page.keyboard.type(spoken);
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
  } else {
    await page.keyboard.press('Control+A');
    await page.keyboard.type(String(value));
  }
  await page.keyboard.press('Tab');
}

/** What a clerk types to find a code of a long list. A person's name is typed as it is. */
const SPOKEN: Record<string, string> = { '06577': 'Thống Nhất', '08': 'Nùng' };

/** Chooses among a few, as the arrows do. */
async function choose(page: Page, wanted: string): Promise<void> {
  await page.keyboard.press('Space');
  for (let steps = 0; steps < 8; steps += 1) {
    const label = await page.evaluate(() => document.activeElement?.closest('label')?.textContent ?? '');
    if (label.trim() === wanted) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no choice is called ${wanted}`);
}

async function pickOption(page: Page, value: string): Promise<void> {
  for (let steps = 0; steps < 20; steps += 1) {
    const at = await page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
    if (at === value) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`no option has the value ${value}`);
}
