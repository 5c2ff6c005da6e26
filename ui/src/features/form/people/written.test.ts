import type { FieldView, FormView, JsonObject, JsonValue, PersonPaths } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { beforeEach, describe, expect, it } from 'vitest';
import { draft as draftOf } from '../draft.svelte';
import { at, put } from '../pointer';
import { forgetPeople } from './left';
import { people as peopleOf } from './people.svelte';
import { persons, type Standing } from './persons';

const NAME = '/submitter/name';
const MEMBER: PersonPaths = {
  is_organisation: false,
  name: '',
  number: null,
  number_kind: null,
  birth: null,
  sex: null,
  ethnicity: null,
  nationality: null,
  residence: null,
  phone: null,
  issued: null,
  representative: null,
};

/** A household whose rows are people. */
function household(members: JsonValue[]): FormView {
  const view = fixtures.household(members);
  const blocks = view.blocks.map((block) => ({
    ...block,
    groups: block.groups.map((group) => {
      const row = group.repeat?.row ?? null;
      const name = `${fixtures.MEMBERS}/${row}/name`;
      return row === null ? group : { ...group, person: { ...MEMBER, name } };
    }),
  }));
  return { ...view, blocks };
}

/** Nothing is written of the one who hands in. */
function birth(): FormView {
  const view = fixtures.birthForm();
  return { ...view, form: put(view.form, '/submitter', undefined) };
}

function opened(first: FormView, dossier: string = crypto.randomUUID()) {
  let saved = { ...first, dossier_id: dossier };
  const isHousehold = first.blocks.some(({ groups }) => groups.some(({ repeat }) => repeat));
  const host = fake(
    { ...FIRST_WORLD, pauseMs: 5 },
    {
      'drafts.type': ({ form }: JsonObject) => {
        const members = at(form ?? null, fixtures.MEMBERS);
        const shown = isHousehold ? household(Array.isArray(members) ? members : []) : saved;
        saved = { ...shown, dossier_id: dossier, form: form ?? {}, edition: saved.edition + 1 };
        return saved;
      },
    },
  );
  use(host);
  const draft = draftOf(saved);
  const people = peopleOf(draft);
  const standing = (place: number) => persons(draft.view)[place] as Standing;
  const take = async (place: number) => {
    const one = standing(place);
    const asked = at(draft.form, one.paths.name);
    await people.take(one, fixtures.RESIDENT, one.paths.name, typeof asked === 'string' ? asked : '');
    await draft.flush();
  };
  return { draft, people, standing, take, written: (path: string) => at(draft.form, path), dossier };
}

const noteOf = ({ people, standing }: ReturnType<typeof opened>, place: number) => {
  const note = people.note(standing(place).paths.name);
  if (!note) throw new Error('no note');
  return note;
};

beforeEach(() => setLanguage('vi'));

describe('taking back what was written', () => {
  it('leaves what was mended by hand since', async () => {
    const form = opened(birth());
    await form.people.scan(form.standing(0), fixtures.SCANNED);
    form.draft.type(NAME, 'Nguyễn Thị Làn');

    form.people.undo(noteOf(form, 0));

    expect(form.written(NAME)).toBe('Nguyễn Thị Làn');
    expect(form.written('/submitter/birth')).toBeUndefined();
  });

  it('takes a number that was only grouped for one that nobody mended', async () => {
    const form = opened(birth());
    await form.people.scan(form.standing(0), fixtures.SCANNED);
    form.draft.type('/submitter/number/value', '020190000101');

    form.people.undo(noteOf(form, 0));

    expect(form.written('/submitter/number/value')).toBeUndefined();
  });

  it('brings back the words by which somebody was looked up', async () => {
    const form = opened(birth());
    form.draft.type(NAME, 'Lò Thị Đào');
    await form.take(0);
    expect(form.written(NAME)).toBe('Nguyễn Thị Lan');

    form.people.undo(noteOf(form, 0));

    expect(form.written(NAME)).toBe('Lò Thị Đào');
  });
});

