// One dossier at the real window, by the keyboard alone: from F2 to the resident's paper, to the
// gateway, and to the paper again with the agency's own code.
// usage: node journey.mjs --driver URL --program FILE --data DIR --passphrase-file FILE --gateway DIR
//        --programs DIR --shown DIR --out DIR
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Answers } from './answers.mjs';
import { drop, PDF } from './dossier.mjs';
import { Needles } from './needles.mjs';
import { Papers } from './papers.mjs';
import { cutOff, exampleOf, Gateway } from './programs.mjs';
import { inTheWindow } from './window.mjs';

const PROCEDURE = '1.001193';
const LOCK = 'Khóa màn hình';
const HALFWAY = 'field:/declaration/child/hometown';
const names = ['driver', 'program', 'data', 'passphrase-file', 'gateway', 'programs', 'shown', 'out'];
const { values: given } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});

const example = exampleOf(given.programs, given.data, PROCEDURE);
const gateway = new Gateway(given.programs, given.gateway);
const papers = new Papers(given);
const seen = (what) => console.log(`   seen: ${what}`);

await inTheWindow(given, async (window) => {
  await window.keyboard.watchTouches();
  await unlock(window);
  await window.picture('hom-nay');
  const dossier = await begin(window);
  await fillIn(window, dossier);
  await turn(window);
  const code = await submit(window, dossier);
  await printProvisional(window, code);
  await lockOverNoon(window);
  await unlock(window);
  await send(window, dossier, code);
  const official = await hearOfOfficial(window, code);
  await printOfficial(window, code, official);
  await printWithoutViewer(window, official);
  assert.deepEqual(await window.keyboard.touches(), [], 'no mouse was used');
  seen('not one press of a mouse in all this');
  await losePower();
});

await inTheWindow(given, async (window) => {
  await isLocked(window);
  assert.deepEqual(papers.lent(), []);
  seen('cut off with a paper in it, the hand-out folder is empty once the program is there again');
});
await nobodyIsLeftBehind();

async function unlock(window) {
  await window.keyboard.until('the passphrase is asked for', ({ kind }) => kind === 'password');
  await window.keyboard.type(readFileSync(given['passphrase-file'], 'utf8').trim());
  await window.keyboard.press('Enter');
  await window.until('the desk is open', async () => (await window.ask('host.status')).state === 'open');
  const { operator } = await window.ask('desk.status');
  await window.shows(operator);
  seen(`the desk is open, and it is ${operator} who works`);
}

async function begin(window) {
  await window.keyboard.press('F2');
  await window.keyboard.until('a procedure is asked for', ({ kind }) => kind === 'text');
  await window.keyboard.type('khai sinh');
  await window.keyboard.press('Enter');
  await window.keyboard.until('the form is there', ({ place }) => place.startsWith('field:'));
  await window.shows(PROCEDURE);
  seen(`F2, two words, Enter: the form of ${PROCEDURE}`);
  return (await window.address()).split('/').at(-1);
}

async function fillIn(window, dossier) {
  const answers = new Answers(window, dossier, example);
  await answers.typeAll((place) => place === HALFWAY && window.picture('dang-nhap-to-khai'));
  await window.picture('to-khai-da-nhap');
  seen('the whole form was typed, and the desk has it letter by letter');
  await answers.closeGaps(async (paper) => {
    await drop(window, paper, { name: `${paper}.pdf`, bytes: await scanOf(window, dossier, paper) });
    await window.shows(`${paper}.pdf`);
  });
  await window.shows('Không còn thiếu gì');
  await window.picture('du-giay-to');
}

/** The declaration comes back signed from the scanner; to a computer it is the same sheet. */
async function scanOf(window, dossier, paper) {
  const { signed_as: signedAs } = await window.ask('drafts.open', { dossier });
  if (paper !== signedAs) return Buffer.from(PDF);
  await window.keyboard.press('Ctrl+P');
  const { file, text } = await papers.opened(window, 'to-khai-de-ky');
  holds(text, [example.submitter.name, example.declaration.child.name, example.declaration.father.name]);
  return readFileSync(file);
}

/** The screen is turned to the resident, and back. */
async function turn(window) {
  await window.keyboard.press('F8');
  await window.shows('Xin ông, bà xem lại');
  await window.shows(example.declaration.child.name);
  await window.picture('moi-xem-lai');
  await window.keyboard.press('F8');
  await window.hides('Xin ông, bà xem lại');
}

async function submit(window, dossier) {
  await window.keyboard.press('Ctrl+Shift+Enter');
  await window.shows('Cơ quan chưa tiếp nhận hồ sơ này');
  const { shown } = await window.ask('dossiers.open', { dossier });
  await window.shows(shown.provisional_code);
  await window.keyboard.until('Enter would print', ({ kind, name }) => kind === 'button' && /^In /.test(name));
  await window.picture('da-nop');
  seen(`it was handed in as ${shown.provisional_code}`);
  return shown.provisional_code;
}

