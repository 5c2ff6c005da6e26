import { readdirSync } from 'node:fs';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const FEATURES = readdirSync(new URL('./src/features', import.meta.url));
const TAURI = { group: ['@tauri-apps/*'], message: 'Only src/lib/host knows which host it has.' };
const HOSTS = {
  regex: 'lib/host|^(\\.\\./)+host(/|$)',
  message: 'Ask $lib/api: features do not know the host.',
};
const NETWORK = ['fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest'].map((name) => ({
  name,
  message: 'Only src/lib/host talks to the host.',
}));

/** A feature may import `$lib` and itself, never another feature. */
function alone(feature) {
  const others = FEATURES.filter((other) => other !== feature).join('|');
  const sibling = {
    regex: `^(\\.\\./)+(features/)?(${others})(/|$)|features/`,
    message: 'A feature never imports another feature; screens compose them.',
  };
  return {
    files: [`src/features/${feature}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [TAURI, HOSTS, sibling] }] },
  };
}

export default ts.config(
  { ignores: ['dist', 'node_modules', 'look/pictures'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$derived'] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // State is replaced whole ($state.raw); nothing here is changed in place and watched.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      'no-restricted-imports': ['error', { patterns: [TAURI] }],
      'no-restricted-globals': ['error', ...NETWORK],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  ...FEATURES.map(alone),
  {
    files: ['src/lib/host/**'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off' },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [TAURI] }] },
  },
  {
    files: ['*.config.*', 'look/**', '**/*.test.ts'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-console': 'off', 'no-restricted-globals': 'off' },
  },
);
