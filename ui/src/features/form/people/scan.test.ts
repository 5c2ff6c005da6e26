import { SCANNED } from '$lib/host/fixtures';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { END_MS, inserted, looksScanned, PAUSE_MS, scannedIn, scans } from './scan';

describe('looksScanned', () => {
  it('knows a card by its number and by its bars', () => {
    const cards = [SCANNED, `]Q3${SCANNED}`, '020190000101~x', 'Nguyen|A|B'];

    expect(cards.map(looksScanned)).toEqual(cards.map(() => true));
  });

  it('leaves alone what people type', () => {
    const typed = ['020 190 000 101', '020190000101', '0912345678', 'Thôn 1, xã Lộc Bình', 'a|b', ''];

    expect(typed.map(looksScanned)).toEqual(typed.map(() => false));
  });
});

describe('scannedIn', () => {
  it('leaves out what stood before', () => {
    expect(scannedIn(`Lan${SCANNED}`)).toBe(SCANNED);
    expect(scannedIn(`]Q3${SCANNED}`)).toBe(`]Q3${SCANNED}`);
    expect(scannedIn('a|b|c')).toBe('a|b|c');
  });
});

describe('inserted', () => {
  it('tells what came in, wherever it did', () => {
    expect(inserted('', 'abc')).toBe('abc');
    expect(inserted('Lan', 'La123n')).toBe('123');
    expect(inserted('aa', 'aaa')).toBe('a');
    expect(inserted('abc', 'abc')).toBe('');
  });
});

describe('a reader', () => {
  let now = 0;
  let stop: () => void;
  const onscan = vi.fn();
  const box = () => document.querySelector('#box') as HTMLInputElement;

  beforeEach(() => {
    vi.useFakeTimers();
    onscan.mockReset();
    document.body.innerHTML = '<div id="root"><input id="box"><button id="other">x</button></div>';
    stop = scans(onscan)(document.querySelector('#root') as HTMLElement);
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  function key(name: string, pace: number): KeyboardEvent {
    now += pace;
    vi.advanceTimersByTime(pace);
    const init = { key: name, bubbles: true, cancelable: true };
    const event = new KeyboardEvent('keydown', init);
    Object.defineProperty(event, 'timeStamp', { value: now });
    document.activeElement?.dispatchEvent(event);
    return event;
  }

  function type(text: string, pace: number): void {
    for (const letter of text) {
      key(letter, pace);
      if (document.activeElement !== box()) continue;
      box().value += letter;
      const event = new InputEvent('input', { bubbles: true });
      Object.defineProperty(event, 'timeStamp', { value: now });
      box().dispatchEvent(event);
    }
  }

  it('is heard in a field, and the field is as it was', () => {
    box().value = 'Lan';
    box().focus();

    type(SCANNED, 5);
    const enter = key('Enter', 5);

    expect(onscan).toHaveBeenCalledExactlyOnceWith(SCANNED, box());
    expect(box().value).toBe('Lan');
    expect(enter.defaultPrevented).toBe(true);
  });

  it('is heard without a key at its end', () => {
    box().focus();

    type(SCANNED, 5);
    vi.advanceTimersByTime(END_MS);

    expect(onscan).toHaveBeenCalledOnce();
    expect(box().value).toBe('');
  });

  it('is heard where nothing can be typed', () => {
    document.querySelector<HTMLElement>('#other')?.focus();

    type(SCANNED, 5);
    key('Tab', 5);

    expect(onscan.mock.calls[0]?.[0]).toBe(SCANNED);
  });

  it('is heard on a machine that is so busy that keys come late', () => {
    box().value = 'Lan';
    box().focus();

    type(SCANNED, 300);
    key('Enter', 300);

    expect(onscan).toHaveBeenCalledExactlyOnceWith(SCANNED, box());
    expect(box().value).toBe('Lan');
  });

  it('is told from what a hand has just typed before', () => {
    box().focus();

    type('Lan', 200);
    type(SCANNED, 5);
    key('Enter', 5);

    expect(onscan).toHaveBeenCalledExactlyOnceWith(SCANNED, box());
    expect(box().value).toBe('Lan');
  });

  it('is heard though its end is missing, once nothing more comes', () => {
    box().focus();

    type('020190000101||Nguyễn', 5);
    vi.advanceTimersByTime(PAUSE_MS);

    expect(onscan).toHaveBeenCalledExactlyOnceWith('020190000101||Nguyễn', box());
    expect(box().value).toBe('');
  });

  it('leaves fast words and their Enter alone', () => {
    box().focus();

    type('0912345678', 5);
    const enter = key('Enter', 5);
    vi.advanceTimersByTime(END_MS);

    expect([onscan.mock.calls.length, enter.defaultPrevented, box().value]).toEqual([0, false, '0912345678']);
  });
});
