/** Something that just happened to the signed-in user or near them, as the stream tells it. */
export interface LiveEvent {
  type: string;
  data: Record<string, unknown>;
}

type Listener = (event: LiveEvent) => void;
const listeners = new Set<Listener>();

/** Passes an event of the one open stream on to whoever listens. */
export function tellLive(event: LiveEvent): void {
  for (const listener of listeners) listener(event);
}

/** Listens until the answer is called. */
export function onLive(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
