import { TEXTS } from './hostile-values.mjs';

const BOUNDARY = 'peyvand-check';
const CONTENTS = [
  ...[
    '',
    'نام,شهر\nآرمان,تهران\n',
    '"',
    'a,b\n"1',
    '\u0000\u0000',
    '<html><script>1</script></html>',
    '=cmd|x!A0',
    'PK\u0003\u0004broken',
    '%PDF-1.7',
  ],
  ...[
    'a'.repeat(300_000),
    'a,'.repeat(5000),
    '\n'.repeat(10_000),
    '{}',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
    '\ufeffa;b\n1;2',
  ],
];
const NAMES = [
  'a.csv',
  '../../a.csv',
  'a.xlsx',
  'a.svg',
  'a.php.csv',
  'نام.csv',
  '',
  'a\\b.csv',
  'con.csv',
  'a.csv\u0000.exe',
  'x'.repeat(400) + '.csv',
  '.',
];
const FIELDS = ['file', 'type', 'recordType', 'about', 'aboutId', 'name', '__proto__', 'constructor', ''];

/** An upload that is broken in its frame, its names or its content. */
export function brokenUpload(random) {
  const parts = Array.from({ length: 1 + random.int(3) }, () => part(random));
  const end = random.chance(0.8) ? `--${BOUNDARY}--\r\n` : '';
  const type = random.weighted({ good: 80, none: 5, other: 10, json: 5 });
  const types = {
    good: `multipart/form-data; boundary=${BOUNDARY}`,
    none: 'multipart/form-data',
    other: 'multipart/form-data; boundary=other',
    json: 'application/json',
  };
  return { headers: { 'content-type': types[type] }, body: Buffer.from(`${parts.join('')}${end}`) };
}

function part(random) {
  const name = random.pick(FIELDS);
  const file = name === 'file' || random.chance(0.2);
  const disposition = `form-data; name="${name}"${file ? `; filename="${random.pick(NAMES)}"` : ''}`;
  const content = file ? random.pick(CONTENTS) : random.pick(['account', 'contact', random.pick(TEXTS).slice(0, 2000)]);
  const type = random.pick(['text/csv', 'application/octet-stream', 'image/png', 'x', 'text/html']);
  return `--${BOUNDARY}\r\ncontent-disposition: ${disposition}\r\n${file ? `content-type: ${type}\r\n` : ''}\r\n${content}\r\n`;
}
