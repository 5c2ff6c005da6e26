/** Files on their way to the desk: one after the other, and one that is refused holds up no other. */
import { api } from '$lib/api';
import { say } from '$lib/words';

export type Refused = { id: number; name: string; said: string };
export type Going = { name: string; done: number; total: number; left: number };
export type Uploads = ReturnType<typeof uploads>;

type Waiting = { paper: string; component: string; file: File };

/** `after` is told whenever the desk has taken something. */
export function uploads(dossier: string, after: () => void) {
  let waiting = $state.raw<Waiting[]>([]);
  let refused = $state.raw<(Refused & { paper: string })[]>([]);
  /** Bytes handed over since the queue was last empty. */
  let done = $state.raw(0);
  let last = 0;

  async function work(): Promise<void> {
    for (let one = waiting[0]; one; one = waiting[0]) {
      await hand(one);
      done += one.file.size;
      waiting = waiting.slice(1);
    }
    done = 0;
  }

  async function hand({ paper, component, file }: Waiting): Promise<void> {
    try {
      await api.pages.attach(dossier, component, file);
      after();
    } catch (thrown) {
      last += 1;
      refused = [...refused, { id: last, paper, name: file.name, said: saidOf(thrown) }];
    }
  }

  return {
    get isBusy() {
      return waiting.length > 0;
    },
    /** What is on its way for a paper. */
    going(paper: string): Going | null {
      const mine = waiting.filter((one) => one.paper === paper);
      if (mine.length === 0) return null;
      const total = done + waiting.reduce((sum, one) => sum + one.file.size, 0);
      return { name: mine[0]?.file.name ?? '', done, total, left: mine.length };
    },
    refused(paper: string): Refused[] {
      return refused.filter((one) => one.paper === paper);
    },
    forget(id: number) {
      refused = refused.filter((one) => one.id !== id);
    },
    /** `component`: the paper itself or what stands for it. */
    add(paper: string, component: string, files: File[]) {
      if (files.length === 0) return;
      refused = refused.filter((one) => one.paper !== paper);
      const isIdle = waiting.length === 0;
      waiting = [...waiting, ...files.map((file) => ({ paper, component, file }))];
      if (isIdle) void work();
    },
  };
}

function saidOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'said' in thrown) return String(thrown.said);
  // The file itself could not be read: a stick was pulled out, or the file was moved.
  return say('form-file-unreadable');
}
