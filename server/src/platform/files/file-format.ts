import { extname } from 'node:path';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import { Problem } from '../errors/problem.js';
import type { ReceivedFile } from './file-store.js';

/** Formats that may be kept, by the extension of the name, with the formats that the content may be found to have. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  pdf: ['application/pdf'],
  png: ['image/png', 'image/apng'],
  jpg: ['image/jpeg'],
  jpeg: ['image/jpeg'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  heic: ['image/heic', 'image/heif'],
  tif: ['image/tiff'],
  tiff: ['image/tiff'],
  docx: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/zip'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/zip'],
  pptx: ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'application/zip'],
  odt: ['application/vnd.oasis.opendocument.text', 'application/zip'],
  ods: ['application/vnd.oasis.opendocument.spreadsheet', 'application/zip'],
  doc: ['application/x-cfb'],
  xls: ['application/x-cfb'],
  ppt: ['application/x-cfb'],
  msg: ['application/x-cfb'],
  zip: ['application/zip'],
  mp3: ['audio/mpeg'],
  m4a: ['audio/x-m4a', 'audio/mp4', 'video/mp4'],
  ogg: ['audio/ogg', 'audio/ogg; codecs=opus', 'video/ogg'],
  oga: ['audio/ogg', 'audio/ogg; codecs=opus'],
  wav: ['audio/wav'],
  amr: ['audio/amr'],
  mp4: ['video/mp4'],
};

/** Formats without a mark of their own: text, told by the absence of control characters. */
const TEXT: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  vcf: 'text/vcard',
};

/** What Office's old container and its renamed zip files are called by their extension. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
};

/**
 * The media type of received content, from the content itself, when it may be kept and fits the name.
 * @throws Problem 415 `file.formatNotAllowed` or `file.formatMismatch`, 400 `file.empty`
 */
export async function formatOf(received: ReceivedFile, name: string): Promise<string> {
  if (received.size === 0) throw Problem.invalid('body.invalid', [{ path: 'file', code: 'file.empty' }]);
  const extension = extname(name).slice(1).toLowerCase();
  const found = (await fileTypeFromBuffer(received.head))?.mime ?? (await fileTypeFromFile(received.path))?.mime;
  if (TEXT[extension] !== undefined) {
    if (found !== undefined || !isText(received.head)) throw unfit('file.formatMismatch', extension);
    return TEXT[extension];
  }
  const allowed = ALLOWED[extension];
  if (!allowed) throw unfit('file.formatNotAllowed', extension);
  if (found === undefined || !allowed.includes(found)) throw unfit('file.formatMismatch', extension);
  return BY_EXTENSION[extension] ?? (allowed[0] as string);
}

function unfit(code: string, extension: string): Problem {
  return new Problem(415, code, { faults: [{ path: 'file', code, params: { extension } }] });
}

function isText(head: Buffer): boolean {
  // Tab, line feed, form feed, carriage return; the rest below space has no place in a text.
  return !head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d);
}
