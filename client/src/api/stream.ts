import type { LiveEvent } from '~/lib/live';
import { API_BASE } from './http';
import { accessToken, refreshAccess, sessionEnded } from './token';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Follows `GET /me/stream` until `signal` ends it, and connects again by itself, more slowly each time that it fails. Uses
 * `fetch`, because `EventSource` cannot send the access token.
 */
export async function followEvents(onEvent: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted && !sessionEnded.get()) {
    try {
      await readOnce(onEvent, signal);
      wait = FIRST_WAIT_MS;
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
    await pause(wait, signal);
  }
}

async function readOnce(onEvent: (event: LiveEvent) => void, signal: AbortSignal): Promise<void> {
  const response = await fetch(`${API_BASE}/me/stream`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${accessToken.get() ?? ''}` },
    credentials: 'same-origin',
    signal,
  });
  if (response.status === 401) return refreshAccess();
  if (!response.ok || !response.body) throw new Error(`stream: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const parse = eventReader(onEvent);
  for (let part = await reader.read(); !part.done; part = await reader.read()) parse(part.value);
}

/** Takes the text of a stream in pieces of any size and tells each event once it is whole. */
export function eventReader(onEvent: (event: LiveEvent) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const blocks = (rest + text.replaceAll('\r\n', '\n')).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) onEvent(event);
    }
  };
}

function eventOf(block: string): LiveEvent | undefined {
  const lines = block.split('\n');
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
  const data = valuesOf('data').join('\n');
  if (data === '') return undefined;
  return { type: valuesOf('event')[0] ?? 'message', data: JSON.parse(data) as Record<string, unknown> };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
