import { randomBytes } from 'node:crypto';

/**
 * A form with one file, as a browser sends it; each has a boundary of its own.
 *
 * @param {Record<string, string>} fields
 * @param {{ name: string, content: string | Buffer }} file
 * @returns {{ body: Buffer, headers: Record<string, string> }}
 */
export function multipart(fields, { name, content }) {
  const boundary = `----peyvand${randomBytes(12).toString('hex')}`;
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join('')}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
