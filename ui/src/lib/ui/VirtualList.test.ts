import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { moved } from './moves';
import VirtualList from './VirtualList.svelte';

const row = createRawSnippet<[unknown, number]>((thing) => ({
  render: () => `<div role="gridcell">${String(thing())}</div>`,
}));

function list(count: number, more: Record<string, unknown> = {}) {
  return render(VirtualList, {
    label: 'Hồ sơ',
    count,
    at: (index: number) => `hồ sơ ${index}`,
    row,
    columns: '1fr',
    ...more,
  });
}

const rows = () => screen.getAllByRole('row');
const here = () => document.activeElement?.textContent?.trim();
const nextPicture = () => new Promise((seen) => setTimeout(seen, 50));

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(560);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(560);
});

describe('VirtualList', () => {
  it('renders what is in sight of 5,000 rows and says how many there are', () => {
    list(5000, { heads: ['Người'] });

    expect(rows().length).toBeLessThan(40);
    expect(screen.getByRole('grid', { name: 'Hồ sơ' })).toHaveAttribute('aria-rowcount', '5001');
    expect(rows()[1]).toHaveAttribute('aria-rowindex', '2');
  });

  it('has one stop for Tab and moves within by arrows', async () => {
    list(5000);
    const user = userEvent.setup();

    await user.tab();
    const first = here();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await nextPicture();

    expect([first, here()]).toEqual(['hồ sơ 0', 'hồ sơ 2']);
    expect(rows().filter((row) => row.tabIndex === 0)).toHaveLength(1);
  });

  it('opens the row under the focus with Enter, and any row with a click', async () => {
    const onopen = vi.fn();
    list(3, { onopen });
    const user = userEvent.setup();

    await user.tab();
    await user.keyboard('{Enter}');
    await user.click(screen.getByText('hồ sơ 2'));

    expect(onopen.mock.calls.map(([, index]) => index)).toEqual([0, 2]);
  });

  it('says which places are in sight', () => {
    const onsight = vi.fn();

    list(5000, { onsight });

    expect(onsight).toHaveBeenCalled();
    expect(onsight.mock.lastCall?.[0]).toBe(0);
  });
});

describe('moved', () => {
  it('stays within the list', () => {
    expect(moved('ArrowUp', 0, 10, 5)).toBe(0);
    expect(moved('PageDown', 8, 10, 5)).toBe(9);
    expect([moved('Home', 8, 10, 5), moved('End', 0, 10, 5)]).toEqual([0, 9]);
  });

  it('leaves other keys and empty lists alone', () => {
    expect([moved('a', 3, 10, 5), moved('End', 0, 0, 5)]).toEqual([null, null]);
  });
});
