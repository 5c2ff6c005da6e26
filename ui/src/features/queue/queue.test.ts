import { expect, test } from 'vitest';
import type { ComparedLine, QueueRow, Road } from '$lib/bridge';
import { filtersOf, passing } from './compare';
import { emptySaid, hasProgress, isCalm, layoutOf, lineSaid } from './queue';

const row = (word: QueueRow['standing']['word'], parcel_id: string = word, sent_bytes = 0): QueueRow => ({
  parcel_id,
  dossier_id: 'one',
  place: { rank: 1, due: null, seq: 1 },
  provisional_code: 'LS07-261121-K7M2QX-4',
  procedure_name: '',
  person: '',
  cargo_said: '',
  standing: { word, tone: 'wait', said: '', note: null },
  sent_bytes,
  total_bytes: 1000,
  problem_said: null,
  queued_at: '',
  is_overtaken: false,
  attempts: 0,
  due_said: null,
  left_said: null,
  eta_s: null,
  eta_said: null,
});
const road = (state: Road['state'], tried_at: string | null = null): Road => ({
  state,
  said: '',
  waiting: 0,
  set_aside: 0,
  tried_at,
  sent_bytes: 0,
  total_bytes: 0,
  is_sending: false,
  clock_said: null,
});

test('bar is shown when something was sent, even if it waits again', () => {
  expect(hasProgress(row('queued'))).toBe(false);
  expect(hasProgress(row('queued', 'a', 10))).toBe(true);
  expect(hasProgress(row('sending'))).toBe(true);
  expect(hasProgress({ ...row('sending'), total_bytes: 0 })).toBe(false);
});

test('line has two rows of text beside each other only where there is room', () => {
  expect([layoutOf(70), layoutOf(43)]).toEqual(['wide', 'narrow']);
});

test('queue explains why it waits when that needs nobody', () => {
  expect(isCalm(road('waiting'))).toBe(true);
  expect(isCalm(road('trouble'))).toBe(false);
  expect(isCalm(undefined)).toBe(false);
});

test('empty queue says when the last delivery ended, if there was one', () => {
  expect(emptySaid(road('idle', '2026-11-21T14:20:00+07:00'))).toBe('last');
  expect(emptySaid(road('idle'))).toBe('never');
  expect(emptySaid(road('none'))).toBe('not-enrolled');
});

test('line that waits promises nothing of the network when the desk is not enrolled', () => {
  expect(lineSaid(road('none'))).toBe('queue-line-not-enrolled');
  expect(lineSaid(road('trouble'))).toBe('queue-line-held');
  expect(lineSaid(road('waiting'))).toBe('queue-line');
  expect(lineSaid(undefined)).toBe('queue-line');
});

test('differences are counted by their side, and a side without any is not offered', () => {
  const line = (what: ComparedLine['what']): ComparedLine => ({
    what,
    dossier_id: null,
    name: '',
    procedure_name: '',
    person: '',
    said: '',
    todo: '',
  });
  const rows = [line('lost'), line('waits'), line('status')];

  expect(filtersOf(rows)).toEqual([
    { value: 'all', count: 3 },
    { value: 'here', count: 2 },
    { value: 'both', count: 1 },
  ]);
  expect(passing(rows, 'both').map(({ what }) => what)).toEqual(['status']);
});
