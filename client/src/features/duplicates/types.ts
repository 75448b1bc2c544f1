import { type RecordTypeInfo, useRecordTypes } from '~/api/record-types';
import type { RecordBase } from '~/api/records';

/** Records that are likely one, as `GET /duplicate-groups` tells. */
export interface DuplicateGroup {
  id: string;
  recordType: string;
  records: RecordBase[];
  /** Fields that they have in common. */
  reasons: string[];
  /** 0..1 */
  score: number;
}

export interface DuplicateScan {
  id: string;
  status: 'running' | 'done' | 'failed';
  percent: number;
  finishedAt: string | null;
}

/** A record beside others, and how much hangs on it. */
export interface MergeSide {
  record: RecordBase;
  children: Array<{ recordType: string; count: number }>;
}

/** Types that have rules of their own from the start. */
const TYPES = ['account', 'contact', 'lead'];

/** Types whose records the reader may merge. */
export function useMergedTypes(): RecordTypeInfo[] {
  const all = useRecordTypes();
  const named = TYPES.map((name) => all.find((type) => type.name === name)).filter((type) => type !== undefined);
  return named.filter(({ actions }) => actions.edit && actions.delete);
}
