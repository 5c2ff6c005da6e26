import type { FieldView, FormView } from '$lib/bridge';
import { birthForm } from '$lib/host/fixtures';
import { describe, expect, it } from 'vitest';
import { papersAlong, spelt, summary, unitName, type Names } from './summary';

const WORDS = { yes: 'Có', no: 'Không' };
const commune = (code: string, name: string, place: string) => ({
  code,
  name,
  place,
  formerly: '',
  must_ask: false,
});
const NAMES: Names = {
  list: (name) => (name === 'ethnic-groups' ? [{ value: '02', label: 'Tày' }] : undefined),
  unit: (code) => (code === '06577' ? commune(code, 'Xã Thống Nhất', 'tỉnh Lạng Sơn') : null),
};
const view: FormView = birthForm();
const lines = (form = view.form) =>
  summary(view, form, NAMES, WORDS).flatMap((part) =>
    part.groups.flatMap((group) => group.lines.map(({ label, text }) => `${label}: ${text}`)),
  );

describe('reading back', () => {
  it('says names instead of codes', () => {
    expect(lines()).toContain('Xã, phường, đặc khu: Xã Thống Nhất, tỉnh Lạng Sơn');
    expect(lines()).toContain('Giới tính: Nữ');
    expect(lines()).toContain('Cha mẹ trẻ đã đăng ký kết hôn: Có');
    expect(lines()).toContain('Là con thứ mấy: 2');
  });

  it('leaves out what is empty, not asked for, or only a switch', () => {
    const all = lines().join('\n');

    expect(all).not.toContain('Nơi sinh, ghi rõ');
    expect(all).not.toContain('Nộp thay cho người khác');
    expect(all).not.toContain('Quốc tịch');
  });

  it('leaves out blocks in which nothing stands', () => {
    const bare = { ...view, blocks: view.blocks.filter(({ id }) => id === 'submitter') };

    expect(summary(bare, {}, NAMES, WORDS)).toEqual([]);
  });

  it('shows the code as long as its name is not there', () => {
    const field = { widget: 'list', options: [] as FieldView['options'], list: 'nationalities' } as FieldView;

    expect(spelt(field, 'VN', NAMES, WORDS)).toBe('VN');
    expect(spelt({ ...field, list: 'ethnic-groups' }, '02', NAMES, WORDS)).toBe('Tày');
    expect(spelt({ ...field, widget: 'commune' }, '99999', NAMES, WORDS)).toBe('99999');
    expect(spelt({ ...field, widget: 'commune' }, undefined, NAMES, WORDS)).toBe('');
    expect(spelt(field, false, NAMES, WORDS)).toBe('Không');
  });

  it('groups a personal number as it is read aloud', () => {
    const field = { widget: 'digits', options: [] as FieldView['options'], list: null } as FieldView;
    const said = spelt(field, '034187000123', NAMES, WORDS);

    expect(said.replaceAll('\u00a0', ' ')).toBe('034 187 000 123');
    expect(spelt(field, '12', NAMES, WORDS)).toBe('12');
  });

  it('names a place once', () => {
    expect(unitName(commune('1', 'Xã A, tỉnh B', 'tỉnh B'))).toBe('Xã A, tỉnh B');
    expect(unitName(commune('1', 'Xã A', ''))).toBe('Xã A');
  });

  it('names the papers that go along', () => {
    expect(papersAlong(view).map(({ id }) => id)).toEqual(['ket-hon']);
  });
});
