/** Finding in a list as people type: without marks, without capitals, from the start of any word. */

/** `H'Mông` and `h mong` are the same. */
export function folded(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  return bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** What the text may mean, the likeliest first; everything for an empty text. */
export function matching<T extends { label: string }>(options: readonly T[], text: string): T[] {
  const sought = folded(text);
  if (sought === '') return [...options];
  const ranked = options.map((option) => ({
    option,
    rank: rankOf(folded(option.label), text, option.label, sought),
  }));
  return ranked
    .filter(({ rank }) => rank !== null)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .map(({ option }) => option);
}

/** The one option that the text names in full; with its marks where the bare name means several. */
export function named<T extends { label: string }>(options: readonly T[], text: string): T | null {
  const sought = folded(text);
  const same = options.filter((option) => sought !== '' && folded(option.label) === sought);
  const exact = same.filter((option) => option.label.normalize('NFC') === text.trim().normalize('NFC'));
  const found = exact.length > 0 ? exact : same;
  return found.length === 1 ? (found[0] ?? null) : null;
}

function rankOf(label: string, text: string, marked: string, sought: string): number | null {
  // Whoever types marks means them: "Tày" before "Tây".
  const isMarked = marked
    .normalize('NFC')
    .toLowerCase()
    .startsWith(text.trim().normalize('NFC').toLowerCase());
  if (isMarked) return 0;
  if (label === sought) return 1;
  if (label.startsWith(sought)) return 2;
  if (` ${label}`.includes(` ${sought}`)) return 3;
  return label.includes(sought) ? 4 : null;
}
