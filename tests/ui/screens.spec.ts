// Every screen, with nothing on it, with 5,000 rows and after a failure, in each look.
import { expect, test, type Page } from '@playwright/test';

import { ask, type Address } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { begin, MANY, worlds } from './worlds.ts';

interface Row {
  dossier_id: string;
}

const oneOf = async (at: Address, filter: string): Promise<string> => {
  const found = await ask<{ rows: Row[] }>(at, 'dossiers.find', { query: '', filter, offset: 0, limit: 1 });
  return found.rows[0]?.dossier_id ?? '';
};

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

const nameOf = (place: string): string => place.slice(2).replace('/', '-');

const EVERYWHERE = ['#/today', '#/find', '#/queue', '#/queue/receipts', '#/new', '#/settings'];

for (const look of LOOKS) {
  test.describe(look.name, () => {
    for (const world of ['new', 'locked'] as const) {
      test(`a desk that is ${world}`, async ({ page }) => {
        await open(page, worlds()[world], '', look);

        await expectGood(page, look, world);
      });
    }

    for (const place of EVERYWHERE) {
      test(`${place} with nothing on it`, async ({ page }) => {
        await open(page, worlds().empty, place, look);

        await expectGood(page, look, `empty-${nameOf(place)}`);
      });

      test(`${place} with ${String(MANY)} dossiers`, async ({ page }) => {
        await open(page, worlds().full, place, look);

        await expectGood(page, look, `full-${nameOf(place)}`);
      });

      test(`${place} when the desk cannot answer`, async ({ page }) => {
        await refuse(page, ['today.show', 'dossiers.find', 'queue.look', 'receipts.find', 'procedures.find', 'gateway.status']);
        await open(page, worlds().empty, place, look);

        await expectGood(page, look, `refused-${nameOf(place)}`);
      });
    }

    test('a dossier that waits, and its form', async ({ page }) => {
      const full = worlds().full;
      await open(page, full, `#/dossier/${await oneOf(full, 'waiting')}`, look);
      await expectGood(page, look, 'dossier');

      await open(page, full, `#/form/${await oneOf(full, 'draft')}`, look);
      await expectGood(page, look, 'form');
    });

    test('a dossier whose paper is older than its code, and where papers are set', async ({ page }) => {
      const { answered } = worlds();
      await open(page, answered, `#/dossier/${answered.dossier}`, look);
      await expect(page.getByText(/^Đã có mã chính thức/)).toBeVisible();
      await expectGood(page, look, 'stale');

      await open(page, answered, '#/settings/paper', look);
      await expect(page.getByLabel('Tên cơ quan', { exact: true })).toBeVisible();
      await expectGood(page, look, 'settings-paper');
    });

    test('a dossier that is submitted, its paper, and its code for who has no printer', async ({ page }) => {
      const { answered } = worlds();
      const { dossier_id } = await begin(answered, answered.form);
      await open(page, answered, `#/form/${dossier_id}`, look);
      await page.keyboard.press('Control+Shift+Enter');
      const print = page.locator('.print button').first();
      await expect(print).toBeFocused();
      await expectGood(page, look, 'submitted');

      await page.keyboard.press('Enter');
      await expect(page.locator('.to-print button')).toBeFocused();
      await expectGood(page, look, 'paper');
      await page.keyboard.press('Escape');
      await expect(page.getByText(/^Đã in lúc/)).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(print).toBeFocused();
      await expectGood(page, look, 'printed');

      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('button', { name: 'Đã đưa mã cho người dân' })).toBeFocused();
      await expectGood(page, look, 'code');
      await page.keyboard.press('Enter');
      await expect(page.getByText(/^Đã đưa mã cho người dân lúc/)).toBeVisible();
    });

    test('what people ask for, and what is only perhaps meant', async ({ page }) => {
      await open(page, worlds().empty, '#/new', look);
      await page.keyboard.type('nhap khau cho vo');
      await expect(page.locator('[data-row]').first()).toContainText('Đăng ký thường trú');
      await expectGood(page, look, 'asked');

      await page.keyboard.press('Control+A');
      await page.keyboard.type('cay ngoai le duong sap do');
      await expect(page.getByText(/^Chưa chắc là thủ tục nào/)).toBeVisible();
      await expectGood(page, look, 'vague');
    });

    test('a procedure that asks which case it is, and names of 266, 409 and 919 letters', async ({ page }) => {
      const { answered } = worlds();
      for (const procedure of ['1.004222', '2.000815', '2.001921', '1.013962']) {
        const { dossier_id } = await beginOf(answered, procedure);
        await open(page, answered, `#/form/${dossier_id}`, look);
        await expect(page.getByRole('heading', { level: 1 })).toContainText(procedure);
        await expectGood(page, look, `form-${procedure}`);
      }
    });

    test('the list of keys', async ({ page }) => {
      await open(page, worlds().empty, '#/today', look);
      await page.keyboard.press('F1');
      await expect(page.getByRole('dialog')).toBeVisible();

      await expectGood(page, look, 'help');
    });
  });
}

const beginOf = (at: Address, procedure: string): Promise<Row> =>
  ask(at, 'dossiers.begin', { procedure, channel: 'direct', assistance: 'done_for', form: {} });

/** Lets these commands fail as they do when the disk is full. */
async function refuse(page: Page, commands: string[]): Promise<void> {
  const said = 'Ổ đĩa đã đầy nên chưa đọc được. Hãy dọn bớt tệp trên máy rồi thử lại.';
  await page.route('**/call', async (route) => {
    const asked = route.request().postDataJSON() as { command: string };
    if (!commands.includes(asked.command)) return route.continue();
    const json = { kind: 'internal', code: 'disk-full', said, gaps: [], trace: [] };
    return route.fulfill({ status: 500, json });
  });
}
