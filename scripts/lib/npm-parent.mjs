import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 300;

/**
 * Calls back once when the `npm` that runs us is gone. A signal to npm ends npm and the `sh -c` between us, but does not
 * reach us: without this the server would live on, unseen, and hold the port. Does nothing when npm does not run us.
 */
export function whenNpmIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parents = parentsOfOurs();
  const timer = setInterval(() => {
    if (parentsOfOurs() === parents) return;
    clearInterval(timer);
    act();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** Our parent, and behind a shell that only wraps us also its parent; further up is the user's own business. */
function parentsOfOurs() {
  const parent = process.ppid;
  const wrapper = read(parent, 'cmdline').split('\0')[1] === '-c';
  return wrapper ? `${parent} ${read(parent, 'stat').match(/\) \S (\d+)/)?.[1]}` : String(parent);
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
