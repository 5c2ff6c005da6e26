/** A choice that decides what stands beside it: a person, or an organisation in their place. */
import type { FieldView, JsonValue } from '$lib/bridge';
import { at } from './pointer';

/** What is written where; `keptAs` and `gaveWay`: what has to be remembered, and by which name. */
export type Swap = { path: string; value: JsonValue; keptAs?: string; gaveWay?: JsonValue | undefined };

/** Whether choosing here puts other fields in the place of those that stand there. */
export function isSwapping({ widget, sets }: FieldView): boolean {
  return widget === 'choice' && sets.length > 0;
}

/** What is chosen: the first option is the usual one, unless what another sets stands there already. */
export function chosenOf({ path, options, sets }: FieldView, form: JsonValue): JsonValue | undefined {
  const isWith = sets.some((set) => at(form, set) !== undefined);
  return at(form, path) ?? (isWith ? undefined : options[0]?.value);
}

/**
 * The first option goes without the groups that the field sets; every other puts them in place of all
 * that stands beside them. What gave way before comes back.
 */
export function swap(
  field: FieldView,
  form: JsonValue,
  chosen: JsonValue,
  kept: ReadonlyMap<string, JsonValue>,
): Swap {
  const cut = field.path.lastIndexOf('/');
  const [outer, own] = [field.path.slice(0, cut), field.path.slice(cut + 1)];
  const isWith = chosen !== field.options[0]?.value;
  const wasWith = field.sets.some((set) => at(form, set) !== undefined);
  if (isWith === wasWith) return { path: field.path, value: chosen };
  const opened = Object.fromEntries(field.sets.map((set) => [set.slice(outer.length + 1), {}]));
  const before = kept.get(nameOf(outer, isWith)) ?? (isWith ? opened : {});
  return {
    path: outer,
    value: { ...(before as Record<string, JsonValue>), [own]: chosen },
    keptAs: nameOf(outer, wasWith),
    gaveWay: at(form, outer),
  };
}

/** No place in a form has such a name. */
const nameOf = (outer: string, isWith: boolean) => `${outer}?${isWith ? 'with' : 'without'}`;
