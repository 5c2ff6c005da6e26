// A catalogue that a desk's lead has brought, signed by nobody: what a province lists for reading, with
// long texts, and what stands about it in the header, in the settings and in a form. Then the people whom
// the desk knows, and a card whose commune was divided.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, test, type Page } from '@playwright/test';

import { aFolder, ask, openWindow, setUp, shell, type Address, type Folder, type Served } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';

/** Only the list knows it. */
const LISTED = '9.000001';
const PAPER =
  'Giấy tờ chứng minh chỗ ở hợp pháp theo một trong các loại giấy tờ, tài liệu quy định tại khoản 1 Điều 5, trừ trường hợp thông tin đã có trong Cơ sở dữ liệu quốc gia về dân cư; hợp đồng cho thuê, cho mượn, cho ở nhờ bằng văn bản của cơ quan, tổ chức, cá nhân';

function writeExport(folder: string): void {
  mkdirSync(folder);
  const lines = (rows: string[][]): string =>
    rows.map((row) => row.map((cell) => `"${cell}"`).join(',') + '\n').join('');
  const channels = 'Trực tuyến, Trực tiếp';
  const time = 'Trực tuyến: 3 Ngày làm việc; Trực tiếp: 5 Ngày làm việc';
  writeFileSync(
    path.join(folder, 'procedures.csv'),
    lines([
      ['code', 'name', 'field', 'channels', 'deadline_text', 'fee_text', 'decision'],
      [LISTED, 'Xác nhận việc ở của tỉnh', 'Cư trú', channels, time, 'Miễn phí', '77/QĐ-UBND'],
      ['1.001193', 'Thủ tục đăng ký khai sinh', 'Hộ tịch', channels, '1', 'Miễn phí', '999/QĐ-BTP'],
    ]),
  );
  writeFileSync(
    path.join(folder, 'procedure_documents.csv'),
    lines([
      ['code', 'ordinal', 'group', 'name', 'originals', 'copies', 'copies_text', 'kind'],
      [LISTED, '1', 'Giấy tờ phải nộp', PAPER, '1', '1', '1 bản chính,1 bản sao', 'component'],
      [LISTED, '2', 'Giấy tờ phải nộp', `${PAPER}; ${PAPER}`, '20251', '0', '20251 bản chính', 'component'],
      [LISTED, '3', 'Giấy tờ phải xuất trình', 'Thẻ căn cước', '1', '0', '1 bản chính', 'component'],
      [LISTED, '4', 'Lưu ý', 'Bản chụp phải rõ nét, đầy đủ.', '0', '0', '0 bản chính', 'note'],
    ]),
  );
}

/** Nobody's card; the commune was divided between two of today's. */
const CARD =
  '020190000101||Vi Thị Páo|01021990|Nữ|Thôn Nà Mò, Xã Bính Xá, Huyện Đình Lập, Tỉnh Lạng Sơn|10102021';

const home = mkdtempSync(path.join(tmpdir(), 'nopho-catalogue-'));
const folder: Folder = aFolder(home);
let window: Served<Address>;

test.beforeAll(async () => {
  setUp(folder);
  const files = path.join(home, 'goi');
  writeExport(path.join(home, 'danh-muc'));
  shell(folder, 'catalogue', 'from-list', path.join(home, 'danh-muc'), '--source', 'Danh mục của tỉnh', '-o', files);
  shell(folder, 'catalogue', 'import', files);
  window = await openWindow(folder, true);
});
test.afterAll(async () => {
  await window.end();
  rmSync(home, { recursive: true, force: true });
});

async function expectGood(page: Page, look: Look, name: string): Promise<void> {
  await page.screenshot({ path: `../../out/screens/catalogue-${name}-${look.name}.png` });
  await expectAccessible(page);
  await expectNothingClipped(page);
}

interface Begun {
  dossier_id: string;
  provisional_code: string;
}

function beginWith(procedure: string, form: object): Promise<Begun> {
  return ask<Begun>(window.said, 'dossiers.begin', { procedure, channel: 'direct', assistance: 'done_for', form });
}

const begin = async (procedure: string): Promise<string> => (await beginWith(procedure, {})).dossier_id;

for (const look of LOOKS) {
  test(`a catalogue that nobody signed, ${look.name}`, async ({ page }) => {
    await open(page, window.said, '#/settings/catalogue', look);
    await expect(page.getByText('Danh mục đang dùng chưa ký')).toBeVisible();
    await expect(page.getByRole('banner').getByText('Danh mục chưa ký')).toBeVisible();
    await expectGood(page, look, 'settings');
    await page.getByRole('button', { name: 'Dùng danh mục đi kèm phần mềm' }).click();
    await expect(page.getByRole('banner').getByText('Danh mục chưa ký')).toHaveCount(0);
    await page.getByRole('button', { name: /^Dùng danh mục bản 2/ }).click();
    await expect(page.getByRole('banner').getByText('Danh mục chưa ký')).toBeVisible();
  });

  test(`what a province lists, for reading, ${look.name}`, async ({ page }) => {
    await open(page, window.said, `#/form/${await begin(LISTED)}`, look);
    const list = page.getByText('Danh mục do cơ quan công bố, để đọc (3 giấy tờ)');
    await list.scrollIntoViewIfNeeded();
    await list.click();
    await expect(page.getByText(/danh mục ghi “20251 bản chính”/)).toBeVisible();
    await list.scrollIntoViewIfNeeded();
    await expectGood(page, look, 'listed');
  });

  test(`papers that were checked under another decision, ${look.name}`, async ({ page }) => {
    await open(page, window.said, `#/form/${await begin('1.001193')}`, look);
    await expect(page.getByText('Tỉnh công bố quyết định khác')).toBeVisible();
    await expectGood(page, look, 'superseded');
  });

  test(`residents whom the desk knows, ${look.name}`, async ({ page }) => {
    const { example } = shell<{ example: { submitter: { name: string } } }>(aFolder(`${home}/x`), 'procedure', '1.004873');
    example.submitter.name = "Hoàng Thị Mỷ Châu Pha Nhi Ksor H'Bia";
    const known = await beginWith('1.004873', example);
    await open(page, window.said, `#/form/${await begin('1.001193')}`, look);
    await page.locator('[data-place="field:/submitter/name"] input').focus();
    await page.keyboard.type('ksor', { delay: 60 });
    // The same person under one line, from the newest dossier.
    const offers = page.locator('[data-place="field:/submitter/name"]').getByRole('option');
    await expect(offers).toHaveCount(1);
    await expect(offers).toContainText(known.provisional_code);
    await expectGood(page, look, 'known');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const submitter = page.getByRole('group', { name: '1 Người nộp' });
    await expect(submitter.getByText(known.provisional_code)).toBeVisible();
    await expect(submitter.getByText('Hỏi lại người dân xem còn đúng không.')).toBeVisible();
    await expectGood(page, look, 'taken');
  });

  test(`a card from before the communes were joined, ${look.name}`, async ({ page }) => {
    await open(page, window.said, `#/form/${await begin('1.001193')}`, look);
    await page.keyboard.press('Alt+q');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectGood(page, look, 'scan');
    await page.keyboard.press('Escape');
    await page.locator('[data-place="field:/submitter/name"] input').focus();
    await page.keyboard.type(CARD, { delay: 3 });
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-person-note="/submitter/name"]')).toBeFocused();
    await expectGood(page, look, 'divided');
    await page.keyboard.press('2');
    const commune = page.locator('[data-place="field:/submitter/address/commune"] input');
    await expect(commune).toHaveValue(/Kiên Mộc.*Lạng Sơn/);
  });
}
