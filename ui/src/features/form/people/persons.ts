/** Where people stand in a form, and what is written there when somebody is known already. */
import type { FieldView, FormView, Group, JsonValue, PersonKnown, PersonPaths } from '$lib/bridge';
import { at } from '../pointer';
import { textOf } from '../typing';

/** A person of the form: where they stand, and what they are in it. */
export type Standing = { paths: PersonPaths; title: string };
/** One value with its place. */
export type Fill = { path: string; value: string };
/** Something else stands there already. */
export type Difference = Fill & { field: FieldView; old: string };
export type Plan = { fills: Fill[]; differs: Difference[] };

/** Everybody whom the form asks for, in the order of the page. */
export function persons(view: FormView): Standing[] {
  return view.blocks.flatMap((block) =>
    block.groups.flatMap(({ person, title }) =>
      person ? [{ paths: person, title: title ?? block.title }] : [],
    ),
  );
}

/** The person who is looked up by this field: by name, number or telephone. */
export function personBy(view: FormView, path: string): Standing | null {
  const looks = ({ paths }: Standing) => [paths.name, paths.number, paths.phone].includes(path);
  return persons(view).find(looks) ?? null;
}

/** The person around a field; the first one of the form where it belongs to nobody, or to no human being. */
export function personAround(view: FormView, path: string | null): Standing | null {
  const all = persons(view).filter(({ paths }) => !paths.is_organisation);
  const group = groupOf(view, path)?.person;
  const here = all.find(({ paths }) => paths === group || partsOf(paths).some((part) => part.path === path));
  return here ?? all[0] ?? null;
}

/** What may be written where; a number of another kind is not a citizen's. */
export function plan(
  standing: Standing,
  known: PersonKnown,
  form: JsonValue,
  view: FormView,
  /** Where the words stand by which somebody was looked up: they are replaced. */
  typedInto: string | null = null,
): Plan {
  const fields = fieldsByPath(view);
  const result: Plan = { fills: [], differs: [] };
  for (const { path, value } of valuesOf(standing.paths, known)) {
    const field = fields.get(path);
    const old = textOf(at(form, path));
    if (!field?.is_needed || value === '' || isSame(field, old, value)) continue;
    if (old === '' || path === typedInto) result.fills.push({ path, value });
    else result.differs.push({ path, value, field, old });
  }
  return result;
}

/** Whether a value stands there still, be it in its usual shape. */
export function isStill(view: FormView, form: JsonValue, { path, value }: Fill): boolean {
  const [field, now] = [fieldsByPath(view).get(path), textOf(at(form, path))];
  return field ? isSame(field, now, value) : now === value;
}

/** What the form says of one of its people. */
export function knownOf(paths: PersonPaths, form: JsonValue): PersonKnown {
  const known: PersonKnown = { ...NOBODY, number_kind: paths.number_kind ? '' : 'citizen' };
  for (const { part, path } of partsOf(paths)) known[part] = textOf(at(form, path));
  return known;
}

/** The values of a person with their places in a form. */
export function valuesOf(paths: PersonPaths, known: PersonKnown): Fill[] {
  const isOther = !paths.number_kind && known.number_kind !== 'citizen';
  const parts = partsOf(paths).filter(({ part }) => part !== 'number' || !isOther);
  return parts.map(({ part, path }) => ({ path, value: known[part] }));
}

const NOBODY: PersonKnown = {
  name: '',
  number_kind: '',
  number: '',
  birth: '',
  sex: '',
  ethnicity: '',
  nationality: '',
  commune: '',
  detail: '',
  abroad: '',
  phone: '',
  issued: '',
  representative: '',
};

type Part = { part: keyof PersonKnown; path: string };

/** Every place of a person; the kind of a number comes before the number that depends on it. */
function partsOf(paths: PersonPaths): Part[] {
  const { residence } = paths;
  const within = (step: string) => (residence === null ? null : `${residence}/${step}`);
  const parts: [keyof PersonKnown, string | null][] = [
    ['name', paths.name],
    ['number_kind', paths.number_kind],
    ['number', paths.number],
    ['birth', paths.birth],
    ['sex', paths.sex],
    ['ethnicity', paths.ethnicity],
    ['nationality', paths.nationality],
    ['commune', within('commune')],
    ['detail', within('detail')],
    ['abroad', within('abroad')],
    ['phone', paths.phone],
    ['issued', paths.issued],
    ['representative', paths.representative],
  ];
  return parts.flatMap(([part, path]) => (path === null ? [] : [{ part, path }]));
}

function isSame(field: FieldView, old: string, value: string): boolean {
  const bare = (text: string) =>
    ['digits', 'phone', 'date'].includes(field.widget) ? text.replaceAll(/[\s./-]/g, '') : text.trim();
  return bare(old).normalize('NFC') === bare(value).normalize('NFC');
}

function groupOf(view: FormView, path: string | null): Group | undefined {
  const groups = view.blocks.flatMap((block) => block.groups);
  return groups.find(({ fields }) => fields.some((field) => field.path === path));
}

function fieldsByPath(view: FormView): Map<string, FieldView> {
  const fields = view.blocks.flatMap((block) => block.groups.flatMap((group) => group.fields));
  return new Map(fields.map((field) => [field.path, field]));
}
