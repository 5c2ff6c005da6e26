import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** As `nopho serve` answers. Nothing inline, no `data:`: `preview` holds the build to it. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

export default defineConfig({
  // Relative, because the window's own scheme and `nopho serve` have different roots.
  base: './',
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: { $lib: here('./src/lib') } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', fs: { allow: [here('.'), here('../assets')] } },
  preview: {
    host: '127.0.0.1',
    headers: { 'content-security-policy': CONTENT_SECURITY_POLICY },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/test-setup.ts'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
