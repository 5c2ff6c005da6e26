/** The head of the printed papers while it is being typed: what was typed since is laid over what is kept. */
import { api } from '$lib/api';
import type { Letterhead } from '$lib/bridge';
import { deed } from '$lib/live';

export const FIELDS = ['superior', 'agency', 'place', 'phone', 'address', 'lookup', 'addressed'] as const;
export type FieldName = (typeof FIELDS)[number];
type Typed = Partial<Record<FieldName, string>>;

const REST_MS = 800;

export type Head = ReturnType<typeof head>;

export function head(first: Letterhead) {
  let kept = $state.raw(first);
  let typed = $state.raw<Typed>({});
  /** What the desk has taken, as it was typed: it may keep it with fewer spaces. */
  let taken = $state.raw<Typed>({});
  let savedAt = $state.raw<Date | null>(null);
  let focused: FieldName | null = null;
  let isAgain = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const saving = deed(async () => {
    do {
      isAgain = false;
      const sent = typed;
      kept = await api.letterhead.set({ ...kept, ...sent });
      taken = { ...taken, ...sent };
      typed = pick(typed, (name) => name === focused || typed[name] !== sent[name]);
      savedAt = new Date();
    } while (isAgain);
  });

  function pick(all: Typed, is: (name: FieldName) => boolean): Typed {
    return Object.fromEntries(
      FIELDS.filter((name) => all[name] !== undefined && is(name)).map((name) => [name, all[name]]),
    );
  }

  function isUnsaved(): boolean {
    return FIELDS.some((name) => typed[name] !== undefined && typed[name] !== (taken[name] ?? kept[name]));
  }

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (!isUnsaved()) return;
    if (saving.isRunning) isAgain = true;
    else await saving.run();
  }

  return {
    get error() {
      return saving.error;
    },
    get isSaving() {
      return saving.isRunning;
    },
    get isUnsaved() {
      return isUnsaved();
    },
    /** When it was saved since the screen is open. */
    get savedAt() {
      return savedAt;
    },
    forget: saving.forget,
    save,
    value: (name: FieldName) => typed[name] ?? kept[name],
    type(name: FieldName, text: string): void {
      typed = { ...typed, [name]: text };
      focused = name;
      clearTimeout(timer);
      timer = setTimeout(() => void save(), REST_MS);
    },
    /** The focus went: what is typed is saved, and stands as the desk keeps it. */
    async leave(name: FieldName): Promise<void> {
      if (focused === name) focused = null;
      await save();
      if (!isUnsaved()) typed = pick(typed, (other) => other === focused);
    },
  };
}
