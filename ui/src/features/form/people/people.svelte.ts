/** People who are known already, written into a form: from where, what differs, and the way back. */
import { api } from '$lib/api';
import type {
  CardRead,
  Doubtful,
  FormView,
  JsonValue,
  Moved,
  PersonKnown,
  Resident,
  Spoken,
} from '$lib/bridge';
import { deed } from '$lib/live';
import type { Draft } from '../draft.svelte';
import { at } from '../pointer';
import { textOf } from '../typing';
import { left } from './left';
import { inMovedRows, withNotes, type Notes, type RowTo } from './moved';
import { isStill, knownOf, persons, plan, type Difference, type Fill, type Standing } from './persons';

/** From where what was written comes. */
export type Source =
  { is: 'dossier'; code: string; takenOn: string } | { is: 'card' } | { is: 'form'; title: string };

/** What is to be said beside a person until somebody has seen to it. */
export type Note = {
  standing: Standing;
  source: Source;
  /** Somebody has asked the resident, or need not. */
  isConfirmed: boolean;
  /** What was written, and what stood there before. */
  written: (Fill & { before: JsonValue | undefined })[];
  differs: Difference[];
  doubtful: Doubtful[];
  warnings: string[];
  extras: string[];
  moved: Moved | null;
};

/** A code that was no card's. */
export type Refused = { said: string; raw: string };

const MOST = 8;
export type People = ReturnType<typeof people>;

export function people(draft: Draft) {
  const dossier = draft.view.dossier_id;
  let notes = $state.raw<Notes>(left.get(dossier) ?? new Map());
  let refused = $state.raw<Refused | null>(null);
  let error = $state.raw<Spoken | null>(null);
  /** Who is being written as somebody else, too. */
  const going = new Set<string>();

  /** What nobody has asked about stays so until what another source says differently is settled. */
  function replace(note: Note): void {
    const isOpen = notes.get(note.standing.paths.name)?.isConfirmed === false && note.differs.length > 0;
    keep({ ...note, isConfirmed: note.isConfirmed && !isOpen });
  }

  const keep = (note: Note): void => show(withNotes(notes, [note]));

  function drop({ standing }: Note): void {
    show(new Map([...notes].filter(([name]) => name !== standing.paths.name)));
  }

  function show(all: Notes): void {
    notes = all;
    const open = [...all].filter(([, note]) => !note.isConfirmed);
    if (open.length > 0) left.set(dossier, new Map(open));
    else left.delete(dossier);
  }

  function write(fills: readonly Fill[]): Note['written'] {
    const written = fills.map((one) => ({ ...one, before: at(draft.form, one.path) }));
    for (const { path, value } of fills) draft.type(path, value);
    void draft.flush();
    return written;
  }

  function fill(standing: Standing, known: PersonKnown, source: Source, typedInto: string | null): Note {
    const { fills, differs } = plan(standing, known, draft.form, draft.view, typedInto);
    return {
      standing,
      source,
      isConfirmed: source.is !== 'dossier',
      written: write(fills),
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

  /** Reads what was scanned, and says what is wrong with it. */
  async function scan(standing: Standing, text: string): Promise<Refused | null> {
    const read = await api.card.read(text);
    if (read.refused !== null) return { said: read.refused, raw: read.raw };
    replace(ofCard(standing, read));
    return null;
  }

  const isWritten = (path: string): boolean => (at(draft.form, path) ?? '') !== '';

  async function takeAlso(standing: Standing, set: string): Promise<void> {
    if (going.has(set)) return;
    going.add(set);
    try {
      if (at(draft.form, set) === undefined) draft.toggle([set], true);
      // The desk says what belongs there once it is switched on.
      await draft.flush();
      const there = persons(draft.view).find(({ paths }) => isIn(paths.name, set));
      if (there) takeOwn(there, standing, null);
    } finally {
      going.delete(set);
    }
  }

  /** Writes one more value and remembers what stood there. */
  function add(note: Note, path: string, value: string, rest: Partial<Note>): void {
    keep({ ...note, written: [...note.written, ...write([{ path, value }])], ...rest });
  }

  return {
    /** The note beside a person, by the place of their name. */
    note: (name: string): Note | null => notes.get(name) ?? null,
    /** What somebody still has to ask the resident. */
    get unconfirmed(): Note[] {
      return persons(draft.view).flatMap((standing) => {
        const note = notes.get(standing.paths.name);
        return note && !note.isConfirmed ? [{ ...note, standing }] : [];
      });
    },
    /** Rows of a list moved: gives back the notes of people who are gone. */
    moveRows(list: string, to: RowTo): Note[] {
      const { kept, gone } = inMovedRows(notes, list, to);
      show(kept);
      return gone;
    },
    /** People are there again. */
    bring: (gone: readonly Note[]): void => show(withNotes(notes, gone)),
    /** The dossier is out of hand. */
    forget: (): void => show(new Map()),
    /** What was scanned into the form and was no card. */
    get refused() {
      return refused;
    },
    /** Why what was scanned into the form could not be read. */
    get error() {
      return error;
    },
    forgetRefused() {
      [refused, error] = [null, null];
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
    /** Writes a resident who was looked up with `asked`, typed at `path`. */
    async take(
      standing: Standing,
      { dossier_id, part }: Resident,
      path: string,
      asked: string,
    ): Promise<void> {
      const taken = await api.people.take(dossier_id, part, dossier);
      // What was typed meanwhile is not what they were looked up with.
      const typedInto = bare(textOf(at(draft.form, path))) === bare(asked) ? path : null;
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
    scan,
    /** The same for what came in anywhere in the form. */
    async scanHere(standing: Standing, text: string): Promise<'card' | 'refused' | 'unread'> {
      const reading = deed(() => scan(standing, text));
      const read = await reading.run();
      [refused, error] = [read ?? null, reading.error];
      if (error) return 'unread';
      return refused ? 'refused' : 'card';
    },
    confirm: (note: Note) => keep({ ...note, isConfirmed: true }),
    close: drop,
    /** Takes back what was written and nobody has mended since. */
    undo(note: Note): void {
      for (const one of note.written.toReversed())
        if (isStill(draft.view, draft.form, one)) draft.type(one.path, one.before);
      void draft.flush();
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

/** As the desk may have mended it. */
const bare = (text: string): string => text.replaceAll(/[\s.-]/g, '').toLowerCase();

const isIn = (path: string, set: string): boolean => path.startsWith(`${set}/`);

/** Where a field of a card stands in the form; null: nowhere. */
function placeOf({ paths }: Standing, field: string): string | null {
  if (field === 'name') return paths.name;
  return paths.residence === null ? null : `${paths.residence}/${field}`;
}
