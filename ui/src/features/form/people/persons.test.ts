import type { FormView } from '$lib/bridge';
import { birthForm, CARD, RESIDENT, TAKEN } from '$lib/host/fixtures';
import { describe, expect, it } from 'vitest';
import { put } from '../pointer';
import { residentOffers } from './offers';
import { knownOf, personAround, personBy, persons, plan, valuesOf, type Standing } from './persons';

const view = birthForm();
const [submitter, mother] = persons(view) as [Standing, Standing];
const pathsOf = (fills: { path: string }[]) => fills.map(({ path }) => path);

describe('where people stand', () => {
  it('knows everybody in the order of the page', () => {
    expect(persons(view).map(({ title }) => title)).toEqual(['Người nộp', 'Mẹ']);
  });

  it('looks somebody up by the name, the number and the telephone, and by nothing else', () => {
    expect(personBy(view, '/declaration/mother/number')?.title).toBe('Mẹ');
    expect(personBy(view, '/submitter/phone')?.title).toBe('Người nộp');
    expect(personBy(view, '/submitter/birth')).toBeNull();
  });

  it('takes the person around a field, else the one who hands in', () => {
    expect(personAround(view, '/declaration/mother/married')?.title).toBe('Mẹ');
    expect(personAround(view, '/declaration/child/name')?.title).toBe('Người nộp');
    expect(personAround(view, null)?.title).toBe('Người nộp');
  });
});

describe('an organisation', () => {
  const paths = {
    ...mother.paths,
    is_organisation: true,
    name: '/owner/organisation/name',
    number: '/owner/organisation/number/value',
    number_kind: '/owner/organisation/number/kind',
    representative: '/owner/organisation/representative',
  };
  const organisation: Standing = { paths, title: 'Tổ chức là chủ hồ sơ' };
  const resident = (name: string, is_organisation: boolean) => ({ ...RESIDENT, name, is_organisation });

  it('is offered where an organisation is asked for, and a person where a person is', () => {
    const found = [resident('Nguyễn Thị Lan', false), resident('Công ty Lan Anh 68', true)];
    const names = (standing: Standing) => residentOffers(found, standing).map(({ label }) => label);

    expect(names(organisation)).toEqual([expect.stringContaining('Công ty Lan Anh 68')]);
    expect(names(submitter)).toEqual([expect.stringContaining('Nguyễn Thị Lan')]);
  });

  it('has no card that could be scanned for it', () => {
    const [first, ...others] = view.blocks;
    const group = { ...first?.groups[0], id: 'organisation', title: 'Tổ chức', person: paths };
    const withIt = { ...view, blocks: [first, { ...first, groups: [group] }, ...others] } as FormView;

    expect(persons(withIt).some(({ title }) => title === 'Tổ chức')).toBe(true);
    expect(personAround(withIt, paths.number)?.title).toBe('Người nộp');
  });

  it('brings its number with the kind, and who represents it', () => {
    const known = { ...TAKEN.person, number_kind: 'tax_code', representative: 'Lò Thị Đào' };
    const written = valuesOf(paths, { ...known, number: '0100112437' });

    expect(written).toContainEqual({ path: paths.number_kind, value: 'tax_code' });
    expect(written).toContainEqual({ path: paths.number, value: '0100112437' });
    expect(written).toContainEqual({ path: paths.representative, value: 'Lò Thị Đào' });
  });
});

describe('what is written', () => {
  const empty = ['name', 'number', 'birth', 'sex', 'phone', 'address'].reduce(
    (form, field) => put(form, `/submitter/${field}`, undefined),
    view.form,
  );

  it('fills what is empty', () => {
    const { fills, differs } = plan(submitter, TAKEN.person, empty, view);

    expect(pathsOf(fills)).toEqual([
      '/submitter/name',
      '/submitter/number/value',
      '/submitter/birth',
      '/submitter/sex',
      '/submitter/address/commune',
      '/submitter/address/detail',
      '/submitter/phone',
    ]);
    expect(differs).toEqual([]);
  });

  it('shows what differs and overwrites nothing', () => {
    const form = put(put(empty, '/submitter/name', 'Lò Thị Đào'), '/submitter/phone', '0912345678');

    const { fills, differs } = plan(submitter, TAKEN.person, form, view);

    expect(pathsOf(fills)).not.toContain('/submitter/name');
    expect(differs.map(({ old, value }) => [old, value])).toEqual([['Lò Thị Đào', 'Nguyễn Thị Lan']]);
  });

  it('replaces the words by which somebody was looked up', () => {
    const form = put(empty, '/submitter/name', 'lan');

    const { fills } = plan(submitter, TAKEN.person, form, view, '/submitter/name');

    expect(fills[0]).toEqual({ path: '/submitter/name', value: 'Nguyễn Thị Lan' });
  });

  it('writes no number of another kind where only a citizen has one', () => {
    const passport = { ...TAKEN.person, number_kind: 'passport', number: 'C1234567' };

    expect(valuesOf(mother.paths, passport).map(({ path }) => path)).not.toContain(
      '/declaration/mother/number',
    );
  });

  it('writes only what the form asks for now', () => {
    const { fills } = plan(
      { ...mother, paths: { ...mother.paths, issued: '/nowhere' } },
      CARD.person,
      {},
      view,
    );

    expect(pathsOf(fills)).not.toContain('/nowhere');
  });

  it('reads somebody from the form as they would be written elsewhere', () => {
    const form = {
      declaration: { mother: { name: 'Lò Thị Đào', number: '020190000123', commune: '06565' } },
    };

    expect(knownOf(mother.paths, form)).toMatchObject({
      name: 'Lò Thị Đào',
      number_kind: 'citizen',
      number: '020190000123',
      commune: '06565',
    });
  });
});
