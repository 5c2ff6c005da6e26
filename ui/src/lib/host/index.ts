/** The one place that knows which host this page has. Failures are thrown as `Spoken`. */
import type { Attached, Changed, JsonObject, PrintBy, Packages } from '$lib/bridge';
import { language } from '$lib/words';
import { serve, takeToken } from './serve';
import { tauri } from './tauri';
import type { Transport } from './transport';

export { isSpoken, spoken } from './spoken';

let transport: Transport | undefined;
let waking: Promise<void> | undefined;

/** Finds the host. Everything else here waits for it. */
export function wake(): Promise<void> {
  waking ??= choose().then((chosen) => {
    transport = chosen;
  });
  return waking;
}

/** Sets the host by hand, for tests. */
export function use(chosen: Transport): void {
  transport = chosen;
  waking = Promise.resolve();
}

export async function call<T>(command: string, args: JsonObject = {}): Promise<T> {
  return (await (await host()).call(command, args, language())) as T;
}

export async function attach(dossier: string, component: string, file: File): Promise<Attached> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const found = await host();
  return found.attach({ dossier, component, name: file.name, bytes, language: language() });
}

export async function bring(file: File): Promise<Packages> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return (await host()).bring(bytes, language());
}

export function assetUrl(path: string): string {
  return transport?.assetUrl(path) ?? '';
}

export async function pickPlace(suggested: string): Promise<string | null> {
  return (await host()).pickPlace(suggested);
}

/** Whether files leave this page as downloads of the browser instead of by a chosen path. */
export function downloads(): boolean {
  return transport?.name !== 'tauri';
}

/** How a paper comes out: through the machine's own program, or shown on this page. */
export function printsBy(): PrintBy {
  return transport?.name === 'tauri' ? 'viewer' : 'page';
}

/** Tells of changes until the returned function is called. */
export function onChanged(hear: (changed: Changed) => void): () => void {
  let stop: (() => void) | undefined;
  let isOver = false;
  void host().then((found) => {
    if (!isOver) stop = found.onChanged(hear);
  });
  return () => {
    isOver = true;
    stop?.();
  };
}

/** Lets the person choose files; an empty list: nobody chose. */
export function pickFiles(accept = '.pdf,.jpg,.jpeg,.png'): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = accept;
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}

async function host(): Promise<Transport> {
  await wake();
  if (!transport) throw new Error('no host');
  return transport;
}

async function choose(): Promise<Transport> {
  if ('__TAURI_INTERNALS__' in window) return tauri();
  if (import.meta.env.DEV && (location.search.includes('fake') || import.meta.env.VITE_FAKE)) {
    const { fake, worldFrom } = await import('./fake');
    return fake(worldFrom(location.search));
  }
  return serve(takeToken(location, history, sessionStorage));
}
