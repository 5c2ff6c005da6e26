/** Lists and places by code, asked for once and remembered. */
import { api } from '$lib/api';
import type { Option, Unit } from '$lib/bridge';
import { minute, onChanged } from '$lib/live';
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
    // A commune may have another name from midnight on.
    once(`unit ${code} ${minute().toDateString()}`, () => ask(code));
    return units.get(code);
  },
};

/** Remembers a place that was just found. */
export function remember(unit: Unit): void {
  units.set(unit.code, unit);
}

async function ask(code: string): Promise<void> {
  listen();
  units.set(code, await api.units.show(code));
}

let isListening = false;

/** Another package of the catalogue may bring other names. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  onChanged(({ topic }) => {
    if (topic !== 'desk') return;
    for (const code of units.keys()) ask(code).catch(() => undefined);
  });
}

function once(key: string, ask: () => Promise<void>): void {
  if (asked.has(key)) return;
  asked.add(key);
  // Without its name the code is shown; the next look asks again.
  ask().catch(() => asked.delete(key));
}
