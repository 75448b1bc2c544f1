import { readJson, writeJson } from './storage';

/** A record that was looked at lately. */
export interface RecentRecord {
  /** Record type by name. */
  type: string;
  id: string;
  title: string;
}

const MOST = 8;

function isRecents(value: unknown): value is RecentRecord[] {
  return (
    Array.isArray(value) &&
    value.every(
      (entry) => typeof entry === 'object' && entry !== null && 'type' in entry && 'id' in entry && 'title' in entry,
    )
  );
}

/** Records that a user looked at lately in this browser, the latest first. Kept by user: a browser may be shared. */
export function recentRecords(userId: string): RecentRecord[] {
  return readJson(`recent.${userId}`, isRecents, []);
}

export function rememberRecord(userId: string, record: RecentRecord): void {
  const others = recentRecords(userId).filter((entry) => entry.id !== record.id);
  writeJson(`recent.${userId}`, [record, ...others].slice(0, MOST));
}
