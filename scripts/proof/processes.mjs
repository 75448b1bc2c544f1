import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether a process of this number runs; a zombie does not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Numbers of the direct children of a process. */
export function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').match(/\) \S (\d+)/)?.[1]);
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
}

/** Sends a signal to a process that may have ended already. */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Waits until `probe` answers something other than undefined or false, or has stopped throwing.
 *
 * @throws Error naming `what` after `seconds`
 */
export async function until(what, probe, { seconds = 60, everyMs = 50 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < deadline) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await delay(everyMs);
  }
  throw new Error(`waited ${seconds} s in vain for ${what}${last ? `: ${last.message}` : ''}`);
}
