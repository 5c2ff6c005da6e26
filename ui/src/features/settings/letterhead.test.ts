import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Letterhead } from '$lib/bridge';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type Fake } from '$lib/host/fake';
import { LETTERHEAD } from '$lib/host/fixtures';
import { head } from './letterhead.svelte';
import PaperSection from './PaperSection.svelte';

let desk: Fake;
const sets = () => desk.calls.filter(({ command }) => command === 'letterhead.set').map(({ args }) => args);
const trimmed = (args: object) =>
  Object.fromEntries(Object.entries(args as Letterhead).map(([name, text]) => [name, text.trim()]));

function known(answers = {}): void {
  desk = fake({ ...FIRST_WORLD, pauseMs: 0 }, { 'letterhead.set': trimmed, ...answers });
  use(desk);
}

beforeEach(() => known());

describe('the letterhead', () => {
  it('is saved whole when the focus goes, and stands as the desk keeps it', async () => {
    const typed = head(LETTERHEAD);

    typed.type('agency', '  TRUNG TÂM ');
    await typed.leave('agency');

    expect(sets()).toEqual([{ ...LETTERHEAD, agency: '  TRUNG TÂM ' }]);
    expect([typed.value('agency'), typed.isUnsaved]).toEqual(['TRUNG TÂM', false]);
    expect(typed.savedAt).not.toBeNull();
  });

  it('takes no space away from under the fingers', async () => {
    const typed = head(LETTERHEAD);

    typed.type('agency', 'TRUNG ');
    await typed.save();

    expect([typed.value('agency'), typed.isUnsaved]).toEqual(['TRUNG ', false]);
  });

  it('saves once more what was typed while it was being saved', async () => {
    const typed = head(LETTERHEAD);
    typed.type('agency', 'TRUNG');
    const first = typed.save();

    typed.type('agency', 'TRUNG TÂM');
    await Promise.all([first, typed.leave('agency')]);
    await vi.waitFor(() => expect(typed.isUnsaved).toBe(false));

    expect(sets().map((one) => one['agency'])).toEqual(['TRUNG', 'TRUNG TÂM']);
    expect(typed.value('agency')).toBe('TRUNG TÂM');
  });

  it('keeps what was typed when the desk cannot take it, and says so', async () => {
    known({
      'letterhead.set': () => {
        throw { kind: 'input', code: 'letterhead', said: 'Dòng này dài quá.', gaps: [], trace: [] };
      },
    });
    const typed = head(LETTERHEAD);

    typed.type('place', 'Lộc Bình');
    await typed.leave('place');

    expect([typed.value('place'), typed.isUnsaved, typed.error?.said]).toEqual([
      'Lộc Bình',
      true,
      'Dòng này dài quá.',
    ]);
  });

  it('asks the desk nothing while nothing was typed', async () => {
    await head(LETTERHEAD).leave('agency');

    expect(sets()).toEqual([]);
  });
});

describe('its section', () => {
  it('saves while somebody types, and says when', async () => {
    const user = userEvent.setup();
    render(PaperSection);

    await user.type(await screen.findByLabelText('Tên cơ quan'), 'TRUNG TÂM');
    await user.tab();

    expect(await screen.findByText(/^Đã lưu \d\d:\d\d/)).toBeInTheDocument();
    expect(sets().at(-1)).toMatchObject({ agency: 'TRUNG TÂM', superior: LETTERHEAD.superior });
  });

  it('keeps the sheet among the wishes of the desk', async () => {
    const user = userEvent.setup();
    render(PaperSection);

    await user.click(await screen.findByRole('radio', { name: /A5/ }));

    await vi.waitFor(() => expect(desk.calls.at(-1)).toMatchObject({ args: { paper: 'a5' } }));
    expect(desk.calls.at(-1)?.command).toBe('prefs.set');
  });
});
