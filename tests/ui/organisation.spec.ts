// A dossier that belongs to an organisation: its fields, its long name, and what the switch to a person
// and back leaves of them.
import { expect, test } from '@playwright/test';

import { ask } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open } from './looks.ts';
import { worlds } from './worlds.ts';

/** Chứng thực bản sao: anybody's. */
const COPY = '2.000815';
const NAME =
  'Công ty TNHH một thành viên Sản xuất, Thương mại và Dịch vụ "Hoa Hồi 68" & Dược liệu xứ Lạng – Chi nhánh Thống Nhất';

const FORM = {
  submitter: { name: 'Lộc Thị Mỷ Châu', number: { kind: 'citizen', value: '020196000321' } },
  owner: {
    kind: 'enterprise',
    organisation: {
      name: NAME,
      number: { kind: 'tax_code', value: '0100233488' },
      address: { commune: '06577', detail: 'Thôn Pò Cại' },
      representative: 'Hoàng Văn Páo',
    },
  },
  behalf: { relation: 'Nhân viên', authority: 'Giấy giới thiệu số 12 ngày 20/11/2026' },
};

for (const look of LOOKS) {
  test(`an organisation as owner, ${look.name}`, async ({ page }) => {
    const { answered } = worlds();
    const begun = await ask<{ dossier_id: string }>(answered, 'dossiers.begin', {
      procedure: COPY,
      channel: 'direct',
      assistance: 'done_for',
      form: FORM,
    });
    await open(page, answered, `#/form/${begun.dossier_id}`, look);
    const name = page.locator('[data-place="field:/owner/organisation/name"] input');
    await expect(name).toHaveValue(NAME);
    await name.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `../../out/screens/organisation-${look.name}.png` });
    await expectAccessible(page);
    await expectNothingClipped(page);

    await page.getByRole('radio', { name: 'Doanh nghiệp', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(page.locator('[data-place="field:/owner/name"] input')).toBeVisible();
    await expect(name).toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await expect(name).toHaveValue(NAME);
  });
}
