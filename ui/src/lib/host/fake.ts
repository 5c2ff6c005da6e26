/** A desk that is not there: for tests, and for looking at screens without the program. Never shipped. */
import type {
  Attached,
  Changed,
  DossierPage,
  FormView,
  JsonObject,
  Letterhead,
  Packages,
  PageView,
  Prefs,
  Spoken,
} from '$lib/bridge';
import * as fixtures from './fixtures';
import { mended, settled, withPage } from './fixtures/typing';
import type { Transport } from './transport';

/** A sheet of paper. Only the development server shows it: what is shipped allows no `data:`. */
const PAGE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><path fill="#fffdf6" stroke="#999" d="M1 1h208v295H1z"/><path stroke="#bbb" stroke-width="2" d="M30 50h150M30 70h150M30 90h120M30 110h140"/></svg>',
)}`;

/** What is different in the world that is looked at; `?fake=offline,rows=5000,slow`. */
export type World = {
  road: 'none' | 'idle' | 'aside' | 'offline' | 'sending' | 'trouble';
  rows: number;
  state: 'open' | 'locked' | 'new' | 'setting_up';
  lang: 'vi' | 'en';
  theme: Prefs['theme'];
  scale: Prefs['scale'];
  /** Commands that fail, by name. */
  fails: string[];
  pauseMs: number;
};

export const FIRST_WORLD: World = {
  road: 'offline',
  rows: 12,
  state: 'open',
  lang: 'vi',
  theme: 'light',
  scale: 100,
  fails: [],
  pauseMs: 30,
};

export function worldFrom(search: string): World {
  const words = (new URLSearchParams(search).get('fake') ?? '').split(',').filter(Boolean);
  const world = { ...FIRST_WORLD, fails: [] as string[] };
  for (const word of words) {
    const [name = '', value = ''] = word.split('=');
    if (/^(none|idle|offline|sending|trouble)$/.test(name)) world.road = name as World['road'];
    if (/^(locked|new|setting_up)$/.test(name)) world.state = name as World['state'];
    if (name === 'rows') world.rows = Number(value);
    if (name === 'en') world.lang = 'en';
    if (name === 'contrast') world.theme = 'contrast';
    if (name === 'scale') world.scale = value === '150' ? 150 : value === '125' ? 125 : 100;
    if (name === 'fails') world.fails.push(value);
    if (name === 'slow') world.pauseMs = 1500;
  }
  return world;
}

export type Fake = Transport & {
  tell(changed: Changed): void;
  /** Takes so many out of the head of the line; nobody is told. */
  deliver(count: number): void;
  calls: { command: string; args: JsonObject }[];
};

type Answer = (args: JsonObject) => unknown;

export function fake(world: World = FIRST_WORLD, answers: Record<string, Answer> = {}): Fake {
  const ears = new Set<(changed: Changed) => void>();
  const calls: Fake['calls'] = [];
  let delivered = 0;
  const known = { ...answersOf(world, tell, () => delivered), ...answers };

  function tell(changed: Changed): void {
    ears.forEach((hear) => hear(changed));
  }

  async function call(command: string, args: JsonObject): Promise<unknown> {
    calls.push({ command, args });
    await new Promise((resolve) => setTimeout(resolve, world.pauseMs));
    const answer = known[command];
    if (world.fails.includes(command) || !answer) throw fixtures.failure(command);
    return structuredClone(answer(args));
  }

  return {
    name: 'fake',
    calls,
    tell,
    deliver: (count) => void (delivered += count),
    call,
    async attach({ dossier, component, name, bytes }): Promise<Attached> {
      const attached = {
        page_id: `page-${name}`,
        media: 'image/jpeg',
        size: bytes.length,
        sha256: '0'.repeat(64),
      };
      await call('fake.attach', { dossier, component, name, ...attached });
      return attached;
    },
    async bring(bytes): Promise<Packages> {
      return (await call('fake.bring', { size: bytes.length })) as Packages;
    },
    assetUrl: () => PAGE,
    onChanged(hear) {
      ears.add(hear);
      return () => ears.delete(hear);
    },
    pickPlace: () => Promise.resolve(null),
  };
}

function answersOf(
  world: World,
  tell: (changed: Changed) => void,
  delivered: () => number,
): Record<string, Answer> {
  let prefs: Prefs = { language: world.lang, theme: world.theme, scale: world.scale, paper: 'a4', keys: {} };
  let form: FormView = settled(fixtures.birthForm(), fixtures.birthForm().form);
  let status = fixtures.hostStatus(world.state);
  const rows = fixtures.rows(world.rows);
  const dossiers = () => tell({ topic: 'dossiers', dossier_id: form.dossier_id });
  const opened = (state: World['state']) => (status = fixtures.hostStatus(state));
  return {
    'host.status': () => status,
    'host.unlock': ({ secret }) => {
      if (secret === 'sai') throw fixtures.WRONG_PASSPHRASE satisfies Spoken;
      return opened('open');
    },
    'host.lock': () => {
      setTimeout(() => tell({ topic: 'desk', dossier_id: null }));
      return opened('locked');
    },
    'setup.begin': ({ prefix }) => {
      if (!/^[A-Z][A-Z0-9]{1,5}$/.test(String(prefix))) throw fixtures.WRONG_PREFIX satisfies Spoken;
      return fixtures.PREPARED;
    },
    'setup.write_card': ({ path }) => {
      if (String(path).includes('nopho')) throw fixtures.CARD_NOT_WRITTEN satisfies Spoken;
      return null;
    },
    'setup.confirm': ({ symbols }) => {
      if (String(symbols).toUpperCase() !== fixtures.ASKED_BACK)
        throw fixtures.WRONG_SYMBOLS satisfies Spoken;
      return null;
    },
    'setup.finish': () => opened('open'),
    'gateway.enroll': () => fixtures.GATEWAY,
    'gateway.status': () => (world.road === 'none' ? null : fixtures.GATEWAY),
    'gateway.probe': () => fixtures.PROBED,
    'desk.status': () => fixtures.STATUS,
    'catalogue.packages': () => fixtures.PACKAGES,
    'catalogue.choose': () => fixtures.PACKAGES,
    'fake.bring': () => fixtures.UNSIGNED,
    'desk.examine': () => fixtures.EXAMINED,
    'desk.confirm_card': () => null,
    'prefs.get': () => prefs,
    'prefs.set': (args) => (prefs = args as unknown as Prefs),
    'today.show': () => fixtures.today(rows),
    'road.show': () => fixtures.road(world.road, world.rows),
    'road.send': () => fixtures.road('sending', world.rows),
    'procedures.find': ({ query }) => fixtures.procedures(String(query)),
    'procedures.show': ({ code }) => fixtures.procedure(String(code)),
    'dossiers.begin': () => fixtures.BEGUN,
    'dossiers.find': (args) => fixtures.find(rows, args),
    'drafts.open': () => form,
    'drafts.type': (args) => {
      form = settled(form, args['form'] ?? {});
      dossiers();
      return form;
    },
    'drafts.discard': () => (dossiers(), null),
    'drafts.restore': () => (dossiers(), null),
    'pages.remove': ({ page }) => ((form = withPage(form, String(page), null)), dossiers(), null),
    'fake.attach': (args) => {
      form = withPage(form, String(args['page_id']), {
        ...args,
        is_signed_pdf: false,
      } as unknown as PageView);
      dossiers();
      return null;
    },
    'submissions.withdraw': () => ({ ...fixtures.QUEUED, how: 'asked' }),
    'queue.look': (args) => fixtures.queue(world.road, rows, args, delivered()),
    'queue.compare': () => fixtures.compared(rows),
    'receipts.find': (args) => fixtures.ledger(rows, args),
    'receipts.write': ({ path }) => ({ file: path, receipts: rows.length }),
    'queue.retry': ({ dossier }) => ({ dossier_id: dossier, parcels: 1 }),
    'both.look': ({ dossier }) => fixtures.bothSides(String(dossier)),
    'both.send_after': () => ({ ...fixtures.QUEUED, revision: 3 }),
    'both.keep_theirs': ({ dossier }) => ({ dossier_id: dossier, revision: 2, edition: 9 }),
    'people.find': ({ query }) => fixtures.residents(String(query)),
    'people.take': () => fixtures.TAKEN,
    'card.read': ({ text }) => fixtures.card(String(text)),
    'units.find': ({ query }) => fixtures.units(String(query)),
    'units.show': ({ code }) => fixtures.unit(String(code)),
    'lists.show': ({ name }) => fixtures.list(String(name)),
    'fields.mend': ({ widget, text }) => ({ text: mended(String(widget), String(text)) }),
    'results.write': () => fixtures.WRITTEN,
    ...printingOf(world, tell),
  };
}

/** Dossiers as their pages show them, and what becomes of their papers. */
function printingOf(world: World, tell: (changed: Changed) => void): Record<string, Answer> {
  const rows = fixtures.rows(world.rows);
  const handed = new Map<string, Handed>();
  const submitted = new Set<string>();
  const known = () => rows.map((row) => (submitted.has(row.dossier_id) ? fixtures.waiting(row) : row));
  let letterhead = fixtures.LETTERHEAD;
  const note = (dossier: string, one: Handed) => {
    handed.set(dossier, { ...handed.get(dossier), ...one });
    tell({ topic: 'dossiers', dossier_id: dossier });
  };
  return {
    'dossiers.open': ({ dossier }) =>
      handedOver(fixtures.dossierPage(known(), String(dossier)), handed.get(String(dossier))),
    'submissions.submit': ({ dossier }) => (submitted.add(String(dossier)), fixtures.QUEUED),
    'papers.print': ({ dossier, form }) => {
      note(String(dossier), { [String(form)]: new Date().toISOString() });
      return fixtures.printed(String(dossier), form === 'declaration' ? form : 'receipt');
    },
    'papers.write': ({ path }) => ({ file: path, pages: 1 }),
    'papers.code_given': ({ dossier }) => (note(String(dossier), { code: new Date().toISOString() }), null),
    'letterhead.get': () => letterhead,
    'letterhead.set': (args) => (letterhead = args as unknown as Letterhead),
  };
}

type Handed = { receipt?: string; declaration?: string; code?: string };

function handedOver(page: DossierPage, handed: Handed = {}): DossierPage {
  const papers_out = page.papers_out.map((paper) => {
    const at = handed[paper.form];
    return at ? { ...paper, printed_at: at, is_stale: false } : paper;
  });
  return { ...page, papers_out, code_given_at: handed.code ?? page.code_given_at };
}
