/** Rules of the house that neither compiler nor linter knows. */
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const COMPONENTS = import.meta.glob<string>('./**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const MODULES = import.meta.glob<string>('./**/*.ts', { query: '?raw', import: 'default', eager: true });
const STYLES = import.meta.glob<string>('./features/**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const LETTER = /\p{L}/u;
const SAID_ALOUD = ['alt', 'aria-label', 'aria-description', 'label', 'placeholder', 'said', 'title', 'yes'];

type Node = { type: string; [key: string]: unknown };

/** Every node of the markup, script and style left out. */
function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const one of value) yield* nodes(one);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && typeof value.type === 'string') yield value as Node;
    for (const [key, inner] of Object.entries(value)) if (key !== 'parent') yield* nodes(inner);
  }
}

/** Text that stands in the markup itself instead of among the words. */
function ownText(source: string): string[] {
  const found: string[] = [];
  for (const node of nodes((parse(source, { modern: true }) satisfies AST.Root).fragment)) {
    if (node.type === 'Attribute') {
      const isSaid = SAID_ALOUD.includes(String(node['name']));
      const text = Array.isArray(node['value']) ? (node['value'] as Node[]) : [];
      found.push(
        ...text.filter((part) => isSaid && part.type === 'Text').map((part) => String(part['data'])),
      );
    } else if (Array.isArray(node['nodes'])) {
      const text = (node['nodes'] as Node[]).filter((part) => part.type === 'Text');
      found.push(...text.map((part) => String(part['data'])));
    }
  }
  return found.filter((text) => LETTER.test(text));
}

const found = (files: Record<string, string>, judge: (text: string) => unknown[]) =>
  Object.entries(files).flatMap(([path, text]) => judge(text).map((wrong) => `${path}: ${String(wrong)}`));

describe('the house', () => {
  it('keeps components and modules short', () => {
    const longer = (lines: number) => (text: string) => {
      const many = text.trimEnd().split('\n').length;
      const hasReason = /^\/\/ long: \S/m.test(text.split('\n', 20).join('\n'));
      return many > lines && !hasReason ? [`${many} lines`] : [];
    };

    expect([...found(COMPONENTS, longer(200)), ...found(MODULES, longer(400))]).toEqual([]);
  });

  it('says nothing in markup that is not among the words', () => {
    expect(ownText('<p title="Xin chào">{say("x")} chào</p>')).toEqual(['Xin chào', ' chào']);
    expect(found(COMPONENTS, ownText)).toEqual([]);
  });

  it('takes colours and sizes from the tokens', () => {
    const own = (text: string) => {
      const style = /<style[^>]*>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
      return (
        style.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|font-family|@media \((?:min|max)-width/gi) ?? []
      );
    };

    expect(found(STYLES, own)).toEqual([]);
  });

  it('writes no style into the page, which the policy of the host refuses', () => {
    const inline = (text: string) => text.replace(/<style[\s\S]*/, '').match(/\sstyle="/g) ?? [];

    expect(found(COMPONENTS, inline)).toEqual([]);
  });
});
