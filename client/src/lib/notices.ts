import { createStore } from './store';

export type NoticeTone = 'neutral' | 'success' | 'warning' | 'danger';

/** A short message at the edge of the screen. */
export interface Notice {
  id: number;
  text: string;
  tone: NoticeTone;
  /** Milliseconds on screen; 0 keeps it until closed. */
  duration: number;
  action?: { label: string; run: () => void };
  /** Takes the announced change back; also reached by Ctrl+Z while the notice is there. */
  undo?: () => void | Promise<void>;
}

type NoticeInput = Partial<Omit<Notice, 'id' | 'text'>>;

/** How long a change can be taken back. */
export const UNDO_MS = 8000;
const SHORT_MS = 5000;
const MAX_SHOWN = 4;

export const notices = createStore<readonly Notice[]>([]);
let lastId = 0;

/** Shows a notice and gives its id. */
export function notify(text: string, input: NoticeInput = {}): number {
  lastId += 1;
  const notice: Notice = { id: lastId, text, tone: 'neutral', duration: input.undo ? UNDO_MS : SHORT_MS, ...input };
  notices.set((current) => [...current, notice].slice(-MAX_SHOWN));
  return notice.id;
}

export function dismissNotice(id: number): void {
  notices.set((current) => current.filter((notice) => notice.id !== id));
}

/** Takes the newest undoable change back. False when there is none. */
export function undoLatest(): boolean {
  const latest = notices.get().findLast((notice) => notice.undo);
  if (!latest) return false;
  undoNotice(latest);
  return true;
}

export function undoNotice(notice: Notice): void {
  dismissNotice(notice.id);
  void notice.undo?.();
}
