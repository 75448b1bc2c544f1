import { uncovered } from '../routes/coverage.mjs';
import { escalation } from './escalation.mjs';
import { feeds } from './feeds.mjs';
import { fieldRights } from './fields.mjs';
import { attachments, exportedFiles } from './files.mjs';
import { lists } from './lists.mjs';
import { liveStream, revocation } from './live.mjs';
import { lookingAs, reveals, shares } from './opened.mjs';
import { readMatrix } from './read-matrix.mjs';
import { fieldSilence, rowSilence } from './silence.mjs';
import { writeMatrix } from './write-matrix.mjs';

/** Every route of the running router, and every parameter of it, must be tried by a rule. */
async function coverage({ routes, registry, document }, check) {
  check.heldMany(routes.length);
  for (const fault of uncovered(routes, registry, document)) check.fail(fault);
}

/**
 * In this order: what reads comes before what changes, and what alters the data behind the server's back comes last.
 * The ids are those of the acceptance checks.
 */
export const CHECKS = [
  { id: '0', title: 'every route is covered', work: coverage },
  { id: '11', title: 'read matrix: principals x routes x ids', work: readMatrix },
  { id: '13', title: 'lists, totals and sums against the oracle', work: lists },
  { id: '14', title: 'limited fields cannot be named or written', work: fieldRights },
  { id: '15', title: 'exported files', work: exportedFiles },
  { id: '16', title: 'attachments', work: attachments },
  { id: '17', title: 'live stream', work: liveStream },
  { id: '19', title: 'feed, histories, notifications', work: feeds },
  { id: '14c', title: 'masked values are uncovered by right and under a name', work: reveals },
  { id: '20b', title: 'a share opens one record and ends', work: shares },
  { id: '21b', title: 'looking as others, trying roles, asking why', work: lookingAs },
  { id: '12', title: 'write matrix: principals x routes x foreign ids', work: writeMatrix },
  { id: '21', title: 'escalation', work: escalation },
  { id: '13b', title: 'answers are silent about foreign rows', work: rowSilence },
  { id: '14b', title: 'answers are silent about hidden fields', work: fieldSilence },
  { id: '20', title: 'revocation', work: revocation },
];
