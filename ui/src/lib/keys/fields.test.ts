import { beforeEach, describe, expect, it, vi } from 'vitest';
import { enterGoesOn } from './fields';

const atEnd = vi.fn();

function page(markup: string): HTMLElement {
  document.body.innerHTML = `<form>${markup}</form>`;
  const root = document.body.firstElementChild as HTMLElement;
  enterGoesOn(atEnd)(root);
  return root;
}

function enter(init: KeyboardEventInit = {}): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
  );
}

const here = () => document.activeElement?.id;

describe('enterGoesOn', () => {
  beforeEach(() => atEnd.mockReset());

  it('goes to the next field and counts radio buttons once', () => {
    const root = page(
      '<input id="a"><input id="b" type="radio" name="r"><input id="c" type="radio" name="r"><input id="d">',
    );
    root.querySelector<HTMLElement>('#a')?.focus();

    enter();
    const first = here();
    root.querySelector<HTMLElement>('#c')?.focus();
    enter();

    expect([first, here()]).toEqual(['b', 'd']);
  });

  it('goes to the chosen one of several, which the space bar leaves as it is', () => {
    const root = page(
      '<input id="a"><input id="b" type="radio" name="r"><input id="c" type="radio" name="r" checked>' +
        '<input id="d">',
    );
    root.querySelector<HTMLElement>('#a')?.focus();

    enter();
    const chosen = here();
    enter();

    expect([chosen, here()]).toEqual(['c', 'd']);
  });

  it('stays while a word is being composed', () => {
    page('<input id="a"><input id="b">').querySelector<HTMLElement>('#a')?.focus();

    enter({ isComposing: true });

    expect(here()).toBe('a');
  });

  it('stays in a long text, where Enter breaks the line', () => {
    page('<textarea id="a"></textarea><input id="b">').querySelector<HTMLElement>('#a')?.focus();

    enter();

    expect(here()).toBe('a');
  });

  it('says when there is no further field', () => {
    page('<input id="a">').querySelector<HTMLElement>('#a')?.focus();

    enter();

    expect(atEnd).toHaveBeenCalledOnce();
  });
});
