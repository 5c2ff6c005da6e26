/** Something that a press starts: runs once at a time and keeps what went wrong. */
import type { Spoken } from '$lib/bridge';
import { spoken } from '$lib/host';
import { untrack } from 'svelte';

export type Deed<A extends unknown[], T> = {
  readonly isRunning: boolean;
  readonly error: Spoken | null;
  /** What came of it; undefined: it was already running, or `error` says why not. */
  run(...args: A): Promise<T | undefined>;
  /** Takes the error off the screen. */
  forget(): void;
};

export function deed<A extends unknown[], T>(act: (...args: A) => Promise<T>): Deed<A, T> {
  let isRunning = $state(false);
  let error = $state.raw<Spoken | null>(null);
  return {
    get isRunning() {
      return isRunning;
    },
    get error() {
      return error;
    },
    async run(...args) {
      // Whatever starts it, an effect too, must not be started again by how it stands.
      if (untrack(() => isRunning)) return undefined;
      isRunning = true;
      try {
        const done = await act(...args);
        error = null;
        return done;
      } catch (thrown) {
        error = spoken(thrown);
        return undefined;
      } finally {
        isRunning = false;
      }
    },
    forget() {
      error = null;
    },
  };
}
