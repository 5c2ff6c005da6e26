/** Where on the page something is: a field, the end of a list or a paper. */
import type { FieldView, FormView, PaperView, SpokenGap } from '$lib/bridge';
import { at } from './pointer';
import { isLastOf, listsIn } from './rows';

/**
 * Stands as `data-place` on the element: `field:/submitter/name`, `paper:giay-chung-sinh`, and
 * `rows:/declaration/members` at the end of a list.
 */
export type Place = string;

export const fieldPlace = (path: string): Place => `field:${path}`;
export const rowsPlace = (list: string): Place => `rows:${list}`;
export const paperPlace = (id: string): Place => `paper:${id}`;

/** Every place in the order of the page. */
export function placesIn(view: FormView): Place[] {
  return view.blocks.flatMap((block) =>
    block.id === 'papers'
      ? view.papers.map((paper) => paperPlace(paper.id))
      : block.groups.flatMap((group, place) => [
          ...group.fields.map((field) => fieldPlace(field.path)),
          ...(group.repeat && isLastOf(block.groups, place) ? [rowsPlace(group.repeat.at)] : []),
        ]),
  );
}

/** Where a missing thing is to be filled in; null: nowhere on this page. */
export function placeOf({ path }: SpokenGap, view: FormView): Place | null {
  if (listsIn(view).includes(path)) return rowsPlace(path);
  const fields = view.blocks.flatMap((block) => block.groups.flatMap((group) => group.fields));
  const field = fieldFor(fields, path, view);
  if (field) return fieldPlace(field.path);
  const paper = view.papers.find((paper) => isOf(paper, path));
  return paper ? paperPlace(paper.id) : null;
}

/** What is strange about the files of a paper. */
export function warningsOf(paper: PaperView, view: FormView): SpokenGap[] {
  return view.warnings.filter((gap) => placeOf(gap, view) === paperPlace(paper.id));
}

/** The first missing thing after `from`, around the end to the start; null: none can be jumped to. */
export function nextGap(view: FormView, from: Place | null): Place | null {
  const gaps = new Set(view.missing.map((gap) => placeOf(gap, view)));
  const places = placesIn(view);
  const after = places.indexOf(from ?? '') + 1;
  return [...places.slice(after), ...places.slice(0, after)].find((place) => gaps.has(place)) ?? null;
}

/** What takes the focus: the chosen one of several, the button that adds a file, else what comes first. */
const FIRST = [
  'input:checked',
  '.adding > button',
  'input:not([tabindex="-1"]), select, textarea, button, a[href]',
];

/** The place around an element. */
export function placeAround(element: Element | null): Place | null {
  return element?.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? null;
}

/** The place around an element; beside all of them the one before it: of a note, of a row's button. */
export function placeUpTo(root: ParentNode, element: Element | null): Place | null {
  const around = placeAround(element);
  if (around !== null || !element) return around;
  const places = [...root.querySelectorAll<HTMLElement>('[data-place]')];
  const before = (one: HTMLElement) =>
    (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return placeAround(places.findLast(before) ?? null);
}

/** Puts the focus there and shows it; false: it is not on the page. */
export function jump(root: ParentNode, place: Place): boolean {
  const here = [...root.querySelectorAll<HTMLElement>('[data-place]')].find(
    (one) => one.dataset['place'] === place,
  );
  const control = FIRST.map((one) => here?.querySelector<HTMLElement>(one)).find((one) => one);
  if (!here || !control) return false;
  here.scrollIntoView?.({ block: 'center' });
  control.focus({ preventScroll: true });
  return true;
}

/** Of a group that is not complete, what is still to be filled in comes before what is there. */
function fieldFor(fields: FieldView[], path: string, view: FormView): FieldView | undefined {
  const typed = fields.filter((field) => field.widget !== 'computed');
  const inside = typed.filter((field) => field.path.startsWith(`${path}/`));
  const isOpen = (field: FieldView) => field.is_required && !at(view.form, field.path);
  return (
    typed.find((field) => field.path === path) ??
    inside.find(isOpen) ??
    inside[0] ??
    typed.find((field) => path.startsWith(`${field.path}/`))
  );
}

function isOf(paper: PaperView, path: string): boolean {
  const ids = [paper.id, ...paper.instead.map((one) => one.id)];
  return ids.includes(path.split('/').at(-1) ?? '');
}
