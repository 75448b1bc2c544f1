/** Longest time for a clean refusal. */
export const SLOW_MS = 2_000;

/** What of the inside must never be told: traces of the program, words of the database, secrets. */
const INSIDES =
  /\n\s+at |node_modules|dist\/server|\.[cm]?[jt]s:\d+|QueryFailedError|TypeError|RangeError|SyntaxError|syntax error at|invalid input syntax|violates|relation ".*" does not exist|\$argon2|PostgreSQL \d/;

/**
 * What is wrong with an answer to an input; undefined when it is clean. A refusal must be a problem document in Persian
 * with a code, of a status that the API document knows of the route; whatever was accepted must not be something that
 * had to be refused.
 *
 * @param {{ refused?: boolean, statuses: ReadonlySet<number> }} input
 * @param {{ status: number, headers: Record<string, string | string[] | undefined>, text: string, isProblem: boolean }} answer
 */
export function faultOf(input, answer) {
  const { status, text } = answer;
  if (status >= 500) return `answered ${status}`;
  const told = status >= 400 ? INSIDES.exec(text)?.[0] : undefined;
  if (told !== undefined) return `told "${told.trim()}"`;
  // A path that leads nowhere is no route, so the document has nothing to say of it.
  const elsewhere = /route\.notFound/.test(text);
  if (!input.statuses.has(status) && !elsewhere) return `answered ${status}, which the API document doesn't name`;
  if (status < 400) return input.refused ? `accepted with ${status}` : undefined;
  return answer.isProblem ? undefined : `refused with ${status}, but not by a problem in Persian with a code`;
}

/** An input and its answer, for people who look into it. */
export function describe(input, fault, answer) {
  const body = input.body === undefined ? '' : ` ${String(input.body).slice(0, 300)}`;
  const got = answer ? ` -> ${answer.text.slice(0, 200)}` : '';
  return `#${input.number} ${input.kind} ${fault}: ${input.method} ${input.path.slice(0, 500)}${body}${got}`;
}
