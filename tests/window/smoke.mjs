// One walk through the real window: what only this page in this webview on this program can break.
// Everything else about the screens is tried in a browser.
// usage: node smoke.mjs --driver URL --program FILE --data DIR --out DIR
import assert from 'node:assert/strict';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setUp, unlock } from './desk.mjs';
import { beginDossier, dropPaper, PAPER, seeAgain, typeName } from './dossier.mjs';
import { doorsAreShut } from './shut-doors.mjs';
import { inTheWindow } from './window.mjs';

const text = { type: 'string' };
const { values: given } = parseArgs({ options: { driver: text, program: text, data: text, out: text } });

function theWindow(name, walk) {
  console.log(`-- ${name}`);
  return inTheWindow({ ...given, out: path.join(given.out, name) }, walk);
}

const dossier = await theWindow('first-day', async (window) => {
  assert.match(await window.title(), /Nộp Hộ/);
  await refusalIsASentence(window);
  await doorsAreShut(window);
  await setUp(window);
  await window.picture('today');
  const dossier = await beginDossier(window, 'khai sinh', '1.001193');
  await typeName(window, dossier);
  await dropPaper(window);
  await window.picture('form');
  return dossier;
});

await theWindow('next-day', async (window) => {
  await unlock(window);
  await seeAgain(window, dossier);
  await window.picture(`paper-${PAPER}`);
});

async function refusalIsASentence(window) {
  assert.equal((await window.ask('host.status')).state, 'new');
  await assert.rejects(window.ask('desk.status'), ({ thrown }) => {
    assert.equal(thrown.kind, 'locked');
    assert.match(thrown.said, /\.$/u);
    return true;
  });
}
