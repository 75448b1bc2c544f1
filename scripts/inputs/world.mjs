import { Dice } from './dice.mjs';
import { ownExample } from './own-example.mjs';

/** What the generator knows of a running product: its document, its record types, and records to aim at. */
export class World {
  constructor(document, recordTypes) {
    this.document = document;
    this.recordTypes = recordTypes;
    /** Ids of records by resource; only what the check made itself, so that it never locks itself out. */
    this.ids = new Map();
    const names = recordTypes.flatMap((type) => type.fields.map((field) => field.name));
    this.columns = [
      ...new Set(names.flatMap((name) => [name, name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)])),
    ];
  }

  /** A schema with its reference followed. */
  resolve(schema) {
    const name = schema?.$ref?.split('/').at(-1);
    return name ? this.resolve(this.document.components.schemas[name]) : (schema ?? {});
  }

  /** Each route of the document: `{ name, method, path, parameters, headers, body, statuses, multipart }`. */
  operations() {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query'),
        headers: (operation.parameters ?? []).filter((parameter) => parameter.in === 'header'),
        body: operation.requestBody?.content?.['application/json']?.schema,
        statuses: new Set(Object.keys(operation.responses).map(Number)),
        multipart: Boolean(operation.requestBody?.content?.['multipart/form-data']),
      })),
    );
  }

  /** Fields that a route may filter and sort by: those of its record type, or of every type. */
  fieldsOf(path) {
    const resource = path.split('/')[3];
    const type = this.recordTypes.find((candidate) => candidate.resource === resource);
    const types = type ? [type] : this.recordTypes;
    const names = types.flatMap(({ fields }) => fields.map((field) => field.name));
    return [...new Set([...names, 'owner.fullName', 'account.city', 'custom.fleetSize', 'contact.account.name'])];
  }

  /** An id for a property or a path: mostly one that fits, else any, or one that is nowhere. */
  idFor(name, random, resource = this.resourceOf(name)) {
    const fitting = this.ids.get(resource) ?? [];
    if (fitting.length > 0 && random.chance(0.85)) return random.pick(fitting);
    const any = [...this.ids.values()].flat();
    return any.length > 0 && random.chance(0.5) ? random.pick(any) : random.uuid();
  }

  resourceOf(name) {
    const field = this.recordTypes
      .flatMap((type) => type.fields)
      .find((candidate) => candidate.name === name && candidate.target);
    const target = field?.target ?? name.replace(/Ids?$/, '');
    return this.recordTypes.find((type) => type.name === target)?.resource;
  }
}

const ROUNDS = 3;

/**
 * Makes a few records of every type from the examples of the document, so that ids in paths and links are real.
 *
 * @param {World} world
 * @param {(method: string, path: string, body: object) => Promise<{ status: number, body: any }>} call as an administrator
 * @returns {Promise<string[]>} what refused its own example in every round: resource and problem
 */
export async function populate(world, call, seed) {
  const random = new Dice(seed);
  const refusals = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { path, body } of creating(world)) {
      const resource = path.split('/').at(-1);
      const answer = await call('POST', path, ownExample(world.resolve(body).example, random, world));
      if (answer.status !== 201) {
        refusals.set(resource, JSON.stringify(answer.body?.errors ?? answer.body));
        continue;
      }
      world.ids.set(resource, [...(world.ids.get(resource) ?? []), answer.body.id]);
    }
  }
  return [...refusals].filter(([resource]) => !world.ids.has(resource)).map((refusal) => refusal.join(': '));
}

function creating(world) {
  return world
    .operations()
    .filter(
      ({ method, path, body }) =>
        method === 'POST' && body?.$ref?.endsWith('Create') && /^\/api\/v1\/[a-z-]+$/.test(path),
    );
}
