/** What is on the screen, fetched from the desk and fetched again when the desk says that it changed. */
import type { Changed, Spoken, Topic } from '$lib/bridge';
import { onChanged, spoken } from '$lib/host';
import { language } from '$lib/words';
import { untrack } from 'svelte';

export type Resource<T> = {
  /** The last that came; it stays while it is fetched again. */
  readonly value: T | undefined;
  /** Why the last fetch gave nothing. */
  readonly error: Spoken | null;
  readonly isLoading: boolean;
  refetch(): void;
};

type Options = {
  /** Topics after which it is fetched again. */
  on?: readonly Topic[];
  /** Narrows those down, for example to one dossier. */
  when?: (changed: Changed) => boolean;
};

/** Between two fetches that only news asked for: a delivery tells of every slice. */
const PAUSE_MS = 200;

/**
 * Fetches while the component stands. Reactive values read in `fetch` before its first `await`
 * fetch again when they change. Must be called while a component is set up.
 */
export function resource<T>(fetch: () => Promise<T>, { on = [], when }: Options = {}): Resource<T> {
  let value = $state.raw<T>();
  let error = $state.raw<Spoken | null>(null);
  let isLoading = $state(true);
  let asked = 0;
  let isUnderWay = false;
  let isStale = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function run(): void {
    const mine = ++asked;
    isUnderWay = true;
    isStale = false;
    untrack(() => (isLoading = true));
    fetch()
      .then(
        (fetched) => mine === asked && ([value, error] = [fetched, null]),
        (thrown: unknown) => mine === asked && (error = spoken(thrown)),
      )
      .finally(() => mine === asked && settle());
  }

  function settle(): void {
    isUnderWay = false;
    isLoading = false;
    if (isStale) timer = setTimeout(run, PAUSE_MS);
  }

  function heard(changed: Changed): void {
    if (!on.includes(changed.topic) || (when && !when(changed))) return;
    if (isUnderWay) {
      isStale = true;
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE_MS / 4);
  }

  $effect(() => {
    // What comes is said in it.
    language();
    run();
    return () => {
      // An answer on its way belongs to arguments that are no longer there.
      asked += 1;
      clearTimeout(timer);
    };
  });
  $effect(() => (on.length > 0 ? onChanged(heard) : undefined));

  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get isLoading() {
      return isLoading;
    },
    refetch: run,
  };
}
