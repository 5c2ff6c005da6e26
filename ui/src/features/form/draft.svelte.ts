/**
 * A dossier that is being typed. The truth is the saved form; here is only what was typed since.
 *
 *   typed ──400 ms, blur, choice──▶ drafts.type ──▶ view       one call at a time, the newest waits
 *     ▲                                 │ stale-edition
 *     └── stays, laid over what ◀── drafts.open
 *         somebody else saved
 */
import { api } from '$lib/api';
import type { FieldView, FormView, JsonValue, Spoken, Widget } from '$lib/bridge';
import { at, isSame } from './pointer';
import { asSeen } from './rows';
import { swap } from './swapping';
import * as typing from './typing';
import type { Entries } from './typing';

const REST_MS = 400;
/** What is saved sooner needs no word. */
const SLOW_MS = 1_000;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000];
/** Two windows that save in turn would go on for ever. */
const MOST_ROUNDS = 3;

/** What the desk has not taken when its form was left; the next visit goes on with it. */
const left = new Map<string, Entries>();
/** The forms that stand, by dossier: what an older visit could not save comes to them. */
const standing = new Map<string, (late: Entries) => void>();

export type Draft = ReturnType<typeof draft>;

export function draft(first: FormView) {
  const dossier = first.dossier_id;
  let view = $state.raw(first);
  const unfinished = left.get(dossier);
  let entries = $state.raw<Entries>(unfinished ?? new Map());
  let error = $state.raw<Spoken | null>(null);
  let isSlow = $state(false);
  let isMerged = $state(false);
  const form = $derived(typing.laidOver(view.form, entries));

  const kept = new Map<string, JsonValue>();
  const mends = new Set<Promise<void>>();
  let focused: { path: string; widget: Widget } | null = null;
  let [isDue, isToLook, isClosed] = [false, false, false];
  let [rounds, failures] = [0, 0];
  /** What was sent and not answered: the desk may have it all the same. */
  let unanswered: JsonValue | undefined;
  let working: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): Promise<void> {
    clearTimeout(timer);
    isDue = true;
    working ??= Promise.resolve().then(work);
    return working;
  }

  async function work(): Promise<void> {
    const slow = setTimeout(() => (isSlow = true), SLOW_MS);
    try {
      while (isDue || isToLook) await step();
      [error, failures] = [null, 0];
    } catch (thrown) {
      fail(failureOf(thrown));
    } finally {
      clearTimeout(slow);
      [isSlow, working] = [false, undefined];
    }
  }

  async function step(): Promise<void> {
    if (!isDue) {
      isToLook = false;
      view = await api.drafts.open(dossier);
      return;
    }
    isDue = false;
    if (typing.isUnsaved(entries)) await save();
  }

  async function save(): Promise<void> {
    const [sent, whole] = [entries, form];
    try {
      view = await api.drafts.type({ dossier, edition: view.edition, form: whole });
      entries = typing.afterSaving(entries, sent, focused?.path ?? null);
      [rounds, unanswered] = [0, undefined];
    } catch (thrown) {
      if (failureOf(thrown).code === 'stale-edition' && rounds < MOST_ROUNDS) return merge();
      unanswered = whole;
      throw thrown;
    }
  }

  async function merge(): Promise<void> {
    rounds += 1;
    const before = view;
    const now = await api.drafts.open(dossier);
    entries = asSeen(entries, form, before, now);
    view = now;
    if (unanswered === undefined || !isSame(view.form, unanswered)) isMerged = true;
    unanswered = undefined;
    isDue = true;
  }

  function fail(failure: Spoken): void {
    error = failure;
    [isDue, isToLook] = [false, false];
    if (isClosed || failure.kind === 'usage' || failure.kind === 'input') return;
    const pause = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), pause);
  }

  function type(path: string, value: JsonValue | undefined): void {
    entries = typing.withTyped(entries, path, value);
    // Where rows moved, a place is another person's now.
    for (const inner of kept.keys()) if (inner.startsWith(`${path}/`)) kept.delete(inner);
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), REST_MS);
  }

  /** Gives a text its usual shape and saves it; false: there is nothing to mend. */
  function startMend(path: string, widget: Widget, where: 'left' | 'here'): boolean {
    const text = typing.textOf(at(form, path));
    if (!entries.has(path) || text === '' || !typing.isMended(widget)) return false;
    const mending = mend(path, widget, text, where).then(flush);
    mends.add(mending);
    void mending.finally(() => mends.delete(mending));
    return true;
  }

  async function mend(path: string, widget: Widget, text: string, where: 'left' | 'here'): Promise<void> {
    const mended = await api.fields.mend(widget, text).catch(() => ({ text }));
    const isStill = typing.textOf(at(form, path)) === text && (where === 'here' || focused?.path !== path);
    if (isStill && mended.text !== text) type(path, typing.valueOf(widget, mended.text));
  }

  /** Lays it under what was typed here, where nothing has changed since. */
  function adopt(late: Entries): void {
    const still = [...late].filter(
      ([path, { isSaved }]) => !isSaved && isSame(at(first.form, path), at(form, path)),
    );
    entries = new Map([...still, ...entries]);
    void flush();
  }

  if (unfinished) void flush();
  left.delete(dossier);
  standing.set(dossier, adopt);

  return {
    /** What the desk says of the form as it was saved last. */
    get view() {
      return view;
    },
    /** The form as the person sees it. */
    get form() {
      return form;
    },
    get isUnsaved() {
      return typing.isUnsaved(entries);
    },
    get isSlow() {
      return isSlow;
    },
    /** Why the last saving came to nothing; what was typed is still here. */
    get error() {
      return error;
    },
    /** Somebody else had saved in between, and both were put together. */
    get isMerged() {
      return isMerged;
    },
    forgetMerge() {
      isMerged = false;
    },
    /** A key was pressed in a field: saved once it rests. */
    type,
    /** Something was chosen: saved at once. */
    choose(path: string, value: JsonValue | undefined) {
      type(path, value);
      void flush();
    },
    /** Puts a group there or takes it away; what was in it comes back with it. */
    toggle(paths: string[], isOn: boolean) {
      for (const path of paths) {
        const old = at(form, path);
        if (!isOn && old !== undefined) kept.set(path, old);
        if (isOn ? old === undefined : old !== undefined)
          type(path, isOn ? (kept.get(path) ?? {}) : undefined);
      }
      void flush();
    },
    /** Chooses what somebody is; what gives way comes back with its choice. */
    swap(field: FieldView, chosen: JsonValue) {
      const { path, value, keptAs, gaveWay } = swap(field, form, chosen, kept);
      if (keptAs !== undefined && gaveWay !== undefined) kept.set(keptAs, gaveWay);
      type(path, value);
      void flush();
    },
    enter(path: string, widget: Widget) {
      focused = { path, widget };
    },
    /** The focus went: the text gets its usual shape and is saved. */
    leave(path: string, widget: Widget) {
      focused = null;
      const isMending = startMend(path, widget, 'left');
      entries = typing.afterLeaving(entries, path);
      if (!isMending && typing.isUnsaved(entries)) void flush();
    },
    flush,
    /** Waits until everything is saved, the field with the focus too; false: the desk did not take it. */
    async settle(): Promise<boolean> {
      if (focused) startMend(focused.path, focused.widget, 'here');
      await Promise.allSettled(mends);
      await flush();
      return !typing.isUnsaved(entries);
    },
    /** Asks what the desk says now, for example after a paper was added. */
    look(): Promise<void> {
      isToLook = true;
      return flush();
    },
    /** Leaves the form: saves what is left. */
    async close(): Promise<void> {
      isClosed = true;
      await flush();
      clearTimeout(timer);
      if (standing.get(dossier) === adopt) standing.delete(dossier);
      if (!typing.isUnsaved(entries)) return;
      const other = standing.get(dossier);
      if (other) other(entries);
      else left.set(dossier, new Map([...entries, ...(left.get(dossier) ?? [])]));
    },
  };
}

/** The desk's own word for it. What is none is a fault of the window and goes its usual way. */
function failureOf(thrown: unknown): Spoken {
  if (typeof thrown === 'object' && thrown !== null && 'said' in thrown) return thrown as Spoken;
  throw thrown;
}
