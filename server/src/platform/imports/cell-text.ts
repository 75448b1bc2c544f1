import { normalizeKey, toAsciiDigits } from '../persian/index.js';
import { unguardFormula } from '../spreadsheets/formula-guard.js';
import type { MappingEntry } from './import-mapping.js';

/** What people and programs write into a cell to say that there is nothing. */
const NOTHING = new Set(['-', '--', '—', '–', 'null', 'n/a', '#n/a', 'ندارد']);
const LONGEST_NOTHING = Math.max(...[...NOTHING].map((word) => word.length));

/** What a mapping entry reads out of a row: trimmed, without guards and stand-ins for "nothing", in the words of the mapping. */
export class CellSource {
  private readonly index: number;
  private readonly words: ReadonlyMap<string, string | null> | undefined;

  constructor(
    readonly entry: MappingEntry,
    header: readonly string[],
  ) {
    this.index = entry.column === undefined ? -1 : header.indexOf(entry.column);
    this.words = entry.values && new Map(Object.entries(entry.values).map(([word, value]) => [wordKey(word), value]));
  }

  read(cells: readonly string[]): string {
    const raw = this.entry.constant ?? cells[this.index] ?? '';
    const text = unguardFormula(raw.trim());
    if (text === '' || (text.length <= LONGEST_NOTHING && NOTHING.has(text.toLowerCase()))) return '';
    const word = this.words?.get(wordKey(text));
    return word === undefined ? text : (word ?? '');
  }
}

/** The key of a word; signs alone have none and stand for themselves. */
function wordKey(text: string): string {
  return normalizeKey(text) || toAsciiDigits(text);
}
