/** People who are known already, written into a form: from where, what differs, and the way back. */
import { api } from '$lib/api';
import type { CardRead, Doubtful, JsonValue, Moved, PersonKnown, Resident } from '$lib/bridge';
import type { Draft } from '../draft.svelte';
import { at } from '../pointer';
import { knownOf, persons, plan, type Difference, type Standing } from './persons';

/** From where what was written comes. */
export type Source =
  { is: 'dossier'; code: string; takenOn: string } | { is: 'card' } | { is: 'form'; title: string };

/** What is to be said beside a person until somebody has seen to it. */
export type Note = {
  standing: Standing;
  source: Source;
  /** Somebody has asked the resident, or need not. */
  isConfirmed: boolean;
  /** What stood there before. */
  before: { path: string; value: JsonValue | undefined }[];
  differs: Difference[];
  doubtful: Doubtful[];
  warnings: string[];
  extras: string[];
  moved: Moved | null;
};

/** A code that was no card's. */
export type Refused = { said: string; raw: string };

const MOST = 8;
/** What nobody has confirmed when the form was left; the next visit asks again. */
const left = new Map<string, ReadonlyMap<string, Note>>();

export type People = ReturnType<typeof people>;

export function people(draft: Draft) {
  const dossier = draft.view.dossier_id;
  let notes = $state.raw<ReadonlyMap<string, Note>>(left.get(dossier) ?? new Map());
  let refused = $state.raw<Refused | null>(null);

  function keep(note: Note): void {
    notes = new Map([...notes, [note.standing.paths.name, note]]);
    left.set(dossier, notes);
  }

  function drop({ standing }: Note): void {
    notes = new Map([...notes].filter(([name]) => name !== standing.paths.name));
    left.set(dossier, notes);
  }

  function write(fills: readonly { path: string; value: JsonValue | undefined }[]): void {
    for (const { path, value } of fills) draft.type(path, value);
    void draft.flush();
  }

  function fill(standing: Standing, known: PersonKnown, source: Source, typedInto: string | null): Note {
    const { fills, differs } = plan(standing, known, draft.form, draft.view, typedInto);
    const before = fills.map(({ path }) => ({ path, value: at(draft.form, path) }));
    write(fills);
    return {
      standing,
      source,
      isConfirmed: source.is !== 'dossier',
      before: before.map((one) => (one.path === typedInto ? { ...one, value: undefined } : one)),
      differs,
      doubtful: [],
      warnings: [],
      extras: [],
      moved: null,
    };
  }

  function ofCard(standing: Standing, read: CardRead): Note {
    const note = fill(standing, read.person, { is: 'card' }, null);
    const { doubtful, warnings, extras, moved } = read;
    const hasCommune = standing.paths.residence !== null;
    return {
      ...note,
      doubtful: doubtful.filter((one) => placeOf(standing, one.field) !== null),
      warnings,
      extras,
      moved: hasCommune ? moved : null,
    };
  }

  /** Writes one more value and remembers what stood there. */
  function add(note: Note, path: string, value: string, rest: Partial<Note>): void {
    const before = [...note.before, { path, value: at(draft.form, path) }];
    write([{ path, value }]);
    keep({ ...note, before, ...rest });
  }

  return {
    /** The note beside a person, by the place of their name. */
    note: (name: string): Note | null => notes.get(name) ?? null,
    /** What somebody still has to ask the resident. */
    get unconfirmed(): Note[] {
      return [...notes.values()].filter((note) => !note.isConfirmed);
    },
    get refused() {
      return refused;
    },
    forgetRefused() {
      refused = null;
    },
    find: (query: string): Promise<Resident[]> => api.people.find(query, MOST, dossier),
    /** The others of this form who have a name. */
    others(standing: Standing): { standing: Standing; known: PersonKnown }[] {
      const others = persons(draft.view).filter(({ paths }) => paths.name !== standing.paths.name);
      const all = others.map((one) => ({ standing: one, known: knownOf(one.paths, draft.form) }));
      return all.filter(({ known }) => known.name !== '');
    },
    async take(standing: Standing, { dossier_id, part }: Resident, typedInto: string): Promise<void> {
      const taken = await api.people.take(dossier_id, part, dossier);
      const source = { is: 'dossier', code: taken.code, takenOn: taken.taken_on } as const;
      keep(fill(standing, taken.person, source, typedInto));
    },
    takeOwn(standing: Standing, other: Standing, typedInto: string): void {
      const known = knownOf(other.paths, draft.form);
      keep(fill(standing, known, { is: 'form', title: other.title }, typedInto));
    },
    /** Reads what was scanned; false: it was no card. */
    async scan(standing: Standing, text: string): Promise<boolean> {
      const read = await api.card.read(text);
      refused = read.refused === null ? null : { said: read.refused, raw: read.raw };
      if (read.refused === null) keep(ofCard(standing, read));
      return read.refused === null;
    },
    confirm: (note: Note) => keep({ ...note, isConfirmed: true }),
    close: drop,
    /** Takes back all that was written. */
    undo(note: Note): void {
      write(note.before.toReversed());
      drop(note);
    },
    takeDifferent(note: Note, difference: Difference): void {
      const differs = note.differs.filter((one) => one !== difference);
      add(note, difference.path, difference.value, { differs });
    },
    takeDoubtful(note: Note, doubtful: Doubtful): void {
      const path = placeOf(note.standing, doubtful.field);
      const rest = { doubtful: note.doubtful.filter((one) => one !== doubtful) };
      if (path) add(note, path, doubtful.meant, rest);
    },
    answerMoved(note: Note, code: string): void {
      const path = placeOf(note.standing, 'commune');
      if (path) add(note, path, code, { moved: null });
    },
  };
}

/** Where a field of a card stands in the form; null: nowhere. */
function placeOf({ paths }: Standing, field: string): string | null {
  if (field === 'name') return paths.name;
  return paths.residence === null ? null : `${paths.residence}/${field}`;
}
