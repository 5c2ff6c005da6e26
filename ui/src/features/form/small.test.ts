/** The small judgements of the form: keys of a list, files, marks, first choices. */
import type { Block, FormView, PaperView } from '$lib/bridge';
import { birthForm } from '$lib/host/fixtures';
import { describe, expect, it } from 'vitest';
import { rowAfter, usualChannel } from './begin';
import { keyInList } from './combobox';
import { filesOf, holdsFiles } from './files';
import { isPicture, standingOf } from './papers';
import { steps } from './rail';

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });

describe('a key over a list', () => {
  it('opens, moves and stays within the list', () => {
    expect(keyInList(press('ArrowDown'), false, -1, 3)).toEqual({ is: 'move', to: 0 });
    expect(keyInList(press('ArrowDown'), true, 2, 3)).toEqual({ is: 'move', to: 2 });
    expect(keyInList(press('ArrowUp'), true, 0, 3)).toEqual({ is: 'move', to: 0 });
    expect(keyInList(press('ArrowDown'), true, 0, 0)).toBeNull();
  });

  it('picks with Enter only what is marked, and closes with Escape only what is open', () => {
    expect(keyInList(press('Enter'), true, 0, 3)).toEqual({ is: 'pick' });
    expect(keyInList(press('Enter'), true, -1, 3)).toBeNull();
    expect(keyInList(press('Enter'), false, 0, 3)).toBeNull();
    expect(keyInList(press('Escape'), true, 0, 3)).toEqual({ is: 'close' });
    expect(keyInList(press('Escape'), false, 0, 3)).toBeNull();
  });

  it('means nothing while Telex composes, nor with a modifier', () => {
    expect(keyInList(press('Enter', { isComposing: true }), true, 0, 3)).toBeNull();
    expect(keyInList(press('Enter', { ctrlKey: true }), true, 0, 3)).toBeNull();
  });
});

describe('files', () => {
  const transfer = (...files: File[]) => ({ files, types: ['Files'] }) as unknown as DataTransfer;
  const now = new Date(2026, 10, 21, 14, 3, 5);

  it('keep their names, but a pasted picture gets one', () => {
    const found = filesOf(
      transfer(new File(['a'], 'image.png', { type: 'image/png' }), new File(['b'], 'giấy.pdf')),
      (time) => `Ảnh dán ${time}`,
      now,
    );

    expect(found.map(({ name, type }) => [name, type])).toEqual([
      ['Ảnh dán 14.03.05.png', 'image/png'],
      ['giấy.pdf', ''],
    ]);
  });

  it('are none where nothing or only text is dragged', () => {
    expect(filesOf(null, String)).toEqual([]);
    expect(holdsFiles({ types: ['text/plain'] } as unknown as DataTransfer)).toBe(false);
    expect(holdsFiles(transfer())).toBe(true);
    expect(holdsFiles(null)).toBe(false);
  });
});

describe('the mark of a paper', () => {
  const paper = (more: Partial<PaperView>): PaperView => ({
    ...(birthForm().papers[0] as PaperView),
    ...more,
  });
  const page = (birthForm().papers[3] as PaperView).pages[0];

  it('says where it stands', () => {
    expect(standingOf(paper({}))).toBe('missing');
    expect(standingOf(paper({ state: 'given', pages: page ? [page] : [] }))).toBe('given');
    expect(standingOf(paper({ state: 'given', duty: 'looked_up' }))).toBe('looked_up');
    expect(standingOf(paper({ state: 'optional', duty: 'show' }))).toBe('show');
    expect(standingOf(paper({ state: 'not_needed', duty: 'show' }))).toBe('not_needed');
    expect(standingOf(paper({ state: 'given' }))).toBe('optional');
  });

  it('stays missing when the one file that is there does not do', () => {
    expect(standingOf(paper({ pages: page ? [page] : [] }))).toBe('missing');
  });

  it('tells a picture from a document', () => {
    expect(page && isPicture(page)).toBe(true);
    expect(page && isPicture({ ...page, media: 'application/pdf' })).toBe(false);
  });
});

describe('the rail', () => {
  const view = birthForm();
  const withBlocks = (more: (block: Block) => Partial<Block>, rest: Partial<FormView> = {}): FormView => ({
    ...view,
    ...rest,
    blocks: view.blocks.map((block) => ({ ...block, ...more(block) })),
  });
  const words = (shown: FormView) => steps(shown).map(({ mark, word }) => `${mark} ${word}`);

  it('counts what is missing, and papers as given of all', () => {
    const shown = withBlocks(({ id }) => ({ missing: id === 'review' ? 0 : 1 }), {
      missing: [{ path: '/x', code: 'missing', said: 'x', is_warning: false, other: null }],
    });

    expect(words(shown)).toEqual([
      'open missing',
      'open missing',
      'open missing',
      'empty papers',
      'empty later',
    ]);
    expect(steps(shown)[3]?.args).toEqual({ given: 0, all: 1 });
  });

  it('calls blocks complete and the whole ready', () => {
    const papers = view.papers.map((paper) => ({ ...paper, state: 'given' as const }));
    const shown = withBlocks(() => ({ missing: 0, state: 'done' }), { papers, missing: [] });

    expect(words(shown)).toEqual(['done done', 'done done', 'done done', 'done done', 'done ready']);
  });

  it('never calls papers complete that nobody has checked', () => {
    const shown = withBlocks(() => ({ missing: 0, state: 'done' }), { is_checked: false });

    expect(words(shown)[3]).toBe('open unchecked');
  });

  it('says that nothing was typed yet', () => {
    expect(words(withBlocks(() => ({ missing: 0, state: 'empty' })))[1]).toBe('empty empty');
  });
});

describe('beginning', () => {
  it('comes by the way that is usual for the desk', () => {
    expect([usualChannel('post'), usualChannel('authority'), usualChannel(undefined)]).toEqual([
      'post',
      'direct',
      'direct',
    ]);
  });

  it('moves through the rows and back into the search box', () => {
    expect(rowAfter('ArrowDown', 0, 2)).toBe(1);
    expect(rowAfter('ArrowDown', 1, 2)).toBe(1);
    expect(rowAfter('ArrowUp', 0, 2)).toBe(-1);
    expect([rowAfter('Home', 1, 2), rowAfter('End', 0, 2)]).toEqual([0, 1]);
    expect(rowAfter('a', 0, 2)).toBeNull();
  });
});

it('papers are marked as open once they are all that is left', () => {
  const view = birthForm();
  const blocks = (missing: number) =>
    view.blocks.map((block) => ({ ...block, missing: block.id === 'papers' ? 1 : missing }));
  const papers = view.papers.map((paper) => ({ ...paper, state: 'missing' as const, pages: [] }));
  const mark = (form: FormView) => steps(form).find(({ id }) => id === 'papers')?.mark;

  expect(mark({ ...view, papers, blocks: blocks(1) })).toBe('empty');
  expect(mark({ ...view, papers, blocks: blocks(0) })).toBe('open');
});
