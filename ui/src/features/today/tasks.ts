/** What there is to do, as it is shown: icon, colour, where it leads. */
import type { Filter, Task, Tone } from '$lib/bridge';
import type { Route } from '$lib/router.svelte';
import { Alert, CheckCircle, Clock, Coins, Key, Pencil, Settings, type Icon } from '$lib/ui/icons';

export type TaskKind = Task['kind'];

type Known = {
  icon: Icon;
  tone: Tone;
  /** The list of the dossiers; null: it is about the desk itself. */
  filter: Filter | null;
  /** Whether its dossiers may be shown without asking. */
  isPressing: boolean;
};

const MOST_LINES = 3;

const KNOWN: Record<TaskKind, Known> = {
  supplement: { icon: Alert, tone: 'ask', filter: 'supplement', isPressing: true },
  set_aside: { icon: Alert, tone: 'ask', filter: 'set_aside', isPressing: true },
  fee: { icon: Coins, tone: 'ask', filter: 'supplement', isPressing: false },
  result: { icon: CheckCircle, tone: 'good', filter: 'result', isPressing: false },
  draft: { icon: Pencil, tone: 'quiet', filter: 'draft', isPressing: false },
  card: { icon: Key, tone: 'ask', filter: null, isPressing: false },
  not_enrolled: { icon: Settings, tone: 'ask', filter: null, isPressing: false },
  clock: { icon: Clock, tone: 'ask', filter: null, isPressing: false },
};

export function known(kind: TaskKind): Known {
  return KNOWN[kind];
}

/** Where all of its dossiers are; settings where it is about the desk. */
export function placeOfAll(kind: TaskKind): Route {
  const { filter } = KNOWN[kind];
  return filter ? { screen: 'find', filter } : { screen: 'settings' };
}

/** How many dossiers a task has beyond those that are listed with it. */
export function beyond(task: Task): number {
  return KNOWN[task.kind].filter === null ? 0 : Math.max(0, task.count - task.dossiers.length);
}

/** Which are open at first: the pressing ones, as long as that leaves the other lines in sight. */
export function openAtFirst(tasks: readonly Task[]): TaskKind[] {
  const pressing = tasks.filter((task) => KNOWN[task.kind].isPressing);
  const lines = pressing.reduce((sum, task) => sum + task.dossiers.length, 0);
  return lines <= MOST_LINES ? pressing.map((task) => task.kind) : [];
}

/** What the screen says where nothing is left to do. */
export function calm(
  tasks: readonly Task[],
  hasDossiers: boolean | undefined,
): 'first-day' | 'nothing' | null {
  if (tasks.some((task) => KNOWN[task.kind].filter !== null) || hasDossiers === undefined) return null;
  return hasDossiers ? 'nothing' : 'first-day';
}
