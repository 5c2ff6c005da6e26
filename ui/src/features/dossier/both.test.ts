import { describe, expect, test } from 'vitest';
import { bothSides } from '$lib/host/fixtures/both';
import { say } from '$lib/words';
import { choices, differsName, factsHere, factsThere, newFirst, next } from './both';

const both = bothSides('dossier');
const { here, there } = both;
const when = (at: string) => at.slice(11, 16);
const values = (facts: { value: string }[]) => facts.map(({ value }) => value).join(' | ');

describe('both sides', () => {
  test('this desk says who typed it and when', () => {
    expect(values(factsHere(here, say, when))).toBe('13:40 | La Thị Hương');
    expect(factsHere({ ...here, by: null }, say, when)).toHaveLength(1);
  });

  test('the other side says which desk it was and whether all of it has arrived', () => {
    const whole = values(factsThere(there, say, when));
    const sending = values(factsThere({ ...there, delivered_at: null }, say, when));

    expect(whole).toContain('Quầy số 8 (LS08)');
    expect(whole).toContain('đã nhận đủ tệp lúc 13:25');
    expect(sending).toContain('Đang gửi từ 13:20');
  });

  test('an older gateway that tells nothing leaves nothing to show', () => {
    const untold = {
      ...there,
      desk_said: null,
      is_told: false,
      announced_at: null,
      delivered_at: null,
      status_said: null,
      told_at: null,
    };

    expect(factsThere(untold, say, when)).toEqual([]);
  });

  test('a copy of this desk is never called another desk', () => {
    const own = values(factsThere({ ...there, is_this_desk: true }, say, when));

    expect(own).toContain('Chính quầy này');
    expect(own).not.toContain('Quầy số 8');
  });

  test('what differs is said by what does', () => {
    const same = { ...here, is_form_changed: false, changed: [], papers: here.papers.slice(0, 1) };

    expect(differsName(here)).toBe('both-differs-fields');
    expect(differsName({ ...here, changed: [] }), 'no field is known for it').toBe('both-differs-somewhere');
    expect(differsName({ ...same, papers: here.papers })).toBe('both-differs-papers');
    expect(differsName(same)).toBe('both-differs-nothing');
    expect(differsName({ ...same, left_out: same.papers })).toBe('both-differs-papers');
    expect(differsName({ ...here, base_revision: null })).toBe('both-differs-unknown');
  });

  test('what is being typed is sent before the older revision', () => {
    expect(choices(both)).toEqual(['send', 'keep', 'later']);
    expect(choices({ ...both, has_open_draft: true })).toEqual(['draft', 'keep', 'later']);
    expect(next(both)).toBe(3);
  });

  test('new papers stand first, and the rest keeps its order', () => {
    expect(newFirst(here.papers).map(({ is_new }) => is_new)).toEqual([true, false]);
    expect(here.papers[0]?.is_new, 'what was answered is left alone').toBe(false);
  });
});
