/** Going from screen to screen. The browser's own back and forward work too. */
import { fromHash, toHash, type Route } from './route';

export type { Route, Screen } from './route';

let current = $state.raw<Route>(fromHash(location.hash));

/** Where the page is. */
export function route(): Route {
  return current;
}

export function go(to: Route): void {
  if (toHash(to) === toHash(current)) return;
  history.pushState(null, '', toHash(to));
  current = to;
}

/** The address of a place, for links. */
export { toHash as hrefOf } from './route';

export function back(): void {
  history.back();
}

/** Follows the address bar until the returned function is called. */
export function followAddress(): () => void {
  const follow = () => {
    current = fromHash(location.hash);
  };
  follow();
  window.addEventListener('popstate', follow);
  window.addEventListener('hashchange', follow);
  return () => {
    window.removeEventListener('popstate', follow);
    window.removeEventListener('hashchange', follow);
  };
}
