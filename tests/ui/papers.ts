// Papers as the window shows them: fetched from where its frame shows them, and read back as text.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** The PDF in the open dialog. */
export async function shownPdf(page: Page): Promise<Buffer> {
  const frame = page.getByRole('dialog').locator('iframe');
  await expect(frame).toBeVisible();
  await expect(page.locator('.to-print button')).toBeFocused();
  const address = new URL((await frame.getAttribute('src')) ?? '', page.url());
  const answer = await page.request.get(address.href);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const bytes = await answer.body();
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  return bytes;
}

/** What stands in it, in the order in which it is read. */
export function readPdf(pdf: Buffer): string {
  return execFileSync('pdftotext', ['-enc', 'UTF-8', '-', '-'], { input: pdf }).toString().normalize('NFC');
}

export function keepPdf(pdf: Buffer, file: string): void {
  writeFileSync(file, pdf);
}
