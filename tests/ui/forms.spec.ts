// Every form of the catalogue, filled in as its own example is: by hand at 1366x768 and at 150 %, and
// once on a sheet so long that all of it is seen.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from '@playwright/test';

import { aFolder, ask, shell } from './desk.ts';
import { expectAccessible, expectNothingClipped, LOOKS, open, type Look } from './looks.ts';
import { worlds } from './worlds.ts';

const CATALOGUE = fileURLToPath(new URL('../../assets/catalogue', import.meta.url));

/** What no example has: the papers and their pages. */
const PAPERS = /^\/(components|pages)\//;

/** One procedure for each form. */
const FORMS = [
  '1.000656',
  '1.000894',
  '1.001193',
  '1.001612',
  '1.001776',
  '1.004194',
  '1.004873',
  '2.000635',
  '2.000986',
];

const LONG: Look = { name: 'long', theme: 'light', scale: 100, size: { width: 1366, height: 3600 } };
const TRIED = [...LOOKS.filter(({ name }) => name === 'plain' || name === '150'), LONG];

const home = mkdtempSync(path.join(tmpdir(), 'nopho-forms-'));
test.afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(CATALOGUE, file), 'utf8'));

test('no form is left out', () => {
  const { forms } = read('package.json') as { forms: string[] };
  const looked = FORMS.map((code) => (read(`procedures/${code}.json`) as { about: { form: string } }).about.form);
  expect(looked.toSorted()).toEqual(forms.toSorted());
});

for (const procedure of FORMS) {
  test(`the form of ${procedure}, filled in`, async ({ page }) => {
    test.setTimeout(180_000);
    const { answered } = worlds();
    const { example: form } = shell<{ example: object }>(aFolder(home), 'procedure', procedure);
    const begun = await ask<{ dossier_id: string }>(answered, 'dossiers.begin', {
      procedure,
      channel: 'direct',
      assistance: 'done_for',
      form,
    });
    const { missing } = await ask<{ missing: { path: string }[] }>(answered, 'drafts.open', {
      dossier: begun.dossier_id,
    });
    const unsaid = missing.filter(({ path }) => !PAPERS.test(path));
    expect(unsaid, 'the example fills in the whole form').toEqual([]);
    for (const look of TRIED) {
      // The same page with other letters behind the # would not be loaded again.
      await page.goto('about:blank');
      await open(page, answered, `#/form/${begun.dossier_id}`, look);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(procedure);
      await expect(page.locator('[data-place^="field:"] .said')).toHaveCount(0);
      await page.screenshot({ path: `../../out/screens/form-${procedure}-filled-${look.name}.png` });
      await expectAccessible(page);
      await expectNothingClipped(page);
    }
  });
}
