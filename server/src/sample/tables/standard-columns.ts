import { type CopyValue, instantText } from '../copy/copy-rows.js';
import type { SampleCompany } from '../content/company.js';

export const STANDARD_COLUMNS = [
  'id',
  'version',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'owner_id',
  'org_unit_id',
] as const;

/** Values of {@link STANDARD_COLUMNS} for a row that its owner made and last changed. */
export function standardValues(
  company: SampleCompany,
  id: string,
  owner: number,
  createdMs: number,
  updatedMs = createdMs,
  version = 1,
): CopyValue[] {
  const person = company.person(owner).id;
  return [id, version, instantText(createdMs), person, instantText(updatedMs), person, person, company.unitIdOf(owner)];
}

/** A table with the columns that the sample fills and its rows, made on demand. */
export interface SampleTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly count: number;
  rows(): Iterable<readonly CopyValue[]>;
}
