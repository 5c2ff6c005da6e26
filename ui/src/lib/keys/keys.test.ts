import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, ACTIONS, actionOf, pressed, verdict, withKey } from './keys';

const press = (init: KeyboardEventInit) => pressed(new KeyboardEvent('keydown', init));

describe('pressed', () => {
  it('names the modifiers in one order', () => {
    const said = press({ key: 'Enter', shiftKey: true, ctrlKey: true });

    expect(said).toBe('Ctrl+Shift+Enter');
  });

  it('goes by the place of a figure when Alt gives another sign', () => {
    const said = press({ key: '¡', code: 'Digit1', altKey: true });

    expect(said).toBe('Alt+1');
  });

  it('means nothing while Telex composes a word', () => {
    const composing = press({ key: 'Enter', isComposing: true });
    const atWork = press({ key: 'F2', keyCode: 229 });

    expect([composing, atWork]).toEqual([null, null]);
  });

  it('means nothing for a modifier alone', () => {
    expect(press({ key: 'Control', ctrlKey: true })).toBeNull();
  });
});

describe('the registry', () => {
  it('gives no two actions the same key', () => {
    const keys = ACTION_NAMES.map((action) => ACTIONS[action].key);

    expect(new Set(keys).size).toBe(keys.length);
  });

  it('would accept each of its own first keys', () => {
    const refused = ACTION_NAMES.filter((action) => !verdict(action, ACTIONS[action].key, {}).ok);

    expect(refused).toEqual([]);
  });

  it('follows a changed key and forgets the first one', () => {
    const changed = withKey('turn', 'Ctrl+M', {});

    expect(actionOf('Ctrl+M', changed)).toBe('turn');
    expect(actionOf('F8', changed)).toBeNull();
  });

  it('keeps nothing when a key is set back', () => {
    expect(withKey('turn', 'F8', { turn: 'Ctrl+M' })).toEqual({});
  });
});

describe('verdict', () => {
  it('refuses a key of another action and says which', () => {
    expect(verdict('turn', 'F9', {})).toEqual({ ok: false, why: 'taken', by: 'send_now' });
  });

  it('refuses keys of the browser', () => {
    expect(verdict('turn', 'F5', {})).toMatchObject({ why: 'reserved' });
  });

  it('refuses a bare letter, which belongs to what is typed', () => {
    expect(verdict('turn', 'A', {})).toMatchObject({ why: 'too_plain' });
  });

  it('accepts a key that its owner gave up', () => {
    expect(verdict('turn', 'F9', { send_now: 'Ctrl+M' })).toEqual({ ok: true });
  });
});
