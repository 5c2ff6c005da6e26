// A birth registration by a mother known from her card: how often a hand touches a key, from Hôm nay to the paper.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';

import { aFolder, ask, openWindow, setUp, type Address } from './desk.ts';
import { questions, settled } from './looks.ts';
import { keepPdf, readPdf, shownPdf } from './papers.ts';

/** Most strokes, Enter and Tab included, the child's own data aside; a chord is one. */
const MOST = 25;
const BIRTH = '1.001193';

/** Nobody's card, of before July 2025. */
const CARD =
  '020196000321||Lộc Thị Mỷ Châu|12031996|Nữ|Thôn Pò Cại, Xã Thống Nhất, Huyện Lộc Bình, Tỉnh Lạng Sơn|10102021';

/** What is the child's own: who, and where born. */
const OF_THE_CHILD = /^field:\/declaration\/(child|birthplace|birth_certificate|registration)/;
const CHILD: Record<string, string> = {
  '/declaration/child/name': 'Vi Minh Khôi',
  '/declaration/child/birth': '05112026',
  '/declaration/birthplace/detail': 'Trung tâm Y tế Lộc Bình',
};

const endings: (() => Promise<void> | void)[] = [];
test.afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A pair of hands that counts. */
class Hands {
  readonly strokes: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.strokes.push(key);
      await this.#page.keyboard.press(key);
    }
  }

  /** The last stroke led to what is not counted. */
  forgetLast(): void {
    this.strokes.pop();
  }
}

test('a mother with her card has her child registered in a few strokes', async ({ page }) => {
  test.setTimeout(300_000);
  const home = mkdtempSync(path.join(tmpdir(), 'nopho-strokes-'));
  const folder = aFolder(home);
  setUp(folder);
  const window = await openWindow(folder, true);
  endings.push(window.end, () => rmSync(home, { recursive: true, force: true }));
  await headsPapers(window.said);
  await page.goto(window.said.url);
  await settled(page);
  const signed = path.join(home, 'to-khai.pdf');
  page.on('filechooser', (chooser) => void chooser.setFiles(signed));
  const hands = new Hands(page);

  await begin(page, hands);
  await scan(page);
  // The first figure says that she is the mother, too.
  await hands.press('1');
  await expect(page.locator('[data-place="field:/declaration/mother/name"] input')).toHaveValue(
    'Lộc Thị Mỷ Châu',
  );
  await fillIn(page, window.said, hands, signed);
  await expectTold(page, window.said);
  await page.screenshot({ path: '../../out/screens/strokes-form.png', fullPage: true });
  await hands.press('Control+Shift+Enter');
  await expect(page.getByRole('button', { name: /^In giấy tiếp nhận/ })).toBeFocused();
  await hands.press('Enter');

  expect(readPdf(await shownPdf(page))).toContain('Lộc Thị Mỷ Châu');
  console.log(`    ${String(hands.strokes.length)} strokes: ${hands.strokes.join(' ')}`);
  expect(hands.strokes.length, hands.strokes.join(' ')).toBeLessThanOrEqual(MOST);
});

async function headsPapers(at: Address): Promise<void> {
  const none = { superior: '', place: '', address: '', phone: '', lookup: '', addressed: '' };
  await ask(at, 'letterhead.set', { ...none, agency: 'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG' });
}

/** Clerks call it by its initials. */
async function begin(page: Page, hands: Hands): Promise<void> {
  await hands.press('F2');
  await expect(page.locator('input:focus')).toBeVisible();
  await hands.press('k', 's', 'Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(BIRTH);
  await expect(page.locator('[data-place="field:/submitter/name"] input')).toBeFocused();
}

/** The reader types faster than any hand, and ends with Enter by itself. */
async function scan(page: Page): Promise<void> {
  const open = questions(page);
  await page.keyboard.type(CARD, { delay: 3 });
  await page.keyboard.press('Enter');
  const note = page.locator('[data-person-note="/submitter/name"]');
  await expect(note).toBeFocused();
  await expect(page.locator('[data-place="field:/submitter/name"] input')).toHaveValue('Lộc Thị Mỷ Châu');
  await expect.poll(open).toBe(0);
  await page.screenshot({ path: '../../out/screens/strokes-scanned.png' });
}

/** Goes from gap to gap until there is none left, as the desk sees it. */
async function fillIn(page: Page, at: Address, hands: Hands, signed: string): Promise<void> {
  const open = questions(page);
  for (let tries = 0; tries < 60; tries += 1) {
    await expect.poll(open).toBe(0);
    await settled(page);
    const before = await gaps(page, at);
    if (before.length === 0) return;
    await hands.press('Control+Enter');
    const place = await placeOfFocus(page);
    if (OF_THE_CHILD.test(place)) {
      hands.forgetLast();
      await tellOfTheChild(page, place.slice('field:'.length));
    } else await answer(page, hands, place, signed);
    await expect.poll(() => gaps(page, at), { message: `${place} was answered` }).not.toEqual(before);
  }
  throw new Error('something is still missing');
}

async function answer(page: Page, hands: Hands, place: string, signed: string): Promise<void> {
  if (place === 'paper:to-khai') {
    await hands.press('Control+P');
    keepPdf(await shownPdf(page), signed);
    await hands.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await hands.press('Enter');
  } else if (place.startsWith('paper:')) await hands.press('Enter');
  else if (place.endsWith('/relation')) await hands.press('m');
  else if (place.endsWith('/ethnicity')) {
    await hands.press('t', 'a', 'y');
    await expect(page.locator('li[role=option]:visible').first()).toBeVisible();
    await hands.press('Enter');
  } else await hands.press('Space');
}

async function tellOfTheChild(page: Page, field: string): Promise<void> {
  const kind = await page.evaluate(
    () => document.activeElement?.getAttribute('role') ?? document.activeElement?.getAttribute('type'),
  );
  if (kind === 'radio') return page.keyboard.press('Space');
  if (kind === 'combobox') {
    await page.keyboard.type(field.endsWith('commune') ? 'Thống Nhất Lạng Sơn' : 'tay');
    await expect(page.locator('li[role=option]:visible').first()).toBeVisible();
    return page.keyboard.press('Enter');
  }
  await page.keyboard.type(CHILD[field] ?? '1', { delay: 20 });
  await page.keyboard.press('Tab');
}

async function placeOfFocus(page: Page): Promise<string> {
  const place = await page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? '',
  );
  expect(place, 'the focus is on something that is missing').not.toBe('');
  return place;
}

interface Told {
  missing: { path: string }[];
  form: unknown;
}

function told(page: Page, at: Address): Promise<Told> {
  return ask<Told>(at, 'drafts.open', { dossier: new URL(page.url()).hash.split('/').pop() });
}

/** What the desk still misses. */
async function gaps(page: Page, at: Address): Promise<string[]> {
  return (await told(page, at)).missing.map(({ path }) => path);
}

/** What was picked and typed is what the desk has. */
async function expectTold(page: Page, at: Address): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Không còn thiếu gì' })).toBeVisible();
  const home = { commune: '06577', detail: 'Thôn Pò Cại' };
  const mother = { name: 'Lộc Thị Mỷ Châu', number: { kind: 'citizen', value: '020 196 000 321' } };
  const child = { name: 'Vi Minh Khôi', birth: '05/11/2026', ethnicity: '02' };
  const { form } = await told(page, at);
  expect(form).toMatchObject({
    submitter: { ...mother, address: home },
    declaration: { child, mother: { name: mother.name, ethnicity: '02' } },
  });
}
