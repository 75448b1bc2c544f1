import { Problem } from '../errors/problem.js';

/** Columns of a sheet that are read; a sheet with more is refused. */
export const MAX_COLUMNS = 200;

/** One line of a sheet. Every cell is text: numbers as `1234.5`, days of a spreadsheet as ISO `2016-10-20`, empty as ``. */
export interface SheetRow {
  /** Line of the file, counted from 1 with the heading, as a spreadsheet shows it. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** How a file was read, so that a second reading gives the same. */
export interface SheetFormat {
  readonly format: 'csv' | 'xlsx';
  readonly encoding?: SheetEncoding;
  readonly delimiter?: string;
}

export const SHEET_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'] as const;
export type SheetEncoding = (typeof SHEET_ENCODINGS)[number];

/** The file can't be read as a sheet; `code` says why, and the problem is a 422. */
export function sheetProblem(code: string, params?: Record<string, unknown>): Problem {
  return Problem.rule(code, [{ path: 'file', code, params }]);
}
