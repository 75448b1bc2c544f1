import type { DestinationStream } from 'pino';

/** Mobile numbers as people and the store write them, wherever they stand in a line; never inside an id. */
const MOBILE = /(?<![\w-])(?:\+98|0098|98|0)9\d{9}(?!\d)/g;

/** Passes lines on without mobile numbers, also those inside of messages and errors. */
export function withoutNumbers(out: { write(line: string): unknown }): DestinationStream {
  return { write: (line: string) => void out.write(line.replace(MOBILE, '[hidden]')) };
}

/**
 * Passes on in one go what is written within one turn of the event loop: under load a turn ends many requests, and each
 * write to a pipe stops the process. What is left when the process ends is written first.
 */
export function onceATurn(out: { write(text: string): unknown }): DestinationStream {
  let lines = '';
  const flush = (): void => {
    const text = lines;
    lines = '';
    if (text !== '') out.write(text);
  };
  process.once('exit', flush);
  return {
    write(line: string): void {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}

/** Where every line of the log goes. */
export const logSink: DestinationStream = onceATurn(withoutNumbers(process.stdout));
