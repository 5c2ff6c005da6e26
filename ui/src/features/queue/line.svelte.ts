/** The line of what waits: only what is in sight is fetched, and its place is kept while rows leave. */
import { api } from '$lib/api';
import type { QueueRow, QueueView, Spoken } from '$lib/bridge';
import { onChanged, spoken } from '$lib/live';
import { language } from '$lib/words';
import { untrack } from 'svelte';

export type Line = {
  /** What came last, with what stands around the rows; undefined until something came. */
  readonly view: QueueView | undefined;
  readonly error: Spoken | null;
  /** How many places the rows in sight have come forward since the screen was opened. */
  readonly moved: number;
  at(index: number): QueueRow | undefined;
  /** Says what is in sight; fetches it if it is not there. */
  sight(first: number, last: number): void;
  /** Which row is to stay where it is when others leave; null: the head of the line is looked at. */
  keep(index: number | null): void;
  refetch(): void;
};

type Asked = { anchor: number | null; start: number; limit: number };

/** Rows for a scroll: those around are there before they are in sight. */
const PAGE = 100;
/** Rows of a screen nobody has measured yet. */
const SCREEN = 30;
/** Between two fetches that only news asked for. */
const APART_MS = 1000;
const TOPICS = ['queue', 'dossiers', 'road'];

/** `asides`: how many of those that were set aside are shown. Must be called while a component is set up. */
export function lined(asides: () => number): Line {
  let view = $state.raw<QueueView>();
  let error = $state.raw<Spoken | null>(null);
  let moved = $state(0);
  let [first, last] = [0, SCREEN - 1];
  let kept: number | null = null;
  let [round, isUnderWay, isStale] = [0, false, false];
  let quiet: ReturnType<typeof setTimeout> | undefined;

  const has = (index: number) =>
    view !== undefined && index >= view.offset && index < view.offset + view.rows.length;
  const at = (index: number) => (has(index) ? view?.rows[index - (view?.offset ?? 0)] : undefined);
  const isThere = () => !view || view.total === 0 || (has(first) && has(Math.min(last, view.total - 1)));

  function ask({ anchor, start, limit }: Asked): void {
    const mine = ++round;
    isUnderWay = true;
    const from = anchor === null ? null : (at(anchor)?.place ?? null);
    const offset = from === null || anchor === null ? start : start - anchor;
    api.queue
      .look({ aside: asides(), from, offset, limit })
      .then(
        (came) => mine === round && take(came, from === null ? null : anchor),
        (thrown: unknown) => mine === round && (error = spoken(thrown)),
      )
      .finally(() => mine === round && settle());
  }

  function take(came: QueueView, anchor: number | null): void {
    const end = Math.max(0, came.total - 1);
    // Whoever stands beyond the end comes forward with it.
    const by = Math.max(anchor === null ? 0 : anchor - came.from, (kept ?? 0) - end);
    const forward = (index: number) => Math.min(end, Math.max(0, index - by));
    moved += by;
    [first, last] = [forward(first), forward(last)];
    if (kept !== null) kept = forward(kept);
    [view, error] = [came, null];
  }

  function settle(): void {
    isUnderWay = false;
    if (error === null && !isThere()) look();
  }

  /** The row from which is counted, so that nothing in sight changes its place when others leave. */
  function anchor(): number | null {
    if (kept === null || !view || view.rows.length === 0) return null;
    if (has(kept)) return kept;
    return Math.min(view.offset + view.rows.length - 1, Math.max(view.offset, first));
  }

  /** Fetches what is in sight, and as much around it as makes a page. */
  function look(): void {
    const around = Math.max(0, PAGE - (last - first + 1));
    ask({ anchor: anchor(), start: Math.max(0, first - Math.floor(around / 2)), limit: PAGE });
  }

  /** Fetches again what is in sight, wherever it is by now. */
  function renew(): void {
    const limit = Math.max(SCREEN, last - first + 1);
    ask({ anchor: anchor(), start: kept === null ? 0 : first, limit });
  }

  function heard(): void {
    if (quiet !== undefined || isUnderWay) {
      isStale = true;
      quiet ??= setTimeout(rested, APART_MS);
      return;
    }
    quiet = setTimeout(rested, APART_MS);
    renew();
  }

  function rested(): void {
    quiet = undefined;
    if (!isStale) return;
    isStale = false;
    heard();
  }

  $effect(() => {
    // What comes is said in it.
    language();
    asides();
    untrack(renew);
    return () => {
      round += 1;
      clearTimeout(quiet);
      quiet = undefined;
    };
  });
  $effect(() => onChanged(({ topic }) => TOPICS.includes(topic) && heard()));

  return {
    get view() {
      return view;
    },
    get error() {
      return error;
    },
    get moved() {
      return moved;
    },
    at,
    sight(from, to) {
      [first, last] = [from, to];
      untrack(() => !isUnderWay && !isThere() && look());
    },
    keep: (index) => (kept = index),
    refetch: renew,
  };
}
