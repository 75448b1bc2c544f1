import { Platform1763700000001 } from './1763700000001-platform.js';
import { JobsFilesNotifications1763700000002 } from './1763700000002-jobs-files-notifications.js';
import { Core1763700000003 } from './1763700000003-core.js';
import { Sales1763700000004 } from './1763700000004-sales.js';
import { Imports1763700000005 } from './1763700000005-imports.js';
import { Figures1763700000006 } from './1763700000006-figures.js';
import { CallerProof1763700000007 } from './1763700000007-caller-proof.js';
import { BulkWrites1763700000008 } from './1763700000008-bulk-writes.js';
import { BulkMoves1763700000009 } from './1763700000009-bulk-moves.js';
import { Customisation1763700000010 } from './1763700000010-customisation.js';
import { Access1763700000011 } from './1763700000011-access.js';
import { SignIn1763700000012 } from './1763700000012-sign-in.js';
import { AuditOperations1763700000013 } from './1763700000013-audit-operations.js';
import { Collaboration1763700000014 } from './1763700000014-collaboration.js';
import { Duplicates1763700000015 } from './1763700000015-duplicates.js';
import { Integrations1763700000016 } from './1763700000016-integrations.js';
import { SearchStatistics1763700000018 } from './1763700000018-search-statistics.js';

/** The one chain of migrations, in order. A landed migration is never edited. */
export const migrations = [
  Platform1763700000001,
  JobsFilesNotifications1763700000002,
  Core1763700000003,
  Sales1763700000004,
  Imports1763700000005,
  Figures1763700000006,
  CallerProof1763700000007,
  BulkWrites1763700000008,
  BulkMoves1763700000009,
  Customisation1763700000010,
  Access1763700000011,
  SignIn1763700000012,
  AuditOperations1763700000013,
  Collaboration1763700000014,
  Duplicates1763700000015,
  Integrations1763700000016,
  SearchStatistics1763700000018,
];
