/** `nopho serve`: the window in the machine's own browser, over HTTP on this machine. */
import type { Attached, Changed, Packages } from '$lib/bridge';
import { say } from '$lib/words';
import { EVERYTHING, changedFrom, isSpoken, spoken } from './spoken';
import type { Handed, Transport } from './transport';

const KEPT = 'nopho-token';
/** Bytes; what is sent after the page is gone may have 64 KiB. */
const MOST_KEPT = 60_000;

/** Takes the token out of the address bar, once; a reload finds it in the session's storage. */
export function takeToken(location: Location, history: History, kept: Storage): string {
  const given = /(?:^#|&)token=([^&]+)/.exec(location.hash)?.[1];
  if (!given) return kept.getItem(KEPT) ?? '';
  const token = decodeURIComponent(given);
  kept.setItem(KEPT, token);
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return token;
}

export function serve(token: string): Transport {
  const headers = { 'x-nopho-token': token };
  const ticket = `t=${encodeURIComponent(token)}`;
  return {
    name: 'serve',
    async call(command, args, language) {
      const body = JSON.stringify({ command, args, language });
      // The last words outlive the page. One at a time, for what outlives it is limited in all.
      const keepalive = command === 'drafts.type' && sizeOf(body) <= MOST_KEPT;
      return answer('/call', { ...headers, 'content-type': 'application/json' }, body, keepalive);
    },
    async attach({ bytes, ...rest }: Handed) {
      const path = `/attach?${new URLSearchParams(rest).toString()}`;
      const octets = { ...headers, 'content-type': 'application/octet-stream' };
      return (await answer(path, octets, new Uint8Array(bytes))) as Attached;
    },
    async bring(bytes, language) {
      const path = `/bring?${new URLSearchParams({ language }).toString()}`;
      const octets = { ...headers, 'content-type': 'application/octet-stream' };
      return (await answer(path, octets, new Uint8Array(bytes))) as Packages;
    },
    assetUrl: (path) => `/asset/${path}?${ticket}`,
    onChanged: line(`/events?${ticket}`),
    // A browser writes where it is told to by its own settings.
    pickPlace: () => Promise.resolve(null),
  };
}

/** One line for the whole page: a browser allows six to one place, and the calls need theirs. */
function line(address: string): Transport['onChanged'] {
  const ears = new Set<(changed: Changed) => void>();
  let source: EventSource | undefined;

  function open(): EventSource {
    const opened = new EventSource(address);
    let isFirst = true;
    opened.onopen = () => {
      // What happened while the line was down was told to nobody.
      if (!isFirst) EVERYTHING.forEach(tell);
      isFirst = false;
    };
    opened.onmessage = (message: MessageEvent<string>) => {
      const changed = changedFrom(parsed(message.data));
      if (changed) tell(changed);
    };
    return opened;
  }

  function tell(changed: Changed): void {
    ears.forEach((hear) => hear(changed));
  }

  return (hear) => {
    ears.add(hear);
    source ??= open();
    return () => {
      ears.delete(hear);
      if (ears.size > 0) return;
      source?.close();
      source = undefined;
    };
  };
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

async function answer(
  path: string,
  headers: Record<string, string>,
  body: BodyInit,
  keepalive = false,
): Promise<unknown> {
  const asked = { method: 'POST', headers, body, cache: 'no-store', keepalive } as const;
  const response = await fetch(path, asked).catch((failure: unknown) => {
    throw spoken(failure);
  });
  const said = parsed(await response.text().catch(() => ''));
  if (response.ok) return said;
  if (isSpoken(said)) throw spoken(said);
  if (response.status === 401 || response.status === 403) {
    throw { kind: 'locked', code: 'host-stranger', said: say('host-stranger'), gaps: [], trace: [] };
  }
  throw spoken(new Error(`HTTP ${response.status}`));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
