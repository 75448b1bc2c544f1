import { inflateRawSync } from 'node:zlib';

const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const CENTRAL = 0x02014b50;

/**
 * All text that an answer carries, however it is packed: as it is, files of a workbook or an archive, and whatever reads
 * as base64 (cursors are that).
 *
 * @param {Buffer} bytes
 * @returns {string}
 */
export function textOf(bytes) {
  const plain = bytes.subarray(0, 4).equals(ZIP) ? unzip(bytes).join('\n') : bytes.toString('utf8');
  const decoded = [...plain.matchAll(BASE64)].map(([word]) => Buffer.from(word, 'base64').toString('latin1'));
  return `${plain}\n${decoded.join('\n')}`;
}

/** The files of an archive, as text. */
function unzip(bytes) {
  const texts = [];
  for (let at = bytes.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== CENTRAL) break;
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + size);
    texts.push((method === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return texts;
}
