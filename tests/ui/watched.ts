// How a screen went while somebody used it: pauses between two pictures, keys that waited for a row, answers
// of the desk.
import type { Page, Request } from '@playwright/test';

export interface Went {
  /** Between two pictures, in ms. */
  pauses: number[];
  /** From a key to the picture with the row that it leads to, in ms. */
  steps: number[];
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
  /** Presses a key and waits until the focus stands on another row, with its code. */
  presses: (key: string) => Promise<void>;
  end: () => Promise<Went>;
}

/** What is counted in the page itself: the way to the test and back is not the screen's. */
interface Counted {
  pauses: number[];
  steps: number[];
  /** Settles when the last key has led to a row. */
  arrived: Promise<void>;
}

type Counting = typeof globalThis & { counted: Counted };

/** Watches from now on. */
export async function howItWent(page: Page): Promise<Watched> {
  const answers: Answer[] = [];
  const hear = (request: Request): void => void heard(request).then((answer) => answer && answers.push(answer));
  page.on('requestfinished', hear);
  await page.evaluate(count);

  const presses = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.evaluate(() => (globalThis as Counting).counted.arrived);
  };
  const end = async (): Promise<Went> => {
    page.off('requestfinished', hear);
    const { pauses, steps } = await page.evaluate(() => {
      const { pauses, steps } = (globalThis as Counting).counted;
      return { pauses, steps };
    });
    const each = ['queue.look', 'road.show'].map((command) => summary(command, answers));
    const said = [`${spread(pauses)} ms between pictures`, `${spread(steps)} ms from key to row`, ...each].join('; ');
    return { pauses, steps, answers, said };
  };
  return { presses, end };
}

/** Runs in the page. */
function count(): void {
  const LONGEST_MS = 5000;
  const counted: Counted = { pauses: [], steps: [], arrived: Promise.resolve() };
  Object.assign(globalThis, { counted });
  const code = (): string => document.activeElement?.querySelector('.code')?.textContent ?? '';

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
        if (/^LS07-/.test(code()) && code() !== from) {
          counted.steps.push(took);
          arrive();
        } else if (took > LONGEST_MS) {
          const focus = document.activeElement;
          miss(new Error(`${key} led nowhere from ${from}: ${focus?.tagName ?? ''} ${focus?.getAttribute('aria-rowindex') ?? ''}`));
        } else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  };
  addEventListener('keydown', pressed, { capture: true });
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
