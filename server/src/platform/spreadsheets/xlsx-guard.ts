import { setImmediate as breathe } from 'node:timers/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { sheetProblem } from './sheet.js';

/** What a workbook may be, before anything of it is read. Real ones of a million cells stay well inside. */
const LIMITS = {
  entries: 2_000,
  /** Bytes of all parts together, unpacked. */
  total: 600 * 1024 * 1024,
  /** Unpacked to packed size of a part above `ratioFrom` bytes. */
  ratio: 200,
  ratioFrom: 1024 * 1024,
};

/**
 * Checks the directory of a workbook against {@link LIMITS}, then unpacks each part to nowhere, so that a directory that
 * lies about sizes, a damaged part and a file cut in half are found before a parser sees the file.
 * @throws Problem 422 `import.bomb`, `import.broken`, `import.notWorkbook`
 */
export async function guardWorkbook(path: string): Promise<void> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => undefined);
  if (!zip) throw sheetProblem('import.broken');
  try {
    const entries = await directory(zip);
    if (!entries.some((entry) => entry.fileName === 'xl/workbook.xml')) throw sheetProblem('import.notWorkbook');
    for (const entry of entries) await unpack(zip, entry);
  } finally {
    zip.close();
  }
}

async function directory(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.entries) throw sheetProblem('import.bomb');
  const entries: Entry[] = [];
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw sheetProblem('import.broken');
  }
  for (const { uncompressedSize, compressedSize } of entries) {
    total += uncompressedSize;
    const dense = uncompressedSize > LIMITS.ratioFrom && uncompressedSize > compressedSize * LIMITS.ratio;
    if (dense || total > LIMITS.total) throw sheetProblem('import.bomb');
  }
  return entries;
}

/** Unpacks an entry; the reader fails as soon as there is more or less than the directory said. */
async function unpack(zip: ZipFile, entry: Entry): Promise<void> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const _ of stream) await breathe();
  } catch (error) {
    throw sheetProblem(/too many bytes/.test((error as Error).message) ? 'import.bomb' : 'import.broken');
  }
}
