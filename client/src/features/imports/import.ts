import { compactKey } from '@peyvand/server/persian';
import type { FieldInfo, RecordTypeInfo, Tone } from '~/api/record-types';
import type { RecordBase } from '~/api/records';

export type ImportStatus = 'mapping' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';
export type ImportMode = 'create' | 'update' | 'upsert';
export const DATE_ORDERS = ['auto', 'jalali', 'ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** Where the value of one field comes from: a column of the file, or the same for every row. */
export interface MappingEntry {
  field: string;
  column?: string;
  constant?: string;
  link?: { by?: string; createMissing?: boolean };
  dates?: DateOrder;
  moneyUnit?: 'IRR' | 'IRT';
  /** Other words for what stands in the cells; null leaves the field empty. */
  values?: Record<string, string | null>;
}

export interface ColumnFacts {
  name: string;
  filled: number;
  seen: number;
  dates?: DateOrder;
  number?: boolean;
  moneyUnit?: 'IRR' | 'IRT';
}

interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

/** A file on its way into the records of one type. */
export interface ImportJob extends RecordBase {
  name: string;
  recordType: string;
  status: ImportStatus;
  sheet: { format: 'csv' | 'xlsx'; encoding?: string; delimiter?: string };
  columns: ColumnFacts[];
  sample: string[][];
  mapping: MappingEntry[];
  mode: ImportMode;
  keyFields: string[];
  totalRows: number;
  createdRows: number | null;
  updatedRows: number | null;
  unchangedRows: number | null;
  failedRows: number | null;
  startedAt: string | null;
  finishedAt: string | null;
  problem: string | null;
  undo: { undone: number; kept: number } | null;
  progress?: (Counts & { read: number; rowsPerSecond: number; cancelled: boolean }) | null;
}

/** A mapping that was kept for files with the same heading. */
export interface SavedMapping extends RecordBase {
  name: string;
  recordType: string;
  mapping: MappingEntry[];
  mode: ImportMode;
  keyFields: string[];
}

export interface PreviewRow {
  line: number;
  cells: string[];
  status: keyof Counts;
  record: RecordBase | null;
  errors: Array<{ path: string; column?: string; message: string }>;
}

export interface UnknownWord {
  field: string;
  column?: string;
  text: string;
  count: number;
  suggestions: Array<{ id: string; title: string }>;
}

export interface ImportPreview extends Counts {
  rows: PreviewRow[];
  tried: number;
  unknownWords: UnknownWord[];
}

export const STATUS_TONES: Record<ImportStatus, Tone> = {
  mapping: 'neutral',
  running: 'information',
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
  undoing: 'information',
  undone: 'neutral',
};

export const isBusy = (job: ImportJob) => job.status === 'running' || job.status === 'undoing';
export const isOpenForMapping = (job: ImportJob) => ['mapping', 'failed', 'cancelled'].includes(job.status);

const NOT_IMPORTED = new Set(['json', 'about']);

/** Fields that a file may fill, as far as the registry tells. */
export function importableFields(type: RecordTypeInfo): FieldInfo[] {
  return type.fields.filter(
    (field) =>
      !NOT_IMPORTED.has(field.type) &&
      !field.writeOnly &&
      field.name !== 'custom' &&
      (field.level ?? 'write') === 'write' &&
      (!field.readonly || field.importable === true || field.name === 'createdAt'),
  );
}

/** The mapping with one column given to another field, or to none; what suits the kind of the field is filled in. */
export function withColumn(
  mapping: readonly MappingEntry[],
  column: ColumnFacts,
  field: FieldInfo | undefined,
): MappingEntry[] {
  const others = mapping.filter((entry) => entry.column !== column.name && entry.field !== field?.name);
  return field ? [...others, newEntry(column, field)] : others;
}

function newEntry(column: ColumnFacts, field: FieldInfo): MappingEntry {
  return {
    field: field.name,
    column: column.name,
    ...(field.target ? { link: { by: 'title', createMissing: false } } : {}),
    ...((field.type === 'date' || field.type === 'instant') && column.dates ? { dates: column.dates } : {}),
    ...(field.type === 'money' ? { moneyUnit: column.moneyUnit ?? 'IRT' } : {}),
  };
}

/** A saved mapping as far as the columns of the file go. */
export function fitted(saved: SavedMapping, columns: readonly ColumnFacts[]): MappingEntry[] {
  const names = new Set(columns.map((column) => column.name));
  return saved.mapping.filter((entry) => entry.column === undefined || names.has(entry.column));
}

/** The different words of a column in the sample, most of them telling enough to map choices. */
export function sampleWords(job: ImportJob, column: string): string[] {
  const index = job.columns.findIndex((each) => each.name === column);
  return [...new Set(job.sample.map((cells) => cells[index]?.trim() ?? ''))].filter((word) => word !== '');
}

/** Words of a sample that are none of the choices, whatever letters, spaces and case they are written with. */
export function unknownChoices(field: FieldInfo, sample: readonly string[]): string[] {
  const names = (field.choices ?? []).flatMap(({ value, label }) => [value, label.fa, label.en]);
  const known = new Set(names.map(compactKey));
  return sample.filter((word) => !known.has(compactKey(word)));
}
