import type { FormView, SpokenGap } from '$lib/bridge';
import { birthForm } from '$lib/host/fixtures';
import { setLanguage } from '$lib/words';
import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import GapList from './GapList.svelte';
import PaperWarnings from './PaperWarnings.svelte';
import { warningsOf } from './places';

const OTHER = {
  dossier_id: '019aa5c2-2222-7000-8000-000000000000',
  provisional_code: 'LS07-261102-M4TX9K-2',
};
const warning = (path: string, more: Partial<SpokenGap> = {}): SpokenGap => ({
  path,
  code: 'same-person',
  said: `Nên xem ${path}`,
  is_warning: true,
  other: null,
  ...more,
});
const warned = (...warnings: SpokenGap[]): FormView => ({ ...birthForm(), missing: [], warnings });
const link = { name: `Mở hồ sơ ${OTHER.provisional_code}` };

beforeEach(() => setLanguage('vi'));

describe('a dossier that may be a double', () => {
  it('is opened from the list of what is worth another look', () => {
    const view = warned(warning('/submitter', { other: OTHER }), warning('/owner'));

    render(GapList, { view, onjump: () => undefined });

    const links = screen.getAllByRole('link');
    expect(links).toHaveLength(1);
    expect(screen.getByRole('link', link)).toHaveAttribute('href', `#/dossier/${OTHER.dossier_id}`);
  });

  it('is opened from the paper whose file it has', () => {
    render(PaperWarnings, { warnings: [warning('/pages/to-khai', { other: OTHER })] });

    expect(screen.getByText('Nên xem /pages/to-khai')).toBeInTheDocument();
    expect(screen.getByRole('link', link)).toHaveAttribute('href', `#/dossier/${OTHER.dossier_id}`);
  });
});

describe('the warnings of a paper', () => {
  it('are those of its own files and of what stands for it, and no others', () => {
    const own = warning('/pages/giay-chung-sinh');
    const instead = warning('/pages/giay-cam-doan');
    const view = warned(warning('/submitter'), own, instead, warning('/pages/to-khai'));
    const paper = view.papers.find(({ id }) => id === 'giay-chung-sinh');
    if (!paper) throw new Error('the fixture has no such paper');

    expect(warningsOf(paper, view)).toEqual([own, instead]);
  });
});
