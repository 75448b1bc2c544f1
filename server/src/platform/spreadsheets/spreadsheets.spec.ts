import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { guardFormula, unguardFormula } from './formula-guard.js';
import { detectFormat, openSheet } from './read-sheet.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyvand-sheets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: string | Buffer): string {
  const path = join(folder, `sheet-${++files}`);
  writeFileSync(path, content);
  return path;
}

async function readAll(path: string, wanted?: Parameters<typeof detectFormat>[1]) {
  const format = await detectFormat(path, wanted);
  const sheet = await openSheet(path, format);
  const rows: string[][] = [];
  for await (const row of sheet.rows) rows.push([...row.cells]);
  return { format, header: sheet.header, rows };
}

/** The code of the problem that reading a file ends with. */
async function refusal(content: string | Buffer, wanted?: Parameters<typeof detectFormat>[1]): Promise<string> {
  try {
    const { rows } = await readAll(file(content), wanted);
    return `read ${rows.length} rows`;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('برگه').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A zip of parts, each with the size that its directory entry claims. */
function zip(parts: { name: string; data: Buffer; claims?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claims } of parts) {
    const packed = deflateRawSync(data);
    const size = claims ?? data.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    entries.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const PERSIAN = 'نام,شهر\r\nشرکت پارس,تهران\r\n"گروه ""آریا"", بزرگ",کرج\r\n';
const PERSIAN_ROWS = [
  ['شرکت پارس', 'تهران'],
  ['گروه "آریا", بزرگ', 'کرج'],
];

describe('CSV', () => {
  it.each([
    ['utf-8', Buffer.from(PERSIAN)],
    ['utf-8', Buffer.from(`\ufeff${PERSIAN}`)],
    ['utf-16le', iconv.encode(`\ufeff${PERSIAN}`, 'utf-16le')],
    ['utf-16be', iconv.encode(`\ufeff${PERSIAN}`, 'utf-16be')],
    ['windows-1256', iconv.encode(PERSIAN.replaceAll('ی', 'ي'), 'windows-1256')],
  ])('is read as %s', async (encoding, content) => {
    const { format, header, rows } = await readAll(file(content));
    expect(format.encoding).toBe(encoding);
    expect(header).toEqual(['نام', 'شهر']);
    const persian = rows.map((row) => row.map((cell) => cell.replaceAll('ي', 'ی')));
    expect(persian).toEqual(PERSIAN_ROWS);
  });

  it.each([';', '\t', '|', '؛'])('finds the delimiter %j', async (sign) => {
    const { format, rows } = await readAll(file(`نام${sign}"الف${sign}ب"\n"۱,۵,۶,۷"${sign}دو\n`));
    expect(format.delimiter).toBe(sign);
    expect(rows).toEqual([['۱,۵,۶,۷', 'دو']]);
  });

  it('keeps line breaks inside of quotes and tells the line of each row', async () => {
    const path = file('a,b\n"x\ny",1\nz,2\n');
    const sheet = await openSheet(path, await detectFormat(path));
    const lines: number[] = [];
    for await (const row of sheet.rows) lines.push(row.line);
    expect(lines).toEqual([3, 4]);
  });

  it.each([
    ['nothing at all', '', 'import.empty'],
    ['only blank lines', '\n\n\n', 'import.empty'],
    ['NUL characters', 'a,b\n1,x\0y\n', 'import.nulCharacters'],
    ['10,000 columns', `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n`, 'import.tooManyColumns'],
    ['a quote that is never closed', 'a,b\n1,"torn of', 'import.cut'],
    ['a last row that stops short', 'a,b,c\n1,2,3\n4,5', 'import.cut'],
    [
      'letters of an encoding that Persian has no use for',
      Buffer.from('nom,ville\ncafé,Orléans\n', 'latin1'),
      'import.encodingUnknown',
    ],
    ['an .xls of old', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'import.oldExcel'],
  ])('refuses %s', async (_name, content, code) => {
    expect(await refusal(content)).toBe(code);
  });

  it('tells that the named encoding is not the one of the file', async () => {
    const ansi = iconv.encode(PERSIAN.replaceAll('ی', 'ي'), 'windows-1256');
    expect(await refusal(ansi, { encoding: 'utf-8' })).toBe('import.encodingWrong');
  });
});

describe('XLSX', () => {
  it('reads text, numbers, days, times and formula results of the first sheet', async () => {
    const content = await workbook([
      ['نام', 'مبلغ', 'تاریخ', 'زمان', 'جمع', 'فعال'],
      [
        'شرکت پارس',
        1234.5,
        new Date('2016-10-20T00:00:00Z'),
        new Date('2016-10-20T08:30:00Z'),
        { formula: 'A1', result: 7 },
        true,
      ],
      [],
      [{ richText: [{ text: 'گروه ' }, { text: 'آریا' }] }, 0.1 + 0.2, null, null, 9121234567],
    ]);
    const { format, header, rows } = await readAll(file(content));
    expect(format).toEqual({ format: 'xlsx' });
    expect(header).toEqual(['نام', 'مبلغ', 'تاریخ', 'زمان', 'جمع', 'فعال']);
    expect(rows).toEqual([
      ['شرکت پارس', '1234.5', '2016-10-20', '2016-10-20T08:30:00', '7', 'true'],
      ['گروه آریا', '0.3', '', '', '9121234567'],
    ]);
  });

  it('refuses a workbook cut in half, an empty one and one of 10,000 columns', async () => {
    const whole = await workbook([
      ['a', 'b'],
      ['x'.repeat(5000), 1],
    ]);
    expect(await refusal(whole.subarray(0, whole.length / 2))).toBe('import.broken');
    expect(await refusal(await workbook([]))).toBe('import.empty');
    expect(await refusal(await workbook([Array.from({ length: 10_000 }, (_, i) => `c${i}`)]))).toBe(
      'import.tooManyColumns',
    );
    expect(await refusal(zip([{ name: 'readme.txt', data: Buffer.from('x') }]))).toBe('import.notWorkbook');
  });

  it('refuses bombs before a parser sees them', async () => {
    const book = { name: 'xl/workbook.xml', data: Buffer.from('<workbook/>') };
    const zeros = Buffer.alloc(30 * 1024 * 1024);
    expect(await refusal(zip([book, { name: 'xl/sharedStrings.xml', data: zeros }]))).toBe('import.bomb');
    // A directory that claims less than there is.
    expect(await refusal(zip([book, { name: 'xl/worksheets/sheet1.xml', data: zeros, claims: 1000 }]))).toBe(
      'import.bomb',
    );
    const many = Array.from({ length: 2_500 }, (_, i) => ({ name: `xl/media/${i}`, data: Buffer.from('x') }));
    expect(await refusal(zip([book, ...many]))).toBe('import.bomb');
    const large = Array.from({ length: 3 }, (_, i) => ({
      name: `xl/media/${i}`,
      data: Buffer.from('x'),
      claims: 300 * 1024 * 1024,
    }));
    expect(await refusal(zip([book, ...large]))).toBe('import.bomb');
  });

  it('survives a sheet that is no XML', async () => {
    const parts = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml'];
    expect(await refusal(zip(parts.map((name) => ({ name, data: Buffer.from('no xml <<<') }))))).toBe('import.broken');
  });
});

describe('formulas', () => {
  const signs = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '\n',
    ' =',
    '\n=',
    '\u200e=',
    '\u200f+',
    '\u200c=',
    '\u200b@',
    '\ufeff=',
    '\u00a0-',
    '\u202b=',
    '\u2067=',
    '＝',
    '＠',
  ];

  it.each(signs)('are text behind %j', (sign) => {
    const live = `${sign}HYPERLINK("http://x")`;
    expect(guardFormula(live)).toBe(`'${live}`);
    expect(unguardFormula(guardFormula(live))).toBe(live);
  });

  it.each(['-5', '+989121234567', '-1,234.5', '+982188776655;ext=12', 'a=b', '', "'quoted'", '۱۲٪'])(
    'leaves %j alone',
    (text) => {
      expect(guardFormula(text)).toBe(text);
      expect(unguardFormula(text)).toBe(text);
    },
  );
});

it('reads a file of many pieces whole', async () => {
  const path = file(`a,b\n${'x,y\n'.repeat(200_000)}`);
  const sheet = await openSheet(path, await detectFormat(path));
  let count = 0;
  for await (const _ of sheet.rows) count += 1;
  expect(count).toBe(200_000);
});
