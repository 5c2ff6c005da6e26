/** Setting up a desk, step by step. What was typed stays while one goes back; secrets leave at the end. */
import { api } from '$lib/api';
import type { DeskKind, HostStatus, NewDesk, Prepared, Spoken } from '$lib/bridge';
import { faultOf, type Fault } from '$lib/desk';
import { deed } from '$lib/live';

export const STEPS = ['desk', 'key', 'card', 'done'] as const;
export type Step = (typeof STEPS)[number];
export type Opening = 'passphrase' | 'keyring';

/** Fields that must be filled, in their order. */
export type Empty = 'kind' | 'prefix' | 'operator';
type Field = 'prefix' | 'operator' | 'passphrase';

export type Wanted = {
  kind: DeskKind | null;
  prefix: string;
  name: string;
  operator: string;
  opening: Opening;
  first: string;
  again: string;
};

const NOTHING: Wanted = {
  kind: null,
  prefix: '',
  name: '',
  operator: '',
  opening: 'passphrase',
  first: '',
  again: '',
};

/** The field beside which a refusal is said; null: it is about none of them. */
export function fieldOf(error: Spoken | null): Field | null {
  if (!error) return null;
  if (error.code === 'operator-without-name') return 'operator';
  if (error.code.startsWith('passphrase-')) return 'passphrase';
  return error.code.startsWith('code-') ? 'prefix' : null;
}

/** What of the first step is still empty. */
export function emptyIn({ kind, prefix, operator }: Wanted): Empty[] {
  const empty: Empty[] = [];
  if (kind === null) empty.push('kind');
  if (prefix.trim() === '') empty.push('prefix');
  if (operator.trim() === '') empty.push('operator');
  return empty;
}

/** What is the matter with the passphrase, where there is to be one. */
function faultIn({ opening, first, again }: Wanted): Fault | null {
  return opening === 'passphrase' ? faultOf(first, again) : null;
}

/** `hold` is called before the desk opens: the last step is still to come. */
export function firstRun(hold: () => void) {
  const wanted = $state<Wanted>({ ...NOTHING });
  let step = $state<Step>('desk');
  /** Steps that somebody wanted to leave: from then on they say what is missing. */
  let asked = $state.raw<readonly Step[]>([]);
  let card = $state.raw<Prepared>();
  /** What the card is for: it is void as soon as that changes. */
  let cardOf = '';
  let isCardReplaced = $state(false);
  let isCardVoid = $state(false);
  let opened = $state.raw<HostStatus>();

  const begin = deed((desk: NewDesk) => api.setup.begin(desk));
  const confirm = deed((symbols: string) => api.setup.confirm(symbols));
  const finish = deed(() => api.setup.finish());

  function leaveDesk(): void {
    asked = [...asked, 'desk'];
    if (emptyIn(wanted).length === 0) step = 'key';
  }

  async function leaveKey(): Promise<void> {
    const { kind } = wanted;
    asked = [...asked, 'key'];
    if (faultIn(wanted) || !kind) return;
    const desk = newDesk(kind);
    if (card && cardOf === JSON.stringify(desk)) {
      step = 'card';
      return;
    }
    const prepared = await begin.run(desk);
    if (prepared) {
      isCardReplaced = card !== undefined || isCardVoid;
      [card, cardOf, isCardVoid] = [prepared, JSON.stringify(desk), false];
      finish.forget();
      confirm.forget();
      step = 'card';
    } else if (fieldOf(begin.error) === 'prefix' || fieldOf(begin.error) === 'operator') {
      step = 'desk';
    }
  }

  function newDesk(kind: DeskKind): NewDesk {
    const { prefix, name, operator, opening, first } = wanted;
    const passphrase = opening === 'passphrase' ? first : null;
    return { kind, prefix: prefix.trim(), name: name.trim(), operator: operator.trim(), passphrase };
  }

  /** True: the symbols were right and the desk is there. */
  async function leaveCard(symbols: string): Promise<boolean> {
    const confirmed = await confirm.run(symbols);
    if (confirmed === undefined) {
      if (confirm.error && confirm.error.code !== 'card-not-confirmed') tearUp();
      return false;
    }
    hold();
    opened = await finish.run();
    if (!opened) {
      tearUp();
      return false;
    }
    forgetSecrets();
    step = 'done';
    return true;
  }

  /** The desk let go of what it had prepared; its card opens nothing. */
  function tearUp(): void {
    [card, cardOf, isCardVoid, step] = [undefined, '', true, 'key'];
  }

  function forgetSecrets(): void {
    [wanted.first, wanted.again, card, cardOf] = ['', '', undefined, ''];
  }

  function back(): void {
    const at = STEPS.indexOf(step);
    step = STEPS[at - 1] ?? step;
  }

  return {
    wanted,
    leaveDesk,
    leaveKey,
    leaveCard,
    back,
    forgetSecrets,
    get step() {
      return step;
    },
    /** What the first step is still missing, once somebody wanted to leave it. */
    get empty(): Empty[] {
      return asked.includes('desk') ? emptyIn(wanted) : [];
    },
    /** What is the matter with the passphrase, once somebody wanted to leave it. */
    get fault(): Fault | null {
      return asked.includes('key') ? faultIn(wanted) : null;
    },
    get card() {
      return card;
    },
    get isCardReplaced() {
      return isCardReplaced;
    },
    get isCardVoid() {
      return isCardVoid;
    },
    /** How the host stands since the desk is there. */
    get opened() {
      return opened;
    },
    get begin() {
      return begin;
    },
    get confirm() {
      return confirm;
    },
    /** Why a card that was shown is void. */
    get tornBy(): Spoken | null {
      return isCardVoid ? (finish.error ?? confirm.error) : null;
    },
    get isConfirming() {
      return confirm.isRunning || finish.isRunning;
    },
  };
}

export type FirstRun = ReturnType<typeof firstRun>;
