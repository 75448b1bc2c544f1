import { Platform1763700000001 } from './1763700000001-platform.js';
import { Core1763700000003 } from './1763700000003-core.js';

/** The one chain of migrations, in order. A landed migration is never edited. */
export const migrations = [Platform1763700000001, Core1763700000003];
