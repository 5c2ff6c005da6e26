import { setLanguage } from '$lib/words';
import { render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import HelpDialog from './HelpDialog.svelte';

beforeEach(() => setLanguage('vi'));

describe('the help', () => {
  it('says what Escape does in a dossier, and which keys answer a question', async () => {
    render(HelpDialog, { isOpen: true, version: '1.0.0' });
    const keys = await screen.findByRole('region', { name: /Phím/ });

    const terms = within(keys)
      .getAllByRole('term')
      .map((term) => `${term.textContent} = ${term.nextElementSibling?.textContent.trim()}`);

    expect(terms).toContain('Trong hồ sơ: về Hôm nay, mọi điều đã nhập vẫn được lưu = Esc');
    expect(terms).toContain('Trả lời câu hỏi cạnh người vừa điền = 1 … 9');
  });
});
