import { describe, expect, test } from 'vitest';
import type { DossierPage, Moment, PaperLine, ShownParcel } from '$lib/bridge';
import { dossierPage } from '$lib/host/fixtures/dossier';
import { rows } from '$lib/host/fixtures/rows';
import { canSay } from '$lib/words';
import { editName, mainDeed, withdrawal } from './deeds';
import { days } from './moments';
import { kinds, whereName } from './papers';
import { answerOf, isAsked, meaningName, sentence } from './state';

const ALL = rows(16);
const page = (word: DossierPage['standing']['word'], more: Partial<DossierPage> = {}): DossierPage => {
  const row = ALL.find(({ standing }) => standing.word === word);
  return { ...dossierPage(ALL, row?.dossier_id ?? ''), ...more };
};
const parcel = (state: ShownParcel['state'], attempts = 0): ShownParcel => ({
  kind: 'submission',
  revision: 1,
  submission_id: null,
  state,
  is_held_up: false,
  reason: null,
  problem: null,
  attempts,
  queued_at: '',
});
const withParcels = (word: DossierPage['standing']['word'], ...parcels: ShownParcel[]) => {
  const found = page(word);
  return { ...found, shown: { ...found.shown, parcels } };
};

describe('deeds', () => {
  test('form is opened under the name that fits', () => {
    const corrected = page('queued');
    const draft = page('draft').shown.draft;

    expect(editName(page('draft'))).toBe('continue');
    expect(editName(page('supplement_asked'))).toBe('supplement');
    expect(editName(page('queued'))).toBe('correct');
    expect(editName({ ...corrected, shown: { ...corrected.shown, draft } })).toBe('continue-correction');
  });

  test('what waits for the clerk comes first', () => {
    expect(mainDeed(page('set_aside'))).toBe('retry');
    expect(mainDeed(page('set_aside', { can: ['retry', 'choose'] })), 'a choice').toBeNull();
    expect(mainDeed(page('supplement_asked'))).toBe('edit');
    expect(mainDeed(page('draft'))).toBe('edit');
    expect(mainDeed(page('discarded'))).toBe('restore');
    expect(mainDeed(page('queued'))).toBeNull();
  });

  test('taking back is certain when nothing has left, and a request when it has', () => {
    expect(withdrawal(withParcels('queued', parcel('queued')))).toBe('cancel');
    expect(withdrawal(withParcels('queued', parcel('queued', 1)))).toBe('unsure');
    expect(withdrawal(withParcels('sending', parcel('sending', 1)))).toBe('unsure');
    expect(withdrawal(page('received'))).toBe('ask');
  });
});

describe('state', () => {
  test('standing is a sentence, with its note and what it means under it', () => {
    const standing = { ...page('delivered').standing, note: 'biên nhận lúc 14:05' };

    const { said, note } = sentence({ standing }, 'Chờ cơ quan.');

    expect(said).toMatch(/^Hệ thống/);
    expect(note).toBe('Biên nhận lúc 14:05. Chờ cơ quan.');
    expect(sentence(page('queued'), '').note).toBeNull();
  });

  test('question of the agency says it all, unless something else waits for the clerk', () => {
    const { asked } = page('supplement_asked');

    expect(isAsked(page('supplement_asked'))).toBe(true);
    expect(isAsked(page('set_aside', { asked }))).toBe(false);
    expect(isAsked(page('queued'))).toBe(false);
  });

  test('every standing says what it means', () => {
    for (const { standing } of ALL)
      expect(canSay(meaningName({ standing, can: [] }, 'idle')), standing.word).toBe(true);
  });

  test('what waits at a desk that is not enrolled is not sent by itself', () => {
    expect(meaningName(page('queued'), 'none')).toBe('dossier-means-queued-alone');
    expect(meaningName(page('queued'), 'waiting')).toBe('dossier-means-queued');
    expect(meaningName(page('delivered'), 'none')).toBe('dossier-means-delivered');
  });

  test('agency says why it ended the case, last of all that it said', () => {
    const event = { official_code: null, received_at: null, deadline: null, result_sha256: null };
    const told = (reason: string | null, is_arrival = false) => ({
      ...event,
      at: '2026-11-21T14:20:00+07:00',
      status: '3',
      reason,
      is_arrival,
    });
    const ended = (events: DossierPage['shown']['events']) => {
      const found = page('refused');
      return answerOf({ ...found, shown: { ...found.shown, events } });
    };

    expect(ended([told('Thiếu ảnh.'), told('Sai nơi nộp.'), told(null, true)])).toEqual({
      tone: 'bad',
      reason: 'Sai nơi nộp.',
      deadline: null,
    });
    expect(ended([])?.reason).toBeNull();
    expect(answerOf(page('supplement_asked'))?.tone).toBe('ask');
    expect(answerOf(page('queued'))).toBeNull();
  });
});

test('moments are told the latest first, by days, and no more than asked for', () => {
  const moment = (at: string): Moment => ({ at, whose: 'desk', who: null, said: at });
  const all = [
    moment('2026-11-20T08:00:00+07:00'),
    moment('2026-11-21T08:00:00+07:00'),
    moment('2026-11-21T23:30:00+07:00'),
  ];

  expect(days(all, 8).map(({ day, moments }) => [day, moments.length])).toEqual([
    ['21/11/2026', 2],
    ['20/11/2026', 1],
  ]);
  expect(days(all, 1)).toEqual([{ day: '21/11/2026', moments: [{ ...all[2], tellsClock: true }] }]);
});

test('clock is told only where it is another than in the line before', () => {
  const moment = (at: string, whose: Moment['whose']): Moment => ({ at, whose, who: null, said: at });
  const all = [
    moment('2026-11-20T08:00:00+07:00', 'desk'),
    moment('2026-11-21T08:00:00+07:00', 'desk'),
    moment('2026-11-21T09:00:00+07:00', 'gateway'),
  ];

  const told = days(all, 8).flatMap(({ moments }) => moments.map(({ tellsClock }) => tellsClock));

  expect(told).toEqual([true, true, false]);
});

describe('papers', () => {
  const paper = (component: string, more: Partial<PaperLine> = {}): PaperLine => ({
    component,
    component_name: component.toUpperCase(),
    page_id: 'page',
    name: 'a.jpg',
    media: 'image/jpeg',
    size: 1,
    sha256: '',
    receipt_at: null,
    ...more,
  });

  test('papers of one kind stand together', () => {
    expect(
      kinds([paper('a'), paper('b'), paper('a')]).map(({ name, papers }) => [name, papers.length]),
    ).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
  });

  test('paper says where it is', () => {
    expect(whereName(paper('a'))).toBe('here');
    expect(whereName(paper('a', { receipt_at: '2026-11-21T14:05:00+07:00' }))).toBe('received');
    expect(whereName(paper('a', { page_id: null }))).toBe('taken-out');
  });
});
