/** Every command of the desk, by name and type. Failures are thrown as `Spoken`. */
import { assetUrl, attach, bring, call, downloads, pickFiles, pickPlace, printsBy } from './host';
import type {
  Assistance,
  Attached,
  Begun,
  BothSides,
  CardRead,
  Channel,
  ComparedView,
  DossierPage,
  Examined,
  Filter,
  FormView,
  Found,
  Gateway,
  HostStatus,
  JsonValue,
  Kept,
  KeptTheirs,
  Ledger,
  LedgerWritten,
  Letterhead,
  Packages,
  NewDesk,
  Option,
  PaperForm,
  PaperSize,
  PersonTaken,
  Prefs,
  Prepared,
  Printed,
  Probed,
  ProcedureLine,
  ProcedureShown,
  Queued,
  QueuePlace,
  QueueView,
  Resident,
  Retried,
  Road,
  Status,
  TakenBack,
  Today,
  Unit,
  Way,
  Widget,
  Written,
} from './bridge';

type Begin = { procedure: string; channel?: Channel; assistance?: Assistance; form: JsonValue };
type Find = { query: string; filter: Filter; offset: number; limit: number };
type Typed = { dossier: string; edition: number; form: JsonValue };
type Unlock = { way: Way; secret?: string; operator?: string };
type Keep = { dossier: string; form: PaperForm; size: PaperSize; path: string };
type Between = { from: string | null; until: string | null };
type FindReceipts = Between & { query: string; offset: number; limit: number };
type WriteReceipts = Between & { names: boolean; path: string };
type LookAtQueue = { aside: number; from: QueuePlace | null; offset: number; limit: number };
type Enrol = { url: string; code: string; ca?: string };

export const api = {
  host: {
    status: () => call<HostStatus>('host.status'),
    unlock: (args: Unlock) => call<HostStatus>('host.unlock', args),
    lock: () => call<HostStatus>('host.lock'),
  },
  setup: {
    begin: (desk: NewDesk) => call<Prepared>('setup.begin', desk),
    writeCard: (path: string) => call<null>('setup.write_card', { path }),
    confirm: (symbols: string) => call<null>('setup.confirm', { symbols }),
    finish: () => call<HostStatus>('setup.finish'),
  },
  desk: {
    status: () => call<Status>('desk.status'),
    examine: () => call<Examined>('desk.examine'),
    confirmCard: (secret: string) => call<null>('desk.confirm_card', { secret }),
  },
  prefs: {
    get: () => call<Prefs>('prefs.get'),
    set: (prefs: Prefs) => call<Prefs>('prefs.set', prefs),
  },
  gateway: {
    enroll: (args: Enrol) => call<Gateway>('gateway.enroll', args),
    status: () => call<Gateway | null>('gateway.status'),
    probe: () => call<Probed>('gateway.probe'),
  },
  today: { show: () => call<Today>('today.show') },
  road: {
    show: () => call<Road>('road.show'),
    send: () => call<Road>('road.send'),
  },
  procedures: {
    find: (query: string, limit?: number) =>
      call<ProcedureLine[]>('procedures.find', limit === undefined ? { query } : { query, limit }),
    show: (code: string) => call<ProcedureShown>('procedures.show', { code }),
  },
  dossiers: {
    begin: (args: Begin) => call<Begun>('dossiers.begin', args),
    find: (args: Find) => call<Found>('dossiers.find', args),
    open: (dossier: string) => call<DossierPage>('dossiers.open', { dossier }),
  },
  catalogue: {
    packages: () => call<Packages>('catalogue.packages'),
    choose: (hash: string | null) => call<Packages>('catalogue.choose', { hash }),
    moveOn: (dossier: string) => call<FormView>('catalogue.move_on', { dossier }),
    bring,
  },
  drafts: {
    open: (dossier: string) => call<FormView>('drafts.open', { dossier }),
    type: (args: Typed) => call<FormView>('drafts.type', args),
    discard: (dossier: string) => call<null>('drafts.discard', { dossier }),
    restore: (dossier: string) => call<null>('drafts.restore', { dossier }),
  },
  pages: {
    attach: (dossier: string, component: string, file: File): Promise<Attached> =>
      attach(dossier, component, file),
    remove: (dossier: string, page: string) => call<null>('pages.remove', { dossier, page }),
    url: (dossier: string, page: string) => assetUrl(`pages/${dossier}/${page}`),
  },
  submissions: {
    submit: (dossier: string) => call<Queued>('submissions.submit', { dossier }),
    withdraw: (dossier: string) => call<TakenBack>('submissions.withdraw', { dossier }),
  },
  queue: {
    look: (args: LookAtQueue) => call<QueueView>('queue.look', args),
    retry: (dossier: string) => call<Retried>('queue.retry', { dossier }),
    /** Asks the gateway for its list; it takes as long as the road lets it. */
    compare: () => call<ComparedView>('queue.compare'),
  },
  /** Where another desk was first. */
  both: {
    look: (dossier: string) => call<BothSides>('both.look', { dossier }),
    sendAfter: (dossier: string) => call<Queued>('both.send_after', { dossier }),
    keepTheirs: (dossier: string) => call<KeptTheirs>('both.keep_theirs', { dossier }),
  },
  receipts: {
    find: (args: FindReceipts) => call<Ledger>('receipts.find', args),
    write: (args: WriteReceipts) => call<LedgerWritten>('receipts.write', args),
    url: (path: string) => assetUrl(path),
  },
  units: {
    find: (query: string, limit = 20) => call<Unit[]>('units.find', { query, limit }),
    show: (code: string) => call<Unit | null>('units.show', { code }),
  },
  people: {
    /** `except`: the dossier that is being typed. */
    find: (query: string, limit: number, except: string) =>
      call<Resident[]>('people.find', { query, limit, except }),
    take: (from: string, part: string, into: string) =>
      call<PersonTaken>('people.take', { from, part, into }),
  },
  card: { read: (text: string) => call<CardRead>('card.read', { text }) },
  lists: { show: (name: string) => call<Option[]>('lists.show', { name }) },
  fields: { mend: (widget: Widget, text: string) => call<{ text: string }>('fields.mend', { widget, text }) },
  papers: {
    /** Without a size: the one that the desk prints on. */
    print: (dossier: string, form: PaperForm) =>
      call<Printed>('papers.print', { dossier, form, by: printsBy() }),
    write: (args: Keep) => call<Kept>('papers.write', args),
    codeGiven: (dossier: string) => call<null>('papers.code_given', { dossier }),
    url: (printed: Printed) => assetUrl(printed.asset),
  },
  letterhead: {
    get: () => call<Letterhead>('letterhead.get'),
    set: (letterhead: Letterhead) => call<Letterhead>('letterhead.set', letterhead),
  },
  results: {
    write: (dossier: string, number: number, path: string) =>
      call<Written>('results.write', { dossier, number, path }),
    url: (dossier: string, number: number) => assetUrl(`results/${dossier}/${number}`),
  },
  files: { pick: pickFiles, pickPlace, downloads },
};
