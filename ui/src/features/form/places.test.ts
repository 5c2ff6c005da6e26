import { birthForm } from '$lib/host/fixtures';
import type { FormView } from '$lib/bridge';
import { describe, expect, it } from 'vitest';
import { jump, nextGap, placeAround, placeOf, placesIn, placeUpTo } from './places';

const view = birthForm();
const gap = (path: string) => ({ path, code: 'missing', said: path, is_warning: false, other: null });
const lacking = (...paths: string[]): FormView => ({ ...view, missing: paths.map(gap) });

describe('a missing thing', () => {
  it('leads to its field, to the first field in its group, or to the field around it', () => {
    expect(placeOf(gap('/submitter/name'), view)).toBe('field:/submitter/name');
    expect(placeOf(gap('/submitter/number'), view)).toBe('field:/submitter/number/value');
    expect(placeOf(gap('/submitter/name/first'), view)).toBe('field:/submitter/name');
  });

  it('leads past what is chosen already to what its group still lacks', () => {
    const group = view.blocks.flatMap((block) => block.groups).find(({ fields }) => fields.length > 1);
    const [field, first] = [group?.fields[0], view.blocks[0]];
    if (!group || !field || !first) throw new Error('the fixture has no such group');
    const one = (path: string) => ({ ...field, path, widget: 'line' as const, is_required: true });
    const fields = [one('/person/number/kind'), one('/person/number/value')];
    const block = { ...first, groups: [{ ...group, fields }] };
    const form = { person: { number: { kind: 'citizen' } } };

    const place = placeOf(gap('/person/number'), { ...view, blocks: [block], form });

    expect(place).toBe('field:/person/number/value');
  });

  it('leads to its paper, also by what may stand for it', () => {
    expect(placeOf(gap('/pages/giay-chung-sinh'), view)).toBe('paper:giay-chung-sinh');
    expect(placeOf(gap('/pages/giay-cam-doan'), view)).toBe('paper:giay-chung-sinh');
  });

  it('leads nowhere when it is not on this page', () => {
    expect(placeOf(gap('/unknown'), view)).toBeNull();
  });
});

describe('the next gap', () => {
  const some = lacking('/pages/giay-chung-sinh', '/declaration/child/birth', '/result');

  it('is the first on the page from outside, whatever order the list has', () => {
    expect(nextGap(some, null)).toBe('field:/result');
  });

  it('is the next after where one is, and the first again after the last', () => {
    expect(nextGap(some, 'field:/result')).toBe('field:/declaration/child/birth');
    expect(nextGap(some, 'field:/declaration/mother/name')).toBe('paper:giay-chung-sinh');
    expect(nextGap(some, 'paper:giay-chung-sinh')).toBe('field:/result');
  });

  it('is itself when it is the only one, and none when nothing is missing', () => {
    expect(nextGap(lacking('/result'), 'field:/result')).toBe('field:/result');
    expect(nextGap(lacking('/nowhere'), null)).toBeNull();
    expect(nextGap(lacking(), null)).toBeNull();
  });

  it('knows the papers at their place on the page', () => {
    expect(placesIn(view).indexOf('paper:khac')).toBeGreaterThan(placesIn(view).indexOf('field:/result'));
  });
});

describe('the place up to an element', () => {
  it('is its own, else the one before it on the page: of a note, of a button under a row', () => {
    document.body.innerHTML =
      '<button id="top"></button><p data-place="field:/a"><input id="in"></p>' +
      '<div id="note"></div><p data-place="field:/b"></p><button id="end"></button>';
    const places = ['top', 'in', 'note', 'end'].map((id) =>
      placeUpTo(document, document.querySelector(`#${id}`)),
    );

    expect(places).toEqual([null, 'field:/a', 'field:/a', 'field:/b']);
    expect(placeUpTo(document, null)).toBeNull();
  });
});

describe('a jump', () => {
  it('puts the focus into the control, of radio buttons into the chosen one', () => {
    document.body.innerHTML =
      '<div data-place="field:/a"><input id="a"></div><div data-place="field:/b"><input type="radio"><input type="radio" id="b" checked></div>';

    expect(jump(document, 'field:/a')).toBe(true);
    expect(document.activeElement?.id).toBe('a');
    jump(document, 'field:/b');
    expect(document.activeElement?.id).toBe('b');
    expect(placeAround(document.activeElement)).toBe('field:/b');
    expect(jump(document, 'field:/c')).toBe(false);
    expect(placeAround(null)).toBeNull();
  });
});
