import { POWERS } from './bodies.mjs';
import { Dice } from './dice.mjs';
import { jsonText, RawJson } from './json-text.mjs';
import { schemaValue } from './schema-values.mjs';

/** What echoes a record may name these; they are compared, never written. */
const ECHOED = new Set(['id', 'version']);

/**
 * Adds every column of every record type, and names that stand for power, to the body of every route at once: the
 * refusal must name each of them.
 *
 * @param {import('../proof/report.mjs').Check} check
 * @param {import('./world.mjs').World} world
 * @param {(input: object) => Promise<{ answer?: import('../proof/client.mjs').Answer }>} send
 */
export async function everyColumnInEveryBody(check, world, send, seed) {
  const dice = new Dice(seed);
  for (const operation of world.operations().filter(({ body }) => body !== undefined)) {
    const known = world.resolve(operation.body).properties ?? {};
    const extra = [...new Set([...POWERS, ...world.columns])].filter((name) => !(name in known) && !ECHOED.has(name));
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) =>
      name === 'resource' ? 'accounts' : world.idFor(name, dice, operation.path.split('/')[3]),
    );
    // A parser that sees these refuses the body before anybody reads its names.
    const [plain, poisoned] = [extra.filter((name) => !POISON.has(name)), [...POISON]];
    const value = schemaValue(operation.body, dice, world);
    const members = Object.fromEntries(plain.map((name) => [name, true]));
    const { answer } = await send(jsonInput(operation, path, { ...value, ...members }));
    const named = new Set((answer?.body?.errors ?? []).map((fault) => fault.path));
    for (const name of plain)
      check.expect(isRefused(answer) && (named.size === 0 || named.has(name)), () => `${operation.name}: took ${name}`);
    for (const name of poisoned) {
      const body = new RawJson(
        jsonText(value).replace(
          /^\{/,
          `{${JSON.stringify(name)}:{"isAdmin":true}${Object.keys(value).length ? ',' : ''}`,
        ),
      );
      const told = (await send(jsonInput(operation, path, body))).answer;
      check.expect(isRefused(told), () => `${operation.name}: took ${name}`);
    }
  }
}

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

const isRefused = (answer) => answer !== undefined && answer.status >= 400 && answer.status < 500;

function jsonInput({ method, name, statuses }, path, body) {
  return {
    name,
    method,
    path,
    as: 'key',
    headers: { 'content-type': 'application/json' },
    body: jsonText(body),
    statuses,
  };
}