describe('somebody who stands in another part, too', () => {
  it('is written there once when the figure is pressed twice, and can be taken back', async () => {
    const view = birth();
    const parents = {
      ...(view.blocks[0]?.groups[0]?.fields[0] as FieldView),
      path: '/declaration/mother',
      widget: 'toggle' as const,
      sets: ['/declaration/mother'],
    };
    const groups = [
      { id: 'parents', title: null, help: null, repeat: null, person: null, fields: [parents] },
    ];
    const blocks = view.blocks.map((block) =>
      block.id === 'declaration' ? { ...block, groups: [...groups, ...block.groups] } : block,
    );
    const form = opened({ ...view, blocks, form: put(view.form, '/declaration/mother', undefined) });
    await form.people.scan(form.standing(0), fixtures.SCANNED);

    const [also] = form.people.also(noteOf(form, 0));
    await Promise.all([also?.run(), also?.run()]);
    expect(form.written('/declaration/mother/name')).toBe('Nguyễn Thị Lan');
    form.people.undo(noteOf(form, 1));

    expect(form.written('/declaration/mother/name')).toBeUndefined();
  });
});

describe('a resident who comes late', () => {
  it('is not written over what was typed meanwhile', async () => {
    const form = opened(birth());
    form.draft.type(NAME, 'lan');

    const taking = form.take(0);
    form.draft.type(NAME, 'Lò Thị Đào');
    await taking;

    expect(form.written(NAME)).toBe('Lò Thị Đào');
    expect(noteOf(form, 0).differs.map(({ value }) => value)).toEqual(['Nguyễn Thị Lan']);
  });
});

describe('rows that move', () => {
  const three = () => opened(household([{ name: 'A' }, {}, {}]));

  it('take the notes of their people along', async () => {
    const form = three();
    await form.take(1);
    await form.take(2);
    form.draft.choose(fixtures.MEMBERS, [{ name: 'Nguyễn Thị Lan' }, { name: 'Nguyễn Thị Lan' }]);
    form.people.moveRows(fixtures.MEMBERS, (row) => (row === 0 ? null : row - 1));
    await form.draft.flush();

    form.people.undo(noteOf(form, 0));

    expect(form.people.note(`${fixtures.MEMBERS}/2/name`)).toBeNull();
    expect(form.people.unconfirmed.map(({ standing }) => standing.title)).toEqual(['Người thứ 2']);
    expect(form.written(fixtures.MEMBERS)).toEqual([{}, { name: 'Nguyễn Thị Lan' }]);
  });

  it('give up the note of who is gone, and take it back', async () => {
    const form = three();
    await form.take(1);

    const gone = form.people.moveRows(fixtures.MEMBERS, (row) => (row === 1 ? null : row));
    expect(form.people.unconfirmed).toEqual([]);
    form.people.bring(gone);

    expect(form.people.unconfirmed).toHaveLength(1);
  });
});

describe('what nobody has confirmed', () => {
  it('is not asked of somebody who is no longer on the page', async () => {
    const form = opened(household([{ name: 'A' }, {}]));
    await form.take(1);

    form.draft.choose(fixtures.MEMBERS, [{ name: 'A' }]);
    await form.draft.flush();

    expect(form.people.unconfirmed).toEqual([]);
  });

  it('is asked on the next visit, until it is confirmed', async () => {
    const form = opened(birth());
    await form.take(0);
    const [again] = peopleOf(form.draft).unconfirmed;

    expect(again?.standing.title).toBe('Người nộp');
    form.people.confirm(noteOf(form, 0));
    expect(peopleOf(form.draft).note(NAME)).toBeNull();
  });

  it('is forgotten with the desk and with the dossier', async () => {
    const form = opened(birth());
    await form.take(0);

    forgetPeople();
    const afterLock = peopleOf(form.draft).note(NAME);
    await form.take(0);
    form.people.forget();

    expect([afterLock, form.people.note(NAME), peopleOf(form.draft).note(NAME)]).toEqual([null, null, null]);
  });
});
