import { Problem } from './problem.js';

/** No room left, over quota, file too large for the disk: nothing that the caller could mend. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The problem that an error of writing a file stands for: 507 when the disk is full; the error itself otherwise. */
export function storageProblem(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code !== undefined && FULL.has(code)
    ? new Problem(507, 'server.full', { retryAfterSeconds: 30, cause: error })
    : error;
}
