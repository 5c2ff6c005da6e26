/** What was typed, as a person reads it aloud. */
import type { Block, FieldView, FormView, JsonValue, Option, PaperView, Unit } from '$lib/bridge';
import { personalNumber } from '$lib/format';
import { at } from './pointer';
import { textOf } from './typing';

/** Names for codes; undefined while they are being asked for. */
export type Names = { list(name: string): Option[] | undefined; unit(code: string): Unit | null | undefined };
export type Words = { yes: string; no: string };
export type Line = { path: string; label: string; text: string };
export type Part = {
  id: string;
  title: string;
  groups: { id: string; title: string | null; lines: Line[] }[];
};

/** The filled-in fields, by block and group; what is empty or not asked for is left out. */
export function summary(view: FormView, form: JsonValue, names: Names, words: Words): Part[] {
  const parts = view.blocks.map((block) => part(block, form, names, words));
  return parts.filter(({ groups }) => groups.length > 0);
}

/** The place that a commune's code names: `Xã Thống Nhất, tỉnh Lạng Sơn`. */
export function unitName({ name, place }: Unit): string {
  return place === '' || name.includes(place) ? name : `${name}, ${place}`;
}

/** The papers that go along. */
export function papersAlong(view: FormView): PaperView[] {
  return view.papers.filter(({ pages }) => pages.length > 0);
}

function part(block: Block, form: JsonValue, names: Names, words: Words): Part {
  const groups = block.groups.map(({ id, title, repeat, fields }) => ({
    id,
    title: repeat && title !== repeat.title ? `${repeat.title} · ${title}` : title,
    lines: fields.flatMap((field) => line(field, form, names, words)),
  }));
  return { id: block.id, title: block.title, groups: groups.filter(({ lines }) => lines.length > 0) };
}

function line(field: FieldView, form: JsonValue, names: Names, words: Words): Line[] {
  if (!field.is_needed || field.widget === 'toggle') return [];
  const text =
    field.widget === 'computed' ? (field.value ?? '') : spelt(field, at(form, field.path), names, words);
  return text.trim() === '' ? [] : [{ path: field.path, label: field.label, text }];
}

/** A value in words: options by their label, places by their name. */
export function spelt(field: FieldView, value: JsonValue | undefined, names: Names, words: Words): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const text = textOf(value);
  if (field.widget === 'commune') {
    const unit = text === '' ? null : names.unit(text);
    return unit ? unitName(unit) : text;
  }
  if (field.widget === 'digits') return personalNumber(text);
  const options =
    field.options.length > 0 || !field.list || text === '' ? field.options : names.list(field.list);
  return options?.find((option) => option.value === text)?.label ?? text;
}