async function printProvisional(window, code) {
  await window.keyboard.press('Enter');
  const { text } = await papers.opened(window, 'giay-ma-tam');
  holds(text, [code, example.submitter.name]);
  seen('Enter: the resident has a paper with the provisional code');
}

/** Whoever leaves the desk locks it, and no paper stays behind. */
async function lockOverNoon(window) {
  assert.notDeepEqual(papers.lent(), [], 'a paper lies in the hand-out folder as long as it is looked at');
  await window.keyboard.press('Alt+7');
  await window.find('button', LOCK);
  // First its line in the list of settings, then the button itself, below the heading that this leads to.
  await window.keyboard.reach(LOCK);
  await window.keyboard.press('Enter');
  await window.keyboard.until('its heading has the focus', ({ kind, name }) => kind === 'h2' && name === LOCK);
  await window.keyboard.press('Tab');
  await window.keyboard.press('Enter');
  await isLocked(window);
  assert.deepEqual(papers.lent(), []);
  seen('the desk is locked, and the hand-out folder is empty');
}

async function send(window, dossier, code) {
  await openDossier(window, dossier, code);
  await sendingBrings(window, 'it arrived', () => gateway.arrived(code).length > 0);
  assert.deepEqual(gateway.arrived(code).map((line) => line.deliveries), [1]);
  await window.shows('đã nhận đủ tệp');
  await window.picture('da-gui');
  seen('F9: it is at the gateway, once');
}

/** Finds a dossier by its code, and opens its page. */
async function openDossier(window, dossier, code) {
  await window.keyboard.press('Alt+2');
  await window.until('dossiers can be looked for', async () => {
    await window.keyboard.press('Ctrl+k');
    return (await window.keyboard.focus()).kind === 'text';
  });
  await window.keyboard.type(code);
  await window.until('its page is open', async () => {
    await window.keyboard.press('Enter');
    return (await window.address()).endsWith(`#/dossier/${dossier}`);
  });
  await window.shows(code);
}

async function hearOfOfficial(window, code) {
  const official = gateway.takeIn(code);
  await sendingBrings(window, 'the page says the official code', () => window.says(official));
  seen(`the agency took it in as ${official}, and the dossier's page says so`);
  return official;
}

/** F9, and again only when what that began has come to its end and brought nothing. */
async function sendingBrings(window, what, isSo) {
  let { tried_at: before } = await window.ask('road.show');
  await window.keyboard.press('F9');
  await window.until(what, async () => {
    if (await isSo()) return true;
    const { is_sending: isSending, tried_at: tried } = await window.ask('road.show');
    if (!isSending && tried !== before) {
      before = tried;
      await window.keyboard.press('F9');
    }
    return false;
  });
}

async function printOfficial(window, code, official) {
  await window.shows(`Đã có mã chính thức ${official}`);
  await window.picture('ma-chinh-thuc');
  await window.keyboard.press('Ctrl+P');
  const { text } = await papers.opened(window, 'giay-ma-chinh-thuc');
  holds(text, [official, code, example.submitter.name]);
  await window.hides(`Đã có mã chính thức ${official}`);
  await window.picture('da-in-lai');
  seen('Ctrl+P: the resident has a paper with the official code');
}

/** Then the window itself shows the paper. */
async function printWithoutViewer(window, official) {
  papers.refuseToShow(true);
  await window.keyboard.press('Ctrl+P');
  await window.shows('Máy này không có chương trình nào mở được tệp PDF');
  await window.frameShows('Ảnh, tệp: Giấy tiếp nhận', official);
  await window.picture('may-khong-co-trinh-xem');
  await window.keyboard.press('Escape');
  await window.hides('Máy này không có chương trình nào mở được tệp PDF');
  papers.refuseToShow(false);
  seen('no program of the machine opens it: the window shows the paper itself');
}

async function losePower() {
  assert.notDeepEqual(papers.lent(), []);
  cutOff(given.program);
  assert.notDeepEqual(papers.lent(), [], 'nobody was there to clear it away');
}

/** A driven window keeps its profile, which the clerk's own never does; even so nobody is in it. */
async function nobodyIsLeftBehind() {
  const { submitter, declaration } = example;
  const { child, mother, father, birth_certificate: certificate } = declaration;
  const texts = [submitter.name, submitter.number.value, submitter.phone, submitter.address.detail, mother.number];
  const passphrase = readFileSync(given['passphrase-file'], 'utf8').trim();
  const needles = new Needles([...texts, child.name, father.name, certificate.number, child.hometown, passphrase]);
  assert.deepEqual(await needles.foundBelow(given.data, `${given.data}.webview`), []);
  seen('nobody, no paper and no passphrase is in any file of the desk or of the window');
}

async function isLocked(window) {
  await window.shows('Mở khóa');
  assert.equal((await window.ask('host.status')).state, 'locked');
}

function holds(text, wanted) {
  for (const one of wanted) assert.ok(text.includes(one.normalize('NFC')), `the paper says ${one}: ${text}`);
}
