// How a screen went while somebody used it: pauses between two pictures, keys that waited for a row, answers
// of the desk.
import type { Page, Request } from '@playwright/test';

export interface Went {
  /** Between two pictures, in ms. */
  pauses: number[];
  /** From a key to the picture with the row that it leads to, in ms. */
  steps: number[];
  /** How often the wheel has scrolled something. */
  scrolled: number;
  answers: Answer[];
  /** All that in one line. */
  said: string;
}

export interface Answer {
  command: string;
  /** In ms. */
  took: number;
  bytes: number;
  rows: number;
}

export interface Watched {
  /** Presses a key and waits until the focus stands on another row, with its code, in sight. */
  presses: (key: string) => Promise<void>;
  /** Turns the wheel down by so many px and waits until nothing scrolls any more: a hand goes back to the keys. */
  turns: (by: number) => Promise<void>;
  end: () => Promise<Went>;
}

/** What is counted in the page itself: the way to the test and back is not the screen's. */
interface Counted {
  pauses: number[];
  steps: number[];
  scrolled: number;
  /** Settles when the last key has led to a row. */
  arrived: Promise<void>;
  /** Says that the wheel is about to turn. */
  turning: () => void;
  /** Settles when the last turn of the wheel has had its effect. */
  rested: Promise<void>;
}

type Counting = typeof globalThis & { counted: Counted };

/** Watches from now on. */
export async function howItWent(page: Page): Promise<Watched> {
  const answers: Answer[] = [];
  const hear = (request: Request): void => void heard(request).then((answer) => answer && answers.push(answer));
  page.on('requestfinished', hear);
  await page.evaluate(count);
  await page.evaluate(countTurns);

  const presses = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.evaluate(() => (globalThis as Counting).counted.arrived);
  };
  const turns = async (by: number): Promise<void> => {
    await page.evaluate(() => {
      (globalThis as Counting).counted.turning();
    });
    await page.mouse.wheel(0, by);
    await page.evaluate(() => (globalThis as Counting).counted.rested);
  };
  const end = async (): Promise<Went> => {
    page.off('requestfinished', hear);
    const { pauses, steps, scrolled } = await page.evaluate(() => {
      const { pauses, steps, scrolled } = (globalThis as Counting).counted;
      return { pauses, steps, scrolled };
    });
    const each = ['queue.look', 'road.show'].map((command) => summary(command, answers));
    const said = [`${spread(pauses)} ms between pictures`, `${spread(steps)} ms from key to row`, ...each].join('; ');
    return { pauses, steps, scrolled, answers, said };
  };
  return { presses, turns, end };
}

/** Runs in the page. */
function count(): void {
  const LONGEST_MS = 5000;
  const settled = Promise.resolve();
  const counted: Counted = { pauses: [], steps: [], scrolled: 0, arrived: settled, turning: () => undefined, rested: settled };
  Object.assign(globalThis, { counted });
  const code = (): string => document.activeElement?.querySelector('.code')?.textContent ?? '';
  const isInSight = (): boolean => {
    const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
    return top >= -1 && bottom <= innerHeight + 1;
  };

  let last = performance.now();
  const shown = (): void => {
    const now = performance.now();
    counted.pauses.push(now - last);
    last = now;
    requestAnimationFrame(shown);
  };
  requestAnimationFrame(shown);

  // From the stroke itself: a page that is busy hears of it late.
  const pressed = ({ key, timeStamp }: KeyboardEvent): void => {
    const from = code();
    counted.arrived = new Promise((arrive, miss) => {
      const look = (): void => {
        const took = performance.now() - timeStamp;
        if (/^LS07-/.test(code()) && code() !== from && isInSight()) {
          counted.steps.push(took);
          arrive();
        } else if (took > LONGEST_MS) {
          const focus = document.activeElement;
          const row = `${focus?.tagName ?? ''} ${focus?.getAttribute('aria-rowindex') ?? ''} ${code()}`;
          const top = Math.round(focus?.getBoundingClientRect().top ?? 0);
          miss(new Error(`${key} led nowhere from ${from}: ${row}, at ${String(top)} px`));
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  };
  addEventListener('keydown', pressed, { capture: true });
}

/** Runs in the page, after `count`. */
function countTurns(): void {
  const REST_MS = 200;
  const { counted } = globalThis as Counting;
  const types = ['wheel', 'scroll'];
  counted.turning = () => {
    let [isScrolled, soon] = [false, 0];
    counted.rested = new Promise((rest) => {
      const goesOn = ({ type }: Event): void => {
        isScrolled ||= type === 'scroll';
        clearTimeout(soon);
        soon = setTimeout(ends, REST_MS);
      };
      const ends = (): void => {
        for (const type of types) removeEventListener(type, goesOn, { capture: true });
        if (isScrolled) counted.scrolled += 1;
        rest();
      };
      for (const type of types) addEventListener(type, goesOn, { capture: true, passive: true });
    });
  };
}

async function heard(request: Request): Promise<Answer | null> {
  if (!request.url().endsWith('/call')) return null;
  const { command } = request.postDataJSON() as { command: string };
  const took = request.timing().responseEnd;
  const text = (await (await request.response())?.text().catch(() => '')) ?? '';
  const rows = (JSON.parse(text || '{}') as { rows?: unknown[] } | null)?.rows?.length ?? 0;
  return { command, took, bytes: text.length, rows };
}

export const longest = (values: number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

export const middle = (values: number[]): number => inOrder(values)[Math.floor(values.length / 2)] ?? 0;

/** What nineteen in twenty do not exceed: one that waits for a busy machine is not the screen's fault. */
export const mostly = (values: number[]): number => inOrder(values)[Math.floor(values.length * 0.95)] ?? 0;

const inOrder = (values: number[]): number[] => [...values].sort((one, other) => one - other);

function summary(command: string, answers: Answer[]): string {
  const of = answers.filter((answer) => answer.command === command);
  const most = Math.round(longest(of.map((answer) => answer.bytes)) / 1000);
  return `${command} ${spread(of.map((answer) => answer.took))} ms, at most ${String(most)} kB`;
}

/** How many, and what is median, 95th percentile and longest. */
function spread(values: number[]): string {
  const said = [middle(values), mostly(values), longest(values)].map((value) => value.toFixed(0));
  return `${String(values.length)}: ${said.join(', ')}`;
}
