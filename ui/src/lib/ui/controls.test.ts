import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure } from '$lib/host/fixtures/desk';
import { hear } from '$lib/keys';
import Button from './Button.svelte';
import ErrorNotice from './ErrorNotice.svelte';
import Progress from './Progress.svelte';
import SearchBox from './SearchBox.svelte';
import Standing from './Standing.svelte';
import { toast } from './toasts.svelte';
import Toasts from './Toasts.svelte';

const listen = () => window.addEventListener('keydown', hear);
afterEach(() => window.removeEventListener('keydown', hear));

describe('Button', () => {
  it('is pressed by its key too', async () => {
    listen();
    const onclick = vi.fn();
    render(Button, { label: 'Nộp', action: 'submit', onclick });

    await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');

    expect(onclick).toHaveBeenCalledOnce();
    expect(screen.getByRole('button')).toHaveAttribute('aria-keyshortcuts', 'Control+Shift+Enter');
  });

  it('stays in reach and says why it cannot be pressed', async () => {
    const onclick = vi.fn();
    render(Button, { label: 'Nộp', whyNot: 'Còn thiếu 3 mục.', onclick });
    const button = screen.getByRole('button', { name: 'Nộp' });

    await userEvent.tab();
    await userEvent.click(button);

    expect(button).toHaveFocus();
    expect(button).toHaveAccessibleDescription('Còn thiếu 3 mục.');
    expect(onclick).not.toHaveBeenCalled();
  });
});

describe('ErrorNotice', () => {
  it('says the sentence at once and keeps the trace folded', async () => {
    const retry = vi.fn();
    render(ErrorNotice, { error: failure('dossiers.find'), retry });

    await userEvent.click(screen.getByRole('button', { name: /Thử lại/ }));

    expect(screen.getByRole('alert')).toHaveTextContent('Máy không đọc hoặc ghi được tệp dữ liệu');
    expect(document.querySelector('details')?.open).toBe(false);
    expect(retry).toHaveBeenCalledOnce();
  });

  it('is calm about what is only waiting for a network', () => {
    render(ErrorNotice, { error: { ...failure('x'), kind: 'network' } });

    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('status')).toBeInTheDocument();
  });
});

describe('SearchBox', () => {
  it('searches once the text has rested', async () => {
    vi.useFakeTimers();
    const onsearch = vi.fn();
    render(SearchBox, { label: 'Tìm', value: '', onsearch });
    const input = screen.getByRole('textbox');

    for (const value of ['V', 'Vi']) await fireEvent.input(input, { target: { value } });
    vi.advanceTimersByTime(200);
    vi.useRealTimers();

    expect(onsearch.mock.calls).toEqual([['Vi']]);
  });

  it('leaves Enter to Telex while a word is being composed', async () => {
    const onenter = vi.fn();
    render(SearchBox, { label: 'Tìm', value: 'Nguyeenx', onenter });
    const input = screen.getByRole('textbox');

    await fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    await fireEvent.keyDown(input, { key: 'Enter' });

    expect(onenter).toHaveBeenCalledOnce();
  });
});

describe('Toasts', () => {
  it('are said politely and taken back by Ctrl+Z', async () => {
    listen();
    const undo = vi.fn();
    render(Toasts);

    toast('Đã bỏ bản nháp.', undo);
    await screen.findByText('Đã bỏ bản nháp.');
    await userEvent.keyboard('{Control>}z{/Control}');

    expect(undo).toHaveBeenCalledOnce();
    expect(screen.getByRole('status')).toHaveAttribute('aria-live', 'polite');
    expect(screen.queryByText('Đã bỏ bản nháp.')).toBeNull();
  });
});

describe('Standing', () => {
  it('has a word beside its icon, and an icon for a word it does not know', () => {
    const standing = {
      word: 'newer_than_this_window' as 'draft',
      tone: 'ask' as const,
      said: 'mới',
      note: null,
    };
    render(Standing, { standing });

    expect(screen.getByText('mới')).toBeInTheDocument();
    expect(document.querySelector('svg')).not.toBeNull();
  });
});

describe('Progress', () => {
  it('shows numbers, and a hundred only at the end', () => {
    render(Progress, { label: 'Đang gửi', sent: 999_999, total: 1_000_000 });

    expect(screen.getByRole('progressbar', { name: 'Đang gửi' })).toHaveValue(99);
    expect(screen.getByText(/99/)).toBeInTheDocument();
  });
});
