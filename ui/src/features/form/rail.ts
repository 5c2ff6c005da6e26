/** How far each block is, for the rail. */
import type { Block, FormView } from '$lib/bridge';

export type Mark = 'done' | 'open' | 'empty';
/** `word` is the end of a sentence's name, `form-rail-…`. */
export type Step = { id: Block['id']; title: string; mark: Mark; word: string; args: Record<string, number> };

export function steps(view: FormView): Step[] {
  return view.blocks.map((block) => ({ id: block.id, title: block.title, ...standing(block, view) }));
}

function standing(block: Block, view: FormView): Pick<Step, 'mark' | 'word' | 'args'> {
  if (block.id === 'papers') return papers(block, view);
  if (block.missing > 0)
    return {
      mark: block.state === 'empty' ? 'empty' : 'open',
      word: 'missing',
      args: { count: block.missing },
    };
  if (block.id === 'review') return review(view);
  return block.state === 'empty'
    ? { mark: 'empty', word: 'empty', args: {} }
    : { mark: 'done', word: 'done', args: {} };
}

function papers(block: Block, view: FormView): Pick<Step, 'mark' | 'word' | 'args'> {
  const files = view.papers.reduce((sum, paper) => sum + paper.pages.length, 0);
  // Nobody has checked what is asked for, so nothing is ever complete.
  if (!view.is_checked) return { mark: files > 0 ? 'open' : 'empty', word: 'unchecked', args: { files } };
  const isAsked = (paper: FormView['papers'][number]) => paper.duty === 'file' && paper.id !== 'khac';
  const given = view.papers.filter((paper) => isAsked(paper) && paper.state === 'given').length;
  const missing = view.papers.filter((paper) => paper.state === 'missing').length;
  if (missing === 0 && block.missing === 0) return { mark: 'done', word: 'done', args: {} };
  return {
    mark: given > 0 || isNext(view) ? 'open' : 'empty',
    word: 'papers',
    args: { given, all: given + missing },
  };
}

/** Whether the papers are all that is left to be done. */
function isNext({ blocks }: FormView): boolean {
  return blocks.every(({ id, missing }) => id === 'papers' || id === 'review' || missing === 0);
}

function review(view: FormView): Pick<Step, 'mark' | 'word' | 'args'> {
  return view.missing.length > 0
    ? { mark: 'empty', word: 'later', args: {} }
    : { mark: 'done', word: 'ready', args: {} };
}
