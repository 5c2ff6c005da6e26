/** The desk's own window. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Attached, Packages } from '$lib/bridge';
import { changedFrom, spoken } from './spoken';
import type { Transport } from './transport';

export function tauri(): Transport {
  return {
    name: 'tauri',
    async call(command, args, language) {
      return invoke('call', { command, args, language }).catch(sayIt);
    },
    async attach({ dossier, component, name, bytes, language }) {
      // Headers hold no Vietnamese: file names travel percent-encoded.
      const headers = { dossier, component, name: encodeURIComponent(name), language };
      return (await invoke('attach', bytes, { headers }).catch(sayIt)) as Attached;
    },
    async bring(bytes, language) {
      return (await invoke('bring', bytes, { headers: { language } }).catch(sayIt)) as Packages;
    },
    assetUrl: (path) => convertFileSrc(path, 'nopho'),
    onChanged(hear) {
      const stop = listen('changed', ({ payload }) => {
        const changed = changedFrom(payload);
        if (changed) hear(changed);
      });
      return () => void stop.then((unlisten) => unlisten());
    },
    async pickPlace(suggested) {
      const place: unknown = await invoke('pick_place', { suggested }).catch(() => null);
      return typeof place === 'string' ? place : null;
    },
  };
}

function sayIt(thrown: unknown): never {
  throw spoken(thrown);
}
