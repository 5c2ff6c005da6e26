/** The time on the wall, to the minute. */

let now = $state.raw(new Date());

/** The present minute. */
export function minute(): Date {
  return now;
}

/** Keeps the minute up to date until the returned function is called. */
export function keepTime(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const moment = new Date();
    now = moment;
    timer = setTimeout(tick, 60_000 - (moment.getTime() % 60_000) + 20);
  };
  tick();
  return () => clearTimeout(timer);
}
