import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DossierPage, PaperOut } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { dossierPage, printed } from '$lib/host/fixtures/dossier';
import { DOSSIER } from '$lib/host/fixtures/desk';
import { rows } from '$lib/host/fixtures/rows';
import { toasts } from '$lib/ui/toasts.svelte';
import { setLanguage } from '$lib/words';
import { isInHand, paperSaid, papersOf, printLabel } from './printed';
import { printing } from './printing.svelte';
import { sightOf } from './sight';

const NOW = new Date('2026-11-21T17:00:00+07:00');
const RECEIPT: PaperOut = {
  form: 'receipt',
  title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  refusal: null,
  printed_at: null,
  is_stale: false,
  signed_as: null,
};
const PRINTED: PaperOut = { ...RECEIPT, printed_at: '2026-11-21T16:45:00+07:00' };

test('file is looked at here when it is a picture or a document', () => {
  expect(sightOf('image/jpeg')).toBe('picture');
  expect(sightOf('application/pdf')).toBe('document');
  expect(sightOf('application/json')).toBeNull();
});

describe('what is said of a paper', () => {
  beforeEach(() => setLanguage('vi'));

  test('paper says when it was printed, and the day where that was not today', () => {
    expect(paperSaid(RECEIPT, null, NOW)).toEqual({ word: 'fresh', said: 'Chưa in.' });
    expect(paperSaid(PRINTED, null, NOW).said).toBe('Đã in lúc 16:45.');
    expect(paperSaid(PRINTED, null, new Date('2026-11-23T08:00:00+07:00')).said).toContain('21/11/2026');
  });

  test('paper asks to be printed again once the agency has given its code', () => {
    const stale = paperSaid({ ...PRINTED, is_stale: true }, 'H37.6-261122-0001', NOW);

    expect(stale.word).toBe('stale');
    expect(stale.said).toContain('Đã có mã chính thức H37.6-261122-0001: in lại giấy tiếp nhận');
  });

  test('paper says why it cannot be printed, and that it was', () => {
    const refused = paperSaid({ ...PRINTED, refusal: 'Hồ sơ đã rút.' }, null, NOW);

    expect(refused).toEqual({ word: 'refused', said: 'Đã in lúc 16:45. Hồ sơ đã rút.' });
  });

  test('official name stands in the sentence as Vietnamese is written, and as it is in English', () => {
    expect(printLabel(RECEIPT)).toBe('In giấy tiếp nhận hồ sơ và hẹn trả kết quả');
    expect(printLabel(PRINTED)).toMatch(/^In lại giấy/);

    setLanguage('en');

    expect(printLabel(RECEIPT)).toBe('Print: Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
  });

  test('resident has something in hand with a paper that is not stale, or with the code', () => {
    const page = (receipt: PaperOut, code_given_at: string | null = null): DossierPage => ({
      ...dossierPage(rows(1), DOSSIER),
      papers_out: [receipt],
      code_given_at,
    });

    expect(isInHand(page(RECEIPT))).toBe(false);
    expect(isInHand(page(PRINTED))).toBe(true);
    expect(isInHand(page({ ...PRINTED, is_stale: true }))).toBe(false);
    expect(isInHand(page(RECEIPT, '2026-11-21T16:45:00+07:00'))).toBe(true);
  });
});

test('declaration is signed by nobody once the case is over', () => {
  const page = dossierPage(rows(1), DOSSIER);
  const forms = (state: DossierPage['shown']['state']) =>
    papersOf({
      ...page,
      shown: { ...page.shown, state },
      papers_out: [RECEIPT, { ...RECEIPT, form: 'declaration' }],
    }).map(({ form }) => form);

  expect(forms('received')).toEqual(['receipt', 'declaration']);
  expect(forms('refused')).toEqual(['receipt']);
});

describe('printing', () => {
  const PAPER = { form: 'receipt', title: 'Giấy tiếp nhận' } as const;
  const made = (more = {}) => ({ ...printed(DOSSIER, 'receipt'), ...more });
  const known = (answers = {}): Fake => {
    const desk = fake({ ...FIRST_WORLD, pauseMs: 0 }, answers);
    use(desk);
    return desk;
  };

  test('paper is shown here when no program has opened it, with the reason', async () => {
    const desk = known({ 'papers.print': () => made({ said: 'Máy không có chương trình xem PDF.' }) });
    const printer = printing(DOSSIER);

    await printer.print(PAPER);

    expect([printer.isShown, printer.shown?.said]).toEqual([true, 'Máy không có chương trình xem PDF.']);
    expect(desk.calls[0]?.args).toEqual({ dossier: DOSSIER, form: 'receipt', by: 'page' });
  });

  test('paper that was opened elsewhere is only spoken of', async () => {
    known({ 'papers.print': () => made({ is_opened: true }) });
    const printer = printing(DOSSIER);

    await printer.print(PAPER);

    expect(printer.isShown).toBe(false);
    expect(toasts().at(-1)?.said).toContain('Giấy tiếp nhận');
  });

  test('paper is made once, however often the key is pressed', async () => {
    const desk = known();
    const printer = printing(DOSSIER);

    const both = [printer.print(PAPER), printer.print(PAPER)];
    expect(printer.busy).toBe('receipt');
    await Promise.all(both);

    expect(desk.calls).toHaveLength(1);
    expect(printer.busy).toBeNull();
  });

  test('refusal is kept until it is read', async () => {
    known({
      'papers.print': () => {
        throw { kind: 'usage', code: 'paper-case-ended', said: 'Hồ sơ đã kết thúc.', gaps: [], trace: [] };
      },
    });
    const printer = printing(DOSSIER);

    await printer.print(PAPER);
    const said = printer.error?.said;
    printer.forget();

    expect([said, printer.error, printer.isShown]).toEqual(['Hồ sơ đã kết thúc.', null, false]);
  });

  test('paper is kept where the person says', async () => {
    const desk = known();
    vi.spyOn(desk, 'pickPlace').mockResolvedValue('D:\\giay.pdf');
    const printer = printing(DOSSIER);
    await printer.print(PAPER);

    await printer.keep();

    expect(desk.calls.at(-1)).toEqual({
      command: 'papers.write',
      args: { dossier: DOSSIER, form: 'receipt', size: 'a5', path: 'D:\\giay.pdf' },
    });
  });
});
