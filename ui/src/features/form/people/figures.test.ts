import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ALONE_MS, figures } from './figures';
import { PAUSE_MS } from './scan';

describe('figures', () => {
  let now = 0;
  const answer = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    answer.mockReset();
    now = 0;
  });
  afterEach(() => void vi.useRealTimers());

  function press(hear: (event: KeyboardEvent) => void, keys: string, pace: number, init = {}): void {
    for (const key of keys) {
      now += pace;
      vi.advanceTimersByTime(pace);
      const event = new KeyboardEvent('keydown', { key, ...init });
      Object.defineProperty(event, 'timeStamp', { value: now });
      hear(event);
    }
  }
  const answers = () => answer.mock.calls.flat();

  it('answer when a hand presses them, one after the other', () => {
    const { hear } = figures(answer);

    press(hear, '21', 200);
    vi.advanceTimersByTime(ALONE_MS);

    expect(answers()).toEqual([2, 1]);
  });

  it.each([5, 30, 300])('answer nothing while a reader types a card, a key each %i ms', (pace) => {
    const { hear } = figures(answer);

    press(hear, '020196000321||Lộc Thị Mỷ|02031996', pace);
    vi.advanceTimersByTime(ALONE_MS);

    expect(answers()).toEqual([]);
  });

  it('answer nothing when the focus comes in the midst of a card', () => {
    const { hear } = figures(answer);

    press(hear, '96000321||Lộc', 5);
    vi.advanceTimersByTime(ALONE_MS);

    expect(answers()).toEqual([]);
  });

  it('answer again once the reader is silent', () => {
    const { hear } = figures(answer);

    press(hear, '020196', 5);
    press(hear, '2', PAUSE_MS);
    vi.advanceTimersByTime(ALONE_MS);

    expect(answers()).toEqual([2]);
  });

  it('answer once while the key is held', () => {
    const { hear } = figures(answer);

    press(hear, '1', 0);
    vi.advanceTimersByTime(ALONE_MS);
    press(hear, '111', 30, { repeat: true });
    vi.advanceTimersByTime(ALONE_MS);

    expect(answers()).toEqual([1]);
  });
});
