import { use } from '$lib/host';
import { fake, FIRST_WORLD } from '$lib/host/fake';
import * as fixtures from '$lib/host/fixtures';
import { go, route } from '$lib/router.svelte';
import { setLanguage } from '$lib/words';
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Begin from './Begin.svelte';

function shown(fails: string[] = []) {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, fails });
  use(desk);
  render(Begin);
  return {
    begun: () => desk.calls.filter(({ command }) => command === 'dossiers.begin'),
    user: userEvent.setup(),
  };
}

beforeEach(() => {
  setLanguage('vi');
  go({ screen: 'new' });
});

describe('a new dossier', () => {
  it('begins with the first that was found, by Enter alone', async () => {
    const { begun, user } = shown();

    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox')));
    await user.keyboard('khai tu{Enter}');

    await waitFor(() => expect(route()).toEqual({ screen: 'form', dossier: fixtures.BEGUN.dossier_id }));
    expect(begun()[0]?.args).toEqual({
      procedure: '1.000656',
      channel: 'direct',
      assistance: 'done_for',
      form: {},
    });
  });

  it('is chosen from the list by arrows, and back again', async () => {
    const { begun, user } = shown();
    await screen.findByRole('button', { name: /khai tử/ });

    await user.keyboard('{ArrowDown}{ArrowUp}');
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');

    await waitFor(() => expect(begun()[0]?.args['procedure']).toBe('1.000656'));
  });

  it('shows first what is only perhaps meant, and begins it by a second Enter', async () => {
    const { begun, user } = shown();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox')));

    await user.keyboard('khai tu ong noi');
    expect(await screen.findByText('Chưa chắc là thủ tục nào', { exact: false })).toBeTruthy();
    await user.keyboard('{Enter}');
    const rows = screen.getAllByRole('button', { name: /khai/ });
    await waitFor(() => expect(document.activeElement).toBe(rows[0]));
    expect(begun()).toEqual([]);

    await user.keyboard('{Enter}');
    await waitFor(() => expect(begun()).toHaveLength(1));
  });

  it('begins nothing by Enter in an empty box', async () => {
    const { begun, user } = shown();
    await screen.findByRole('button', { name: /khai tử/ });

    await user.keyboard('{Enter}');

    expect(begun()).toEqual([]);
  });

  it('says which have no form of their own, and what to do when none is found', async () => {
    const { user } = shown();

    expect(await screen.findByRole('button', { name: /lưu động/ })).toHaveTextContent('Khai theo phần chung');
    await user.type(screen.getByRole('textbox'), 'xyz');

    expect(await screen.findByText('Không có thủ tục nào khớp')).toBeInTheDocument();
  });

  it('takes the way and the help that were chosen, and says why it cannot begin', async () => {
    const { begun, user } = shown(['dossiers.begin']);

    await user.selectOptions(screen.getByRole('combobox', { name: 'Hình thức nộp' }), 'online');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Người nhập' }), 'guided');
    await user.click(await screen.findByRole('button', { name: /khai tử/ }));

    expect(await screen.findByText(/Máy không đọc hoặc ghi được/)).toBeInTheDocument();
    expect(begun()[0]?.args).toMatchObject({ channel: 'online', assistance: 'guided' });
    expect(route().screen).toBe('new');
  });
});
