import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Language } from '$lib/bridge';

export type Args = Record<string, FluentVariable>;

/** Every `window*.ftl` of every language; screens bring their own beside `window.ftl`. */
const FILES = import.meta.glob<string>('../../../../assets/locales/*/window*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Vietnamese numbers either way: 5.000 stays 5.000 when the screen turns English. */
const NUMBERS = 'vi';

const bundles = new Map<Language, FluentBundle>();

/** The sentence of that name, or null where there is none. */
export function sentence(language: Language, name: string, args?: Args): string | null {
  const bundle = bundleOf(language);
  const pattern = bundle.getMessage(name)?.value;
  if (!pattern) return null;
  const faults: Error[] = [];
  const said = bundle.formatPattern(pattern, args, faults);
  if (import.meta.env.DEV && faults[0]) throw new Error(`${name}: ${faults[0].message}`);
  return said;
}

/** The texts of a language as they stand in the files. */
export function texts(language: Language): string[] {
  return Object.entries(FILES)
    .filter(([path]) => path.includes(`/${language}/`))
    .map(([, text]) => text);
}

function bundleOf(language: Language): FluentBundle {
  const known = bundles.get(language);
  if (known) return known;
  // Isolating marks would be copied along with names and codes.
  const bundle = new FluentBundle([language, NUMBERS], { useIsolating: false });
  for (const text of texts(language)) {
    const twice = bundle.addResource(new FluentResource(text));
    if (import.meta.env.DEV && twice[0]) throw twice[0];
  }
  bundles.set(language, bundle);
  return bundle;
}
