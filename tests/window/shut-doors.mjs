// What a page must not be able to do, even if somebody got a line of script into it.
import assert from 'node:assert/strict';

const FOREIGN = 'http://127.0.0.1:9/';

export async function doorsAreShut(window) {
  await commandsAreOursAlone(window);
  assert.equal(await window.run(() => typeof window.__TAURI__), 'undefined', 'Tauri is not there by name');
  await scriptsAreOursAlone(window);
  await nothingGoesOut(window);
}

async function commandsAreOursAlone(window) {
  for (const command of ['plugin:event|emit', 'plugin:app|version', 'plugin:webview|create_webview_window']) {
    const asked = window.run((name) => window.__TAURI_INTERNALS__.invoke(name, {}), command);
    await assert.rejects(asked, /not allowed/, command);
  }
}

async function scriptsAreOursAlone(window) {
  await assert.rejects(window.run(() => new Function('return 1')()), /unsafe-eval/);
  const ran = await window.run(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.head.append(script);
    script.remove();
    return window.ran ?? false;
  });
  assert.equal(ran, false, 'an inline script ran');
  assert.equal(await window.run(() => Object.isFrozen(Object.prototype)), true);
}

async function nothingGoesOut(window) {
  const here = await window.address();
  assert.equal(
    await window.run((to) => fetch(to).then(() => 'answered', () => 'refused'), FOREIGN),
    'refused',
  );
  const heard = await window.run(
    (to) =>
      new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
        void fetch(to).catch(() => undefined);
      }),
    FOREIGN,
  );
  assert.equal(heard, 'connect-src', 'it is the policy that refuses');
  assert.equal(await window.run((to) => window.open(to) === null, FOREIGN), true, 'a second window opened');
  await window.run((to) => {
    location.href = to;
  }, FOREIGN);
  // A round trip to the page: had it gone, there would be none.
  await window.run(() => new Promise((done) => requestAnimationFrame(done)));
  assert.equal(await window.address(), here, 'the window went elsewhere');
}
