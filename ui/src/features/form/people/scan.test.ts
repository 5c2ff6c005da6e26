import { SCANNED } from '$lib/host/fixtures';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { END_MS, inserted, looksScanned, PAUSE_MS, scannedIn, scans } from './scan';

describe('looksScanned', () => {
  it('knows a card by its number and by its bars', () => {
    const cards = [
      SCANNED,
      `]Q3${SCANNED}`,
      '020190000101~~x~y',
      '020190000101µ020190123µNguyễn',
      'Nguyen|A|B',
    ];

    expect(cards.map(looksScanned)).toEqual(cards.map(() => true));
  });

  it('leaves alone what people type', () => {
    const typed = ['020 190 000 101', '020190000101', '0912345678', 'Thôn 1, xã Lộc Bình', 'a|b', ''];

    expect(typed.map(looksScanned)).toEqual(typed.map(() => false));
  });

  it('leaves alone a number in brackets, in a list or before a sign', () => {
    const typed = [
      'bà Lộc (020196000321)',
      '020196000321;',
      '"020196000321"',
      '020196000321: mẹ',
      'mẹ 020196000321; cha 020196000322; con 020196000323; bà',
      '020196000321;020196000322;020196000323;',
      '020196000321______',
    ];

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
    const at = (value: string, from: number, to = from) => ({ value, from, to });

    expect(inserted(at('', 0), 'abc')).toBe('abc');
    expect(inserted(at('Lan', 2), 'La123n')).toBe('123');
    expect(inserted(at('0912', 0, 4), '0201')).toBe('0201');
    expect(inserted(at('abc', 3), 'abc')).toBe('');
  });
});

describe('a reader', () => {
  let now = 0;
  let stop: () => void;
  const onscan = vi.fn((_text: string, _from: Element) => Promise.resolve(isTaken));
  let isTaken = true;
  const box = () => document.querySelector('#box') as HTMLInputElement;

  beforeEach(() => {
    vi.useFakeTimers();
    onscan.mockClear();
    isTaken = true;
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
      box().setRangeText(letter, box().selectionStart ?? 0, box().selectionEnd ?? 0, 'end');
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

  it.each(['Lan', '020 196 000 321', '0912 345 678', '01'])(
    'gives back what it was typed over: %s',
    (stood) => {
      box().value = stood;
      box().focus();
      box().select();

      type(SCANNED, 5);
      key('Enter', 5);

      expect(onscan).toHaveBeenCalledExactlyOnceWith(SCANNED, box());
      expect(box().value).toBe(stood);
    },
  );

  it('is told from a hand that went to another place before', () => {
    box().focus();

    type('Lan', 50);
    key('Home', 50);
    box().setSelectionRange(0, 0);
    type(SCANNED, 5);
    key('Enter', 5);

    expect(onscan).toHaveBeenCalledExactlyOnceWith(SCANNED, box());
    expect(box().value).toBe('Lan');
  });

  it('puts back what was no card into the sentence that a hand typed', async () => {
    isTaken = false;
    box().focus();

    type('Lan 020190000101|', 50);
    await vi.advanceTimersByTimeAsync(PAUSE_MS);

    expect(onscan).toHaveBeenCalledOnce();
    expect(box().value).toBe('Lan 020190000101|');
  });

  it('presses no button with its spaces and no key of a list with its letters', () => {
    const heard = vi.fn();
    document.querySelector('#other')?.addEventListener('keydown', heard);
    document.querySelector<HTMLElement>('#other')?.focus();

    const space = [...'020196000321||Lộc Thị'].map((letter) => key(letter, 5)).at(-4);

    expect([space?.key, space?.defaultPrevented]).toEqual([' ', true]);
    expect(heard.mock.calls.map(([event]) => (event as KeyboardEvent).key)).toEqual(['0', '2']);
  });

  it('leaves the figures by which a hand answers', () => {
    document.querySelector<HTMLElement>('#other')?.focus();

    const pressed = [...'1212'].map((letter) => key(letter, 200));

    expect(pressed.map(({ defaultPrevented }) => defaultPrevented)).toEqual(pressed.map(() => false));
  });

  it('takes a paste only where it is nothing but a card', () => {
    const paste = (text: string) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: { getData: () => text } });
      box().dispatchEvent(event);
      return event.defaultPrevented;
    };

    expect([paste(`Lan ${SCANNED}`), paste(SCANNED), paste('bà Lộc (020196000321)')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(onscan).toHaveBeenCalledOnce();
  });
});
