import { afterEach, describe, expect, it } from 'vitest';
import { FluentResource } from '@fluent/bundle';
import { texts } from './bundle';
import { say, setLanguage } from '.';

const SOURCES = import.meta.glob<string>('../../**/*.{ts,svelte}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Names of the sentences of a language, each with the variables that it uses. */
function sentences(language: 'vi' | 'en'): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const text of texts(language)) {
    for (const { id, value } of new FluentResource(text).body) {
      expect(found.has(id), `${id} stands twice`).toBe(false);
      found.set(id, [...new Set(JSON.stringify(value).match(/"type":"var","name":"[^"]+"/g))].sort());
    }
  }
  return found;
}

/** What `say` is called with in the sources: whole names, and beginnings of computed ones. */
function said(): { name: string; isWhole: boolean; path: string }[] {
  return Object.entries(SOURCES)
    .filter(([path]) => !path.endsWith('.test.ts'))
    .flatMap(([path, text]) =>
      [...text.matchAll(/\bsay\(\s*(['`])([^'`$]+)(\$\{)?/g)].map((hit) => ({
        name: hit[2] ?? '',
        isWhole: hit[3] === undefined,
        path,
      })),
    );
}

afterEach(() => setLanguage('vi'));

describe('say', () => {
  it('fills in what the sentence needs and groups its numbers', () => {
    expect(say('nav-waiting', { count: 5000 })).toBe('5.000 hồ sơ chờ gửi');
  });

  it('follows the language', () => {
    setLanguage('en');

    expect(say('retry')).toBe('Try again');
    expect(document.documentElement.lang).toBe('en');
  });

  it('gives the bare name where there is no sentence', () => {
    expect(say(['no', 'such', 'sentence'].join('-'))).toBe('no-such-sentence');
  });
});

describe('the texts', () => {
  it('say the same things with the same variables in both languages', () => {
    const [vietnamese, english] = [sentences('vi'), sentences('en')];

    expect(vietnamese.size).toBeGreaterThan(50);
    expect(Object.fromEntries(english)).toEqual(Object.fromEntries(vietnamese));
  });

  it('have a sentence for everything that the sources say', () => {
    const names = [...sentences('vi').keys()];
    const mute = said().filter(({ name, isWhole }) =>
      isWhole ? !names.includes(name) : !names.some((known) => known.startsWith(name)),
    );

    expect(said().length).toBeGreaterThan(20);
    expect(mute).toEqual([]);
  });
});
