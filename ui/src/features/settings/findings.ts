/** What the desk found, in words, each with how much it needs a person. */
import type { Examined, Gateway, Probed } from '$lib/bridge';
import { bytes, fullTime } from '$lib/format';
import { say } from '$lib/words';

/** well: as it should be. note: good to know. ask: needs a look. bad: needs whoever mends the program. */
export type Finding = { tone: 'well' | 'note' | 'ask' | 'bad'; said: string };

const MINUTE_MS = 60_000;
/** The form itself; nobody attaches one. */
const OWN = 'application/json';
const MEDIA: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };

/** How far the clock is off; `ms` is what has to be added to it. Null: it is right. */
export function clockSaid(ms: number | null): string | null {
  if (ms === null) return null;
  const amount = amountSaid(Math.abs(ms));
  return ms > 0 ? say('settings-clock-behind', { amount }) : say('settings-clock-ahead', { amount });
}

function amountSaid(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < 120) return say('settings-minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? say('settings-hours', { count: hours })
    : say('settings-days', { count: Math.round(hours / 24) });
}

/** What an examination found; what needs a person comes first. */
export function findings(examined: Examined): Finding[] {
  const all = [
    ...keysFound(examined),
    ...filesFound(examined),
    ...clockFound(examined),
    note(say('settings-found-dossiers', { count: sum(examined.dossiers.map((one) => one.dossiers)) })),
  ];
  const weight = { bad: 0, ask: 1, well: 2, note: 3 };
  return all.sort((one, other) => weight[one.tone] - weight[other.tone]);
}

function keysFound({ slots, recovery_confirmed, keys, journal, database }: Examined): Finding[] {
  const ways = slots.map((slot) => say(`settings-way-${slot}`)).join(', ');
  const found: Finding[] = [note(say('settings-found-ways', { ways }))];
  if (!recovery_confirmed) found.push(ask(say('settings-found-card')));
  if (keys === 'one') found.push(ask(say('settings-found-keys-one')));
  if (keys === 'mended') found.push(note(say('settings-found-keys-mended')));
  if (database.length === 0) found.push(well(say('settings-found-database')));
  else found.push(bad(say('settings-found-database-bad', { what: database.join('; ') })));
  if (!journal) found.push(bad(say('settings-found-journal-unreadable')));
  else if (journal.broken_at !== null) {
    found.push(bad(say('settings-found-journal-broken', { row: journal.broken_at })));
  } else found.push(well(say('settings-found-journal', { rows: journal.entries })));
  return found;
}

function filesFound(examined: Examined): Finding[] {
  const { files_right, identities_mended, files_swept, papers_left } = examined;
  const found = examined.files_damaged.map(({ file, provisional_code: code, paper }) =>
    bad(
      paper === null
        ? say('settings-found-file-bad', { file, code })
        : say('settings-found-paper-bad', { file, code }),
    ),
  );
  if (papers_left > 0) found.push(ask(say('settings-found-papers-left', { count: papers_left })));
  if (files_right > 0) found.push(well(say('settings-found-files', { count: files_right })));
  if (identities_mended > 0) found.push(note(say('settings-found-identities', { count: identities_mended })));
  if (files_swept > 0) found.push(note(say('settings-found-swept', { count: files_swept })));
  return found;
}

function clockFound({ clock }: Examined): Finding[] {
  const off = clockSaid(clock.off_ms);
  if (off) return [ask(off)];
  if (clock.trust === 'suspect') {
    const args = { now: moment(clock.now), latest: moment(clock.latest_seen) };
    return [ask(say('settings-found-clock-suspect', args))];
  }
  const now = moment(clock.now);
  return clock.trust === 'checked'
    ? [well(say('settings-found-clock-checked', { now }))]
    : [note(say('settings-found-clock-unchecked', { now }))];
}

/** How the gateway was found just now. */
export function probeFound(probed: Probed, version: string): Finding[] {
  const found = [well(say('settings-probe-there', { name: probed.name, took: probed.took_ms }))];
  if (probed.certificate === 'out_of_dates') found.push(ask(say('settings-probe-certificate')));
  if (isOlder(version, probed.min_client)) {
    found.push(ask(say('settings-probe-old', { version, wanted: probed.min_client })));
  }
  return found;
}

/** Whether a version comes before another one. */
export function isOlder(version: string, than: string): boolean {
  const [mine, wanted] = [version, than].map((text) => text.split(/[.+-]/).map(Number));
  for (const at of [0, 1, 2]) {
    const step = (mine?.[at] || 0) - (wanted?.[at] || 0);
    if (step !== 0) return step < 0;
  }
  return false;
}

/** What a gateway takes, in one sentence. Null: it has not said so yet. */
export function takesSaid({ takes }: Gateway): string | null {
  if (!takes) return null;
  const media = takes.media
    .filter((type) => type !== OWN)
    .map((type) => MEDIA[type] ?? type)
    .join(', ');
  return say('settings-takes', { media, size: bytes(takes.max_part_bytes), files: takes.max_parts });
}

/** Always with its day: what is wrong with a clock may be the day. */
const moment = fullTime;

const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
const well = (said: string): Finding => ({ tone: 'well', said });
const note = (said: string): Finding => ({ tone: 'note', said });
const ask = (said: string): Finding => ({ tone: 'ask', said });
const bad = (said: string): Finding => ({ tone: 'bad', said });
