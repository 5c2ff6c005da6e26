/** How the person wants the window: language, theme, size, sheet, keys. The desk keeps it. */
import { api } from './api';
import type { Prefs } from './bridge';
import { changedKeys, setKeys } from './keys';
import { language, setLanguage } from './words';

/** The look that was set last, for the locked screen, where the desk cannot be asked. */
const KEPT = 'nopho-look';

let look = $state.raw<Pick<Prefs, 'theme' | 'scale' | 'paper'>>({ theme: 'light', scale: 100, paper: 'a4' });

export function prefs(): Prefs {
  return { language: language(), ...look, keys: changedKeys() };
}

/** Asks the desk and applies what it says. */
export async function loadPrefs(): Promise<void> {
  apply(await api.prefs.get());
}

/** Changes some of it, here and at the desk. Throws a `Spoken`. */
export async function setPrefs(some: Partial<Prefs>): Promise<void> {
  apply(await api.prefs.set({ ...prefs(), ...some }));
}

/** Applies the look that was set last on this machine. */
export function recallLook(): void {
  const [language, theme, scale] = (localStorage.getItem(KEPT) ?? '').split(' ');
  apply({
    language: language === 'en' ? 'en' : 'vi',
    theme: theme === 'contrast' ? 'contrast' : 'light',
    scale: scale === '125' ? 125 : scale === '150' ? 150 : 100,
    paper: look.paper,
    keys: {},
  });
}

function apply({ language, theme, scale, paper, keys }: Prefs): void {
  look = { theme, scale, paper };
  setLanguage(language);
  setKeys(keys);
  document.documentElement.dataset['theme'] = theme;
  document.documentElement.dataset['scale'] = String(scale);
  localStorage.setItem(KEPT, `${language} ${theme} ${scale}`);
}
