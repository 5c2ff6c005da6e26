import { describe, expect, it } from 'vitest';
import { folded, matching, named } from './folded';

const options = (...labels: string[]) => labels.map((label) => ({ label }));
const GROUPS = options(
  'Kinh',
  'Tày',
  'Thái',
  "H'Mông",
  'Khơ-me',
  'Ê-đê',
  'Gia-rai',
  'Bru-Vân Kiều',
  'Khơ-mú',
);

describe('folding', () => {
  it('leaves letters and figures only', () => {
    expect(folded("H'Mông")).toBe('h mong');
    expect(folded('  Đặng  Thị ')).toBe('dang thi');
    expect(folded('Y\u0302')).toBe('y');
  });
});

describe('a list that is searched', () => {
  it('finds without marks, from the start of any word first', () => {
    expect(matching(GROUPS, 'kho').map(({ label }) => label)).toEqual(['Khơ-me', 'Khơ-mú']);
    expect(matching(GROUPS, 'van').map(({ label }) => label)).toEqual(['Bru-Vân Kiều']);
    expect(matching(GROUPS, 'h m').map(({ label }) => label)).toEqual(["H'Mông"]);
  });

  it('puts first what is typed with its marks', () => {
    expect(matching(options('Tay', 'Tây', 'Tày'), 'Tày').map(({ label }) => label)).toEqual([
      'Tày',
      'Tay',
      'Tây',
    ]);
  });

  it('is whole for an empty text and empty for a strange one', () => {
    expect(matching(GROUPS, ' ')).toHaveLength(GROUPS.length);
    expect(matching(GROUPS, 'xyz')).toEqual([]);
  });

  it('is stable where things match alike', () => {
    expect(
      matching(GROUPS, 't')
        .slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(['Tày', 'Thái']);
  });
});

describe('a text that was left', () => {
  it('names the one option that it spells in full', () => {
    expect(named(GROUPS, 'hmong')).toBeNull();
    expect(named(GROUPS, 'h mong')?.label).toBe("H'Mông");
    expect(named(GROUPS, 'kho')).toBeNull();
    expect(named(GROUPS, '')).toBeNull();
  });

  it('names none where the bare letters mean several, but for the marks', () => {
    const two = options('Lộc Bình', 'Lọc Binh');

    expect(named(two, 'loc binh')).toBeNull();
    expect(named(two, 'Lộc Bình')?.label).toBe('Lộc Bình');
  });
});
