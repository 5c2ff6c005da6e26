/** Which icon stands for which standing. The colour is the tone's; the word is the desk's. */
import type { StandingWord, Tone } from '$lib/bridge';
import * as icons from './icons';
import type { Icon } from './icons';

const BY_WORD: Record<StandingWord, Icon> = {
  draft: icons.Pencil,
  queued: icons.Hourglass,
  sending: icons.Send,
  delivered: icons.Delivered,
  received: icons.FileCheck,
  processing: icons.CircleDot,
  supplement_asked: icons.Alert,
  fee_asked: icons.Coins,
  finished: icons.CheckCircle,
  returned: icons.CheckCircle,
  refused: icons.Ban,
  stopped: icons.Stop,
  withdrawn: icons.Undo,
  set_aside: icons.Alert,
  discarded: icons.Trash,
  held_up: icons.Pause,
};

const BY_TONE: Record<Tone, Icon> = {
  quiet: icons.Circle,
  wait: icons.Hourglass,
  moving: icons.Send,
  good: icons.CheckCircle,
  ask: icons.Alert,
  bad: icons.Stop,
};

/** The icon of a standing; a word that is newer than this window gets that of its tone. */
export function iconOf({ word, tone }: { word: string; tone: Tone }): Icon {
  return (BY_WORD as Partial<Record<string, Icon>>)[word] ?? BY_TONE[tone];
}
