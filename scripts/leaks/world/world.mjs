import { Client } from '../../proof/client.mjs';
import { Canaries } from './canaries.mjs';
import { RECIPES } from './recipes.mjs';
import { valueFor } from './values.mjs';

/** One company in one running product: who is in it, what belongs to whom, and which word stands where. */
export class World {
  branches = [];
  teams = [];
  /** People who own records: `id`, `client`, `orgUnitId`, `records` by type. */
  owners = [];
  /** Records that no single person owns, by type. */
  shared = {};

  /**
   * @param {import('../../proof/server.mjs').Product} product
   * @param {object} registry of the build, as `registry.mjs` prints it
   * @param {import('../../proof/seed.mjs').Random} random
   */
  constructor(product, registry, random) {
    this.product = product;
    this.registry = registry;
    this.random = random;
    this.canaries = new Canaries(random.fork());
  }

  /** The record type of a name. */
  type(name) {
    return this.registry.types.find((type) => type.name === name);
  }

  /** A caller of the product with a token, or with none. */
  client(token) {
    return new Client(this.product.url, { token, connections: 8 });
  }

  /** Where a canary of a record stands; the record's id is filled in once it is known. */
  context(type, id) {
    const places = new Map();
    const place = (field) => {
      if (!places.has(field)) places.set(field, { type, field, id });
      return places.get(field);
    };
    return { canaries: this.canaries, place, places };
  }

  /** A body with a canary in each writable field of a type. `more` has the last word; undefined leaves a field out. */
  body(typeName, more, context, person) {
    const type = this.type(typeName);
    const body = {};
    for (const field of type.fields) {
      if (field.readonly || field.secret || field.virtual || field.writeOnly) continue;
      if (field.standard && field.name !== 'externalId') continue;
      // People have national ids of their own; the recipe of accounts makes companies of them.
      body[field.name] = valueFor(field, { ...context, company: typeName === 'account' });
    }
    const full = { ...body, ...more };
    return RECIPES[typeName]?.(full, { world: this, person, place: context.place }) ?? full;
  }

  /** Makes a record as somebody. @throws Error that names the type when its rules refuse what was generated */
  async create(client, typeName, more, person) {
    const context = this.context(typeName, undefined);
    const body = this.body(typeName, more, context, person);
    const answer = await client.call('POST', `/${this.type(typeName).resource}`, body);
    if (!answer.ok)
      throw new Error(
        `no ${typeName} could be made (see world/recipes.mjs): ${answer.status} ${answer.text.slice(0, 600)}`,
      );
    this.settle(context, answer.body.id);
    return answer.body;
  }

  /** Tells the canaries of a context whose they are. */
  settle(context, id) {
    for (const place of context.places.values()) place.id = id;
  }
}
