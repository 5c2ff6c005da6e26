import { describe, expect, it } from 'vitest';
import { birthForm } from '$lib/host/fixtures/birth';
import { facts, isCut } from './facts';

describe('what is told beside the form', () => {
  it('gives the day and the fee with their reasons', () => {
    const view = { ...birthForm(), due_why: '3 ngày làm việc.', fee_why: 'Công bố ghi miễn phí.' };

    const [due, fee] = facts(view);

    expect(due).toMatchObject({ name: 'due', why: '3 ngày làm việc.' });
    expect(fee).toMatchObject({ name: 'fee', why: 'Công bố ghi miễn phí.' });
  });

  it('leaves out what nobody knows', () => {
    const names = facts({ ...birthForm(), present_said: '' }).map(({ name }) => name);

    expect(names).not.toContain('present');
  });

  it('is cut when it is long or has a reason to be opened', () => {
    const fact = { name: 'fee', term: '', said: 'Không thu', why: '' };

    expect(isCut(fact)).toBe(false);
    expect(isCut({ ...fact, why: 'Công bố ghi miễn phí.' })).toBe(true);
    expect(isCut({ ...fact, said: 'x'.repeat(61) })).toBe(true);
  });
});
