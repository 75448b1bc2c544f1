import type { About } from '../records/about.js';
import type { RecordChange, RecordRules } from '../records/record-rules.js';

/** A file comes with its content, by upload alone, and stays with its record. */
export const fileRules: RecordRules = {
  beforeSave({ before, after, fault }: RecordChange): void {
    if (!before && !after.storageKey) fault('file', 'file.missing');
    const [was, is] = [before?.about as About | undefined, after.about as About | undefined];
    if (before && (was?.type !== is?.type || was?.id !== is?.id)) fault('about', 'file.staysWithRecord');
  },
};
