import type { Attached, Changed, JsonObject, Language, Packages } from '$lib/bridge';

/** A paper on its way in. */
export type Handed = {
  dossier: string;
  component: string;
  name: string;
  bytes: Uint8Array;
  language: Language;
};

/** The doors of a host. Every failure is thrown as a `Spoken`. */
export interface Transport {
  readonly name: 'serve' | 'tauri' | 'fake';
  call(command: string, args: JsonObject, language: Language): Promise<unknown>;
  attach(paper: Handed): Promise<Attached>;
  /** Brings a package of the catalogue and takes it into use. */
  bring(bytes: Uint8Array, language: Language): Promise<Packages>;
  /** An address for `<img>`, `<embed>` or a download; `path` as in `pages/<dossier>/<page>`. */
  assetUrl(path: string): string;
  /** Tells of changes until the returned function is called. */
  onChanged(hear: (changed: Changed) => void): () => void;
  /** Asks where to write a file; null: nobody chose, or this host has no such question. */
  pickPlace(suggested: string): Promise<string | null>;
}
