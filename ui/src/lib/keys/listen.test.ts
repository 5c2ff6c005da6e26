import { afterEach, describe, expect, it, vi } from 'vitest';
import { answer, hear } from './listen.svelte';

const stops: (() => void)[] = [];
const on = (action: Parameters<typeof answer>[0], run: () => void) => stops.push(answer(action, run));

afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  document.body.replaceChildren();
});

function press(init: KeyboardEventInit, target: EventTarget = window): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
  window.addEventListener('keydown', hear, { once: true });
  target.dispatchEvent(event);
  return event;
}

function inside(markup: string): Element {
  document.body.innerHTML = markup;
  return document.body.firstElementChild as Element;
}

describe('hear', () => {
  it('lets the screen that came last answer', () => {
    const [first, last] = [vi.fn(), vi.fn()];
    on('new', first);
    on('new', last);

    const event = press({ key: 'F2' });

    expect(first).not.toHaveBeenCalled();
    expect(last).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves a key alone that nobody answers to', () => {
    expect(press({ key: 'F8' }).defaultPrevented).toBe(false);
  });

  it('leaves Ctrl+Z to a text that is being typed', () => {
    const undo = vi.fn();
    on('undo', undo);

    press({ key: 'z', code: 'KeyZ', ctrlKey: true }, inside('<input>'));
    press({ key: 'z', code: 'KeyZ', ctrlKey: true }, inside('<button>'));

    expect(undo).toHaveBeenCalledOnce();
  });

  it('waits while a dialog asks, but helps', () => {
    const [submit, help] = [vi.fn(), vi.fn()];
    on('submit', submit);
    on('help', help);
    const dialog = inside('<div role="dialog"></div>');

    press({ key: 'Enter', ctrlKey: true, shiftKey: true }, dialog);
    press({ key: 'F1' }, dialog);

    expect(submit).not.toHaveBeenCalled();
    expect(help).toHaveBeenCalledOnce();
  });

  it('keeps a key of the page from the browser behind a dialog too', () => {
    const print = vi.fn();
    on('print', print);

    const event = press({ key: 'p', code: 'KeyP', ctrlKey: true }, inside('<div role="dialog"></div>'));

    expect(print).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(true);
  });

  it('lets what stands in a dialog answer', () => {
    const [page, dialog] = [vi.fn(), vi.fn()];
    on('print', page);
    stops.push(answer('print', dialog, 'dialog'));

    press({ key: 'p', code: 'KeyP', ctrlKey: true }, inside('<div role="dialog"></div>'));

    expect([page.mock.calls.length, dialog.mock.calls.length]).toEqual([0, 1]);
  });
});
