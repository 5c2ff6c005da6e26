import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { use } from '$lib/host';
import { fake, FIRST_WORLD, type World } from '$lib/host/fake';
import { hear } from '$lib/keys';
import { route } from '$lib/router.svelte';
import Frame from './Frame.svelte';

const children = createRawSnippet(() => ({ render: () => '<h1>Hôm nay</h1>' }));

function shown(some: Partial<World> = {}) {
  const desk = fake({ ...FIRST_WORLD, pauseMs: 0, ...some });
  use(desk);
  render(Frame, { screens: ['today', 'find', 'queue'], onhelp: vi.fn(), children });
  return desk;
}

beforeEach(() => window.addEventListener('keydown', hear));
afterEach(() => window.removeEventListener('keydown', hear));

describe('the frame', () => {
  it('says that it is offline without an alarm', async () => {
    shown({ road: 'offline' });

    const strip = screen.getByRole('region', { name: 'Đường gửi hồ sơ' });
    await within(strip).findByText(/Không có mạng · 12 hồ sơ chờ gửi, an toàn trên máy này/);

    expect(strip).not.toHaveClass('trouble');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says what waits for the clerk, and leads there, where nothing waits for the road', async () => {
    shown({ road: 'aside' });

    const strip = screen.getByRole('region', { name: 'Đường gửi hồ sơ' });
    await within(strip).findByText(/Có 1 hồ sơ cần xem lại/);

    expect(strip).toHaveClass('trouble');
    expect(within(strip).getByRole('link', { name: 'Xem hồ sơ' })).toHaveAttribute('href', '#/queue');
    expect(within(strip).getByRole('button', { name: /Gửi ngay/ })).toBeVisible();
  });

  it('shows the places that are there, and no other', async () => {
    shown();

    const nav = screen.getByRole('navigation');
    await within(nav).findByText(/12 hồ sơ chờ gửi/);

    expect(within(nav).getAllByRole('link')).toHaveLength(3);
    expect(within(nav).queryByText('Cài đặt')).toBeNull();
  });

  it('goes by its keys, and not to a place that is not there', async () => {
    shown();

    await userEvent.keyboard('{Alt>}3{/Alt}{Alt>}7{/Alt}');

    expect(route()).toEqual({ screen: 'queue' });
  });

  it('sends when F9 is pressed and asks for the road again', async () => {
    const desk = shown();
    await screen.findByText(/Không có mạng/);

    await userEvent.keyboard('{F9}');

    await waitFor(() => expect(desk.calls.map((call) => call.command)).toContain('road.send'));
    expect(desk.calls.filter((call) => call.command === 'road.show').length).toBeGreaterThan(1);
  });

  it('offers nothing to send where the desk is not enrolled', async () => {
    shown({ road: 'none' });
    await screen.findByText(/chưa ghi danh/);

    expect(screen.queryByRole('button', { name: /Gửi ngay/ })).toBeNull();
  });
});
