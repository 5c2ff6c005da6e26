/** A long list of which only what is in sight is fetched, page by page. */
import type { Changed, Spoken, Topic } from '$lib/bridge';
import { onChanged, spoken } from '$lib/host';
import { language } from '$lib/words';
import { untrack } from 'svelte';

export type Part<T> = { total: number; rows: T[] };

export type Paged<T> = {
  /** How many there are; undefined until the first page came. */
  readonly total: number | undefined;
  readonly error: Spoken | null;
  readonly isLoading: boolean;
  at(index: number): T | undefined;
  /** Says what is in sight; fetches what is missing of it. */
  sight(first: number, last: number): void;
  refetch(): void;
};

const PAGE = 100;
const PAUSE_MS = 200;

/** Like `resource`: reactive values read in `fetch` start over when they change. */
export function paged<T>(
  fetch: (offset: number, limit: number) => Promise<Part<T>>,
  { on = [] }: { on?: readonly Topic[] } = {},
): Paged<T> {
  let total = $state.raw<number>();
  let error = $state.raw<Spoken | null>(null);
  let pages = $state.raw<ReadonlyMap<number, T[]>>(new Map());
  let waiting = $state(0);
  let [first, last, round] = [0, 0, 0];
  let asked = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    round += 1;
    asked = new Set();
    // After news one looks where one was; old rows stay until the new ones are there.
    want(Math.floor(first / PAGE), Math.floor(last / PAGE));
  }

  function want(from: number, to: number): void {
    for (let page = from; page <= to; page += 1) if (!asked.has(page)) load(page, round);
  }

  function load(page: number, mine: number): void {
    asked.add(page);
    untrack(() => (waiting += 1));
    fetch(page * PAGE, PAGE)
      .then(
        (part) => {
          if (mine !== round) return;
          const kept = total === part.total ? [...pages] : [...pages].filter(([known]) => asked.has(known));
          pages = new Map([...kept, [page, part.rows]]);
          [total, error] = [part.total, null];
        },
        (thrown: unknown) => {
          asked.delete(page);
          if (mine === round) error = spoken(thrown);
        },
      )
      .finally(() => (waiting -= 1));
  }

  function heard(changed: Changed): void {
    if (!on.includes(changed.topic)) return;
    clearTimeout(timer);
    timer = setTimeout(start, PAUSE_MS);
  }

  $effect(() => {
    // What comes is said in it.
    language();
    [first, last] = [0, 0];
    start();
    return () => {
      round += 1;
      clearTimeout(timer);
    };
  });
  $effect(() => (on.length > 0 ? onChanged(heard) : undefined));

  return {
    get total() {
      return total;
    },
    get error() {
      return error;
    },
    get isLoading() {
      return waiting > 0;
    },
    at: (index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    sight(from, to) {
      [first, last] = [from, to];
      untrack(() => want(Math.floor(from / PAGE), Math.floor(to / PAGE)));
    },
    refetch: start,
  };
}
