/** Lists and places by code, asked for once and remembered. */
import { api } from '$lib/api';
import type { Option, Unit } from '$lib/bridge';
import { language } from '$lib/words';
import { SvelteMap } from 'svelte/reactivity';
import type { Names } from './summary';

const lists = new SvelteMap<string, Option[]>();
const units = new SvelteMap<string, Unit | null>();
const asked = new Set<string>();

/** A commune's code; anything else was typed and is no place yet. */
const CODE = /^\d{5}$/;

export const names: Names = {
  list(name) {
    const key = `${language()} ${name}`;
    once(`list ${key}`, async () => void lists.set(key, await api.lists.show(name)));
    return lists.get(key);
  },
  unit(code) {
    if (!CODE.test(code)) return null;
    once(`unit ${code}`, async () => void units.set(code, await api.units.show(code)));
    return units.get(code);
  },
};

/** Remembers a place that was just found. */
export function remember(unit: Unit): void {
  units.set(unit.code, unit);
}

function once(key: string, ask: () => Promise<void>): void {
  if (asked.has(key)) return;
  asked.add(key);
  // Without its name the code is shown; the next look asks again.
  ask().catch(() => asked.delete(key));
}
