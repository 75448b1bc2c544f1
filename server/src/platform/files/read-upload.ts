import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem.js';
import type { ReceivedFile } from './file-store.js';
import { MAX_FILE_BYTES } from './file.service.js';
import { tooLarge } from './file-store.js';

export interface Upload {
  readonly received: ReceivedFile;
  readonly name: string;
  /** What the caller says the file is about, not yet checked. */
  readonly about: unknown;
}

function fault(path: string, code: string): Problem {
  return Problem.invalid('body.invalid', [{ path, code }]);
}

/**
 * Reads a multipart body with the fields `about` and `file`, in any order.
 * @throws Problem 400, 413, 415; what was received is gone then
 */
export async function readUpload(
  request: FastifyRequest,
  receive: (content: Readable) => Promise<ReceivedFile>,
): Promise<Upload> {
  if (!request.isMultipart()) throw new Problem(415, 'body.mediaType');
  let received: ReceivedFile | undefined;
  let name = '';
  let about: unknown;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === 'file' && !received) {
        name = part.filename ?? '';
        received = await receive(part.file);
        // The parser's own limit cuts a file short instead of failing.
        if (part.file.truncated) throw tooLarge(MAX_FILE_BYTES);
      } else if (part.type === 'field' && part.fieldname === 'about') about = readAbout(part.value);
      else throw fault(part.fieldname, 'field.unknown');
    }
    if (!received) throw fault('file', 'file.missing');
    if (about === undefined) throw fault('about', 'field.required');
    return { received, name, about };
  } catch (error) {
    if (received) await rm(received.path, { force: true });
    takeTheRest(request);
    throw uploadProblem(error);
  }
}

/** Reads on and forgets: a sender whose line is cut while it still sends never gets to see why it was refused. */
export function takeTheRest(request: FastifyRequest): void {
  request.raw.unpipe();
  request.raw.resume();
}

function readAbout(value: unknown): unknown {
  try {
    return JSON.parse(String(value)) as unknown;
  } catch {
    throw fault('about', 'field.notAbout');
  }
}

/** The parser's refusals have a status; a body that breaks off has none and is the sender's fault as well. */
export function uploadProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(MAX_FILE_BYTES);
  if (code === 'FST_FILES_LIMIT') return fault('file', 'file.onlyOne');
  if (statusCode === 413) return new Problem(413, 'body.tooLarge', { cause: error });
  if (code?.startsWith('FST_') || /multipart|boundary|unexpected end|aborted/i.test(message ?? ''))
    return new Problem(400, 'file.bodyBroken', { cause: error });
  return error;
}
