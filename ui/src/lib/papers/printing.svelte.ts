/** Printing a paper of a dossier: what is under way, and what is shown here because nothing else shows it. */
import { api } from '$lib/api';
import type { PaperForm, Printed, Spoken } from '$lib/bridge';
import { deed } from '$lib/live';
import { toast } from '$lib/ui';
import { say } from '$lib/words';

type Paper = { form: PaperForm; title: string };

export type Printing = {
  /** The paper that is being made. */
  readonly busy: PaperForm | null;
  readonly error: Spoken | null;
  /** What is to be seen here, under its official name. */
  readonly shown: (Printed & { title: string }) | undefined;
  isShown: boolean;
  readonly isKeeping: boolean;
  print(paper: Paper): Promise<void>;
  /** Writes what is shown to a file that the person chooses. */
  keep(): Promise<void>;
  forget(): void;
};

export function printing(dossier: string): Printing {
  let busy = $state.raw<PaperForm | null>(null);
  let shown = $state.raw<Printed & { title: string }>();
  let isShown = $state(false);

  const making = deed(async ({ form, title }: Paper) => {
    const printed = await api.papers.print(dossier, form);
    if (printed.is_opened) {
      toast(say('paper-opened', { title }));
      return;
    }
    shown = { ...printed, title };
    isShown = true;
  });
  const keeping = deed(async ({ form, size, name }: Printed) => {
    const path = await api.files.pickPlace(name);
    if (path === null) return;
    const { file } = await api.papers.write({ dossier, form, size, path });
    toast(say('paper-kept', { file }));
  });

  return {
    get busy() {
      return busy;
    },
    get error() {
      return making.error ?? keeping.error;
    },
    get shown() {
      return shown;
    },
    get isShown() {
      return isShown;
    },
    set isShown(is) {
      isShown = is;
    },
    get isKeeping() {
      return keeping.isRunning;
    },
    async print(paper) {
      if (making.isRunning) return;
      busy = paper.form;
      await making.run(paper);
      busy = null;
    },
    async keep() {
      if (shown) await keeping.run(shown);
    },
    forget() {
      making.forget();
      keeping.forget();
    },
  };
}
