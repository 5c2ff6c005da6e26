import type { RemarkSaid } from '$lib/bridge';
import { describe, expect, test } from 'vitest';
import { isNews, wereRead } from './remarks';

const remark = (said: string, rest: Partial<RemarkSaid> = {}): RemarkSaid => ({
  title: 'Danh mục chưa ký',
  said,
  may_move_on: false,
  is_grave: true,
  ...rest,
});

describe('remarks', () => {
  test('are folded once they were read, and open again when they say something else', () => {
    const first = remark('Bản 2026.11.22 do người phụ trách quầy tự nhập.');

    expect(isNews(first)).toBe(true);
    wereRead([first]);

    expect(isNews(first)).toBe(false);
    expect(isNews(remark('Bản 2026.12.01 do người phụ trách quầy tự nhập.'))).toBe(true);
  });

  test('stay open while they wait for an answer', () => {
    const waiting = remark('Quầy đang dùng bản 2026.12.01.', { may_move_on: true });

    wereRead([waiting]);

    expect(isNews(waiting)).toBe(true);
  });
});
