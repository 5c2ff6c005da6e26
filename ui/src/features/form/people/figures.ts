/** Figures that answer questions: pressed alone, by a hand. What a reader types answers nothing. */
import { PAUSE_MS } from './scan';

/** After so long no second key has followed. */
export const ALONE_MS = 120;

export type Figures = { hear(event: KeyboardEvent): void; stop(): void };

export function figures(answer: (figure: number) => void): Figures {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let deafUntil = 0;

  return {
    hear(event) {
      clearTimeout(waiting);
      const isTyped = event.key.length === 1 && event.key !== ' ';
      if (!isTyped || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      // A personal number begins with 0: whatever follows comes from a reader, however slowly.
      if (!/^[1-9]$/.test(event.key) || event.timeStamp < deafUntil) {
        deafUntil = event.timeStamp + PAUSE_MS;
        return;
      }
      event.preventDefault();
      waiting = setTimeout(() => answer(Number(event.key)), ALONE_MS);
    },
    stop: () => clearTimeout(waiting),
  };
}
