import { afterEach, expect, it, vi } from 'vitest';
import { clearToasts, toast, toasts, undoLast } from './toasts.svelte';

afterEach(clearToasts);

const said = () => toasts().map(({ said }) => said);

it('says the same only once, as the last', () => {
  toast('Đã bắt đầu gửi.');
  toast('Đã chép.');
  toast('Đã bắt đầu gửi.');

  expect(said()).toEqual(['Đã chép.', 'Đã bắt đầu gửi.']);
});

it('says no more than three things at once', () => {
  for (const one of ['1', '2', '3', '4']) toast(one);

  expect(said()).toEqual(['2', '3', '4']);
});

it('leaves nothing to take back once all are gone', () => {
  const undo = vi.fn();
  toast('Đã bỏ hồ sơ.', undo);

  clearToasts();

  expect([said(), undoLast(), undo.mock.calls.length]).toEqual([[], false, 0]);
});
