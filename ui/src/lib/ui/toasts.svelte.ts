/** Short messages at the lower edge, said politely to screen readers, often with a way back. */

export type Toast = { id: number; said: string; undo?: () => void };

const STAYS_MS = 8_000;

let shown = $state.raw<Toast[]>([]);
let last = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export function toasts(): Toast[] {
  return shown;
}

/** Says something that needs no answer, and once. With `undo`, Ctrl+Z and a button take it back. */
export function toast(said: string, undo?: () => void): void {
  last += 1;
  const one: Toast = undo ? { id: last, said, undo } : { id: last, said };
  for (const { id } of shown.filter((toast) => toast.said === said)) dismiss(id);
  for (const { id } of shown.slice(0, -2)) dismiss(id);
  shown = [...shown, one];
  wait(one.id);
}

export function dismiss(id: number): void {
  hold(id);
  shown = shown.filter((toast) => toast.id !== id);
}

/** Takes all of them away: whoever sees the screen next is not meant. */
export function clearToasts(): void {
  for (const { id } of shown) dismiss(id);
}

/** Keeps it there while somebody reads or points at it. */
export function hold(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

export function wait(id: number): void {
  hold(id);
  timers.set(
    id,
    setTimeout(() => dismiss(id), STAYS_MS),
  );
}

/** Takes back the last thing that can be. False: there is none. */
export function undoLast(): boolean {
  const undoable = shown.findLast((toast) => toast.undo);
  if (!undoable) return false;
  dismiss(undoable.id);
  undoable.undo?.();
  return true;
}
