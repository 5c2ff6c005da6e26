/** People who are known already, written into a form: from where, what differs, and the way back. */
import { api } from '$lib/api';
import type { CardRead, Doubtful, FormView, JsonValue, Moved, PersonKnown, Resident } from '$lib/bridge';
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

  /** What nobody has asked about stays so until what another source says differently is settled. */
  function replace(note: Note): void {
    const isOpen = notes.get(note.standing.paths.name)?.isConfirmed === false && note.differs.length > 0;
    keep({ ...note, isConfirmed: note.isConfirmed && !isOpen });
  }

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

  function takeOwn(standing: Standing, other: Standing, typedInto: string | null): void {
    const known = knownOf(other.paths, draft.form);
    replace(fill(standing, known, { is: 'form', title: other.title }, typedInto));
  }

  const isWritten = (path: string): boolean => (at(draft.form, path) ?? '') !== '';

  async function takeAlso(standing: Standing, set: string): Promise<void> {
    if (at(draft.form, set) === undefined) draft.toggle([set], true);
    // The desk says what belongs there once it is switched on.
    await draft.flush();
    const there = persons(draft.view).find(({ paths }) => isIn(paths.name, set));
    if (there) takeOwn(there, standing, null);
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
      const isLike = ({ paths }: Standing) => paths.is_organisation === standing.paths.is_organisation;
      const others = persons(draft.view).filter(
        (one) => one.paths.name !== standing.paths.name && isLike(one),
      );
      const all = others.map((one) => ({ standing: one, known: knownOf(one.paths, draft.form) }));
      return all.filter(({ known }) => known.name !== '');
    },
    async take(standing: Standing, { dossier_id, part }: Resident, typedInto: string): Promise<void> {
      const taken = await api.people.take(dossier_id, part, dossier);
      const source = { is: 'dossier', code: taken.code, takenOn: taken.taken_on } as const;
      replace(fill(standing, taken.person, source, typedInto));
    },
    takeOwn,
    /**
     * Where else in the form the one who hands in may stand: what is switched on for a mother, a
     * father.
     */
    also(note: Note): { label: string; run: () => Promise<void> }[] {
      const all = persons(draft.view);
      if (note.source.is === 'form' || note.standing.paths.name !== all[0]?.paths.name) return [];
      return switches(draft.view)
        .filter(({ set }) => !all.some(({ paths }) => isIn(paths.name, set) && isWritten(paths.name)))
        .map(({ set, label }) => ({ label, run: () => takeAlso(note.standing, set) }));
    },
    /** Reads what was scanned; false: it was no card. */
    async scan(standing: Standing, text: string): Promise<boolean> {
      const read = await api.card.read(text);
      refused = read.refused === null ? null : { said: read.refused, raw: read.raw };
      if (read.refused === null) replace(ofCard(standing, read));
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

/** What is switched on for one more person of the declaration. */
function switches(view: FormView): { set: string; label: string }[] {
  const groups = view.blocks.filter(({ id }) => id === 'declaration').flatMap((block) => block.groups);
  const toggles = groups.flatMap(({ fields }) => fields).filter(({ widget }) => widget === 'toggle');
  return toggles.flatMap(({ sets, label }) =>
    sets.length === 1 && sets[0] ? [{ set: sets[0], label }] : [],
  );
}

const isIn = (path: string, set: string): boolean => path.startsWith(`${set}/`);

/** Where a field of a card stands in the form; null: nowhere. */
function placeOf({ paths }: Standing, field: string): string | null {
  if (field === 'name') return paths.name;
  return paths.residence === null ? null : `${paths.residence}/${field}`;
}
