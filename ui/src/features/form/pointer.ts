/** Reads and writes a form by JSON Pointer. What is handed in stays as it is. */
import type { JsonValue } from '$lib/bridge';

/** What stands at that place; undefined: nothing. */
export function at(form: JsonValue, path: string): JsonValue | undefined {
  let here: JsonValue | undefined = form;
  for (const step of stepsOf(path)) here = child(here, step);
  return here;
}

/** The form with another value at that place; undefined takes out what stands there. */
export function put(form: JsonValue, path: string, value: JsonValue | undefined): JsonValue {
  return placed(form, stepsOf(path), value) ?? {};
}

/** Whether two values say the same, in whatever order their members stand. */
export function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, yours] = [Object.keys(one), Object.keys(other)];
  return mine.length === yours.length && mine.every((step) => isSame(child(one, step), child(other, step)));
}

function stepsOf(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function child(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, step) ? value[step] : undefined;
}

function placed(
  form: JsonValue | undefined,
  steps: string[],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const inner = placed(child(form, step), rest, value);
  // Taking out what is not there makes nothing.
  if (inner === undefined && child(form, step) === undefined) return form;
  if (Array.isArray(form) || (form === undefined && step === '0'))
    return placedInList(form ?? [], Number(step), inner);
  const members = typeof form === 'object' && form !== null ? form : {};
  if (inner !== undefined) return { ...members, [step]: inner };
  const { [step]: _, ...others } = members;
  return others;
}

function placedInList(list: JsonValue[], index: number, value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return list.filter((_, place) => place !== index);
  return index < list.length ? list.map((old, place) => (place === index ? value : old)) : [...list, value];
}
