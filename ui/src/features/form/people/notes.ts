/** What a note beside a person says, and what can be answered to it by a single figure. */
import type { Doubtful, Unit } from '$lib/bridge';
import { date } from '$lib/format';
import { say } from '$lib/words';
import { spelt, unitName, type Names } from '../summary';
import type { Note, People, Source } from './people.svelte';
import type { Difference } from './persons';

/** One answer: its figure is its place in the list. */
export type Answer = { label: string; run: () => void | Promise<void> };
export type Question = { said: string; answers: Answer[]; mayWait?: boolean };

/** From where it was written. */
export function sourceSaid(source: Source): string {
  if (source.is === 'card') return say('form-person-card');
  if (source.is === 'form') return say('form-person-copied', { title: source.title });
  return say('form-person-source', { code: source.code, day: date(source.takenOn) });
}

/** Whether another number stood there: it may be another person's. */
export function isAnother({ standing, differs }: Note): boolean {
  return differs.some(({ path }) => path === standing.paths.number);
}

/** What has to be chosen, in the order in which it is asked. */
export function questions(note: Note, people: People, names: Names): Question[] {
  return [
    ...moved(note, people),
    ...note.doubtful.map((doubtful) => ofDoubtful(note, doubtful, people, names)),
    ...note.differs.map((difference) => ofDifference(note, difference, people, names)),
    ...also(note, people),
  ];
}

/** Nobody has to answer it: it only saves typing. */
function also(note: Note, people: People): Question[] {
  const answers = people.also(note);
  return answers.length > 0 ? [{ said: say('form-person-also'), answers, mayWait: true }] : [];
}

function moved(note: Note, people: People): Question[] {
  if (!note.moved) return [];
  const { was, choices, suggested } = note.moved;
  const answer = (unit: Unit): Answer => ({
    label: unit.code === suggested ? say('form-person-likely', { name: unitName(unit) }) : unitName(unit),
    run: () => people.answerMoved(note, unit.code),
  });
  return [{ said: say('form-person-moved', { was }), answers: choices.map(answer) }];
}

function ofDoubtful(note: Note, doubtful: Doubtful, people: People, names: Names): Question {
  const said = say(`form-person-doubtful-${doubtful.field}`, { raw: doubtful.raw, why: doubtful.said });
  const unit = doubtful.field === 'commune' ? names.unit(doubtful.meant) : null;
  const meant = unit ? unitName(unit) : doubtful.meant;
  const take = {
    label: say('form-person-write', { value: meant }),
    run: () => people.takeDoubtful(note, doubtful),
  };
  return { said, answers: doubtful.meant === '' ? [] : [take] };
}

function ofDifference(note: Note, difference: Difference, people: People, names: Names): Question {
  const { field, old, value } = difference;
  const read = (text: string) => spelt(field, text, names, { yes: '', no: '' });
  const said = say(`form-person-differs-${note.source.is}`, {
    label: field.label,
    old: read(old),
    value: read(value),
  });
  const label = say('form-person-write', { value: read(value) });
  return { said, answers: [{ label, run: () => people.takeDifferent(note, difference) }] };
}
