/** Enter goes on to the next field, as on the province's pages; in a long text it stays a line break. */
import { pressed } from './keys';

const FIELDS =
  'input:not([type=hidden]):not([type=file]), select, textarea, button[data-field], [role=combobox]';

/** The fields in the order of the page, a group of radio buttons counted once. */
export function fieldsIn(root: ParentNode): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(FIELDS)].filter(isReachable);
  return all.filter((field) => !isOtherRadio(field, all));
}

/** Puts the focus into the field after `from`; false: it was the last one. */
export function toNextField(root: ParentNode, from: Element | null): boolean {
  const fields = fieldsIn(root);
  const at = fields.findIndex((field) => field === from || isSameRadio(field, from));
  const next = fields[at + 1];
  next?.focus();
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select();
  return next !== undefined;
}

/** An attachment for the element around the fields: `<div {@attach enterGoesOn()}>`. */
export function enterGoesOn(atEnd?: () => void) {
  return (root: HTMLElement): (() => void) => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target;
      if (event.defaultPrevented || pressed(event) !== 'Enter') return;
      if (!(target instanceof HTMLElement) || target instanceof HTMLTextAreaElement) return;
      if (!target.matches(FIELDS)) return;
      event.preventDefault();
      if (!toNextField(root, target)) atEnd?.();
    };
    root.addEventListener('keydown', listen);
    return () => root.removeEventListener('keydown', listen);
  };
}

function isReachable(field: HTMLElement): boolean {
  return !field.matches(':disabled, [tabindex="-1"], [hidden] *, [inert] *');
}

/** Of a group only the chosen one is a field, else the first: on another the space bar would choose. */
function isOtherRadio(field: HTMLElement, all: HTMLElement[]): boolean {
  if (!isRadio(field) || field.name === '') return false;
  const group = all.filter((one) => isSameRadio(one, field)).filter(isRadio);
  return (group.find(({ checked }) => checked) ?? group[0]) !== field;
}

function isSameRadio(one: Element, other: Element | null): boolean {
  return isRadio(one) && isRadio(other) && one.name !== '' && one.name === other.name;
}

function isRadio(field: Element | null): field is HTMLInputElement {
  return field instanceof HTMLInputElement && field.type === 'radio';
}
