/** Which screen stands in which folder, fetched when it is first gone to. */
import type { Component } from 'svelte';
import type { Screen } from '$lib/router.svelte';

type AnyScreen = Component<Record<string, unknown>>;

const FOUND = import.meta.glob<AnyScreen>('./features/*/{Screen,Begin}.svelte', { import: 'default' });

const FILES: Record<Screen | 'setup', string> = {
  today: './features/today/Screen.svelte',
  find: './features/find/Screen.svelte',
  queue: './features/queue/Screen.svelte',
  settings: './features/settings/Screen.svelte',
  new: './features/form/Begin.svelte',
  form: './features/form/Screen.svelte',
  dossier: './features/dossier/Screen.svelte',
  setup: './features/setup/Screen.svelte',
};

/** The screen of that name; undefined: this version has none. */
export async function screenOf(name: Screen | 'setup'): Promise<AnyScreen | undefined> {
  return FOUND[FILES[name]]?.();
}

/** The screens that are there. */
export const SCREENS = Object.entries(FILES)
  .filter(([, file]) => file in FOUND)
  .map(([name]) => name);
