/** What a body needs beyond its fields: what only the rules of a type know. */
const HINTS = {
  accountContact: async ({ factory }) => ({
    accountId: await factory.fresh('account'),
    contactId: await factory.fresh('contact'),
  }),
  assignmentRule: ({ factory }) => ({ assigneeIds: [factory.userId], active: false }),
  customField: ({ word }) => ({ recordType: 'product', name: `f${plain(word)}`, kind: 'text' }),
  customType: ({ word }) => ({ name: `t${plain(word)}`, resource: `t${plain(word)}` }),
  lead: ({ word }) => ({ lastName: word }),
  opportunityLine: async ({ factory }) => ({
    opportunityId: await factory.fresh('opportunity'),
    productId: await factory.link('product'),
  }),
  recordLayout: () => ({ recordType: 'account' }),
  savedView: () => ({ recordType: 'account' }),
  // A pipeline takes a few stages only.
  stage: async ({ factory }) => ({ pipelineId: await factory.fresh('pipeline') }),
  target: ({ factory, word }) => ({
    name: word,
    metric: 'wonCount',
    count: 5,
    period: '1405-08',
    userId: factory.userId,
  }),
  user: ({ word, given }) => ({
    username: `u-${word}`,
    ...(given.kind !== 'integration' && { password: `pass-${word}-1405` }),
  }),
};

/** A word as names of fields and record types may be. */
const plain = (word) => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const TEXT_TYPES = new Set(['text', 'longText']);
/** Texts that rules read as something else than words. */
const CODED = new Set([
  'username',
  'password',
  'recordType',
  'sort',
  'period',
  'economicCode',
  'registrationNo',
  'code',
]);

/**
 * Makes records of every type that the product has, from what it tells of its types itself: a type that is added later
 * is covered without a line here, unless its rules ask for more than its fields say.
 */
export class Factory {
  #links = new Map();

  constructor(client, random, types, document, userId) {
    this.client = client;
    this.random = random;
    /** The API document. */
    this.document = document;
    /** Id of the caller. */
    this.userId = userId;
    /** Every type by name, as `/record-types` describes it. */
    this.all = new Map(types.map((type) => [type.name, type]));
    /** Types that are made with a JSON body. */
    this.types = types.filter((type) => this.#takesJson(type));
  }

  /** Asks the server for its types and routes, as the caller. */
  static async of(client, random) {
    const [{ data }, document, { user }] = await Promise.all([
      client.must('GET', '/record-types'),
      client.must('GET', '/api/openapi.json'),
      client.must('GET', '/me'),
    ]);
    return new Factory(client, random, data, document, user.id);
  }

  type(name) {
    const type = this.all.get(name);
    if (!type) throw new Error(`there is no record type ${name}`);
    return type;
  }

  /** The same for another caller or stream of numbers, with the records to link to. */
  with(client, random) {
    const other = new Factory(client, random, [...this.all.values()], this.document, this.userId);
    other.#links = this.#links;
    return other;
  }

  /** A body that makes one record of the type. */
  async body(type, given = {}) {
    const word = this.random.word();
    const hint = (await HINTS[type.name]?.({ factory: this, word, given })) ?? {};
    const body = { ...hint };
    for (const field of type.fields) {
      const wanted = field.required && !field.readonly && !field.standard && field.default === undefined;
      if (wanted && !(field.name in body) && !(field.name in given)) body[field.name] = await this.value(field, word);
    }
    return { ...body, ...given };
  }

  /** Makes one record. @returns the record as answered */
  async make(name, given = {}) {
    const type = this.type(name);
    return this.client.must('POST', `/${type.resource}`, await this.body(type, given));
  }

  /** Id of a record made for this call. */
  async fresh(name, given) {
    return (await this.make(name, given)).id;
  }

  /** Id of some record of the type, the same each time. */
  async link(name) {
    if (name === 'user') return this.userId;
    if (!this.#links.has(name)) this.#links.set(name, this.fresh(name));
    return this.#links.get(name);
  }

  /** Fields of plain text that a caller may set to any words: what an edit can be told by. */
  textFields(type) {
    return type.fields.filter(
      (field) =>
        TEXT_TYPES.has(field.type) && !field.readonly && !field.writeOnly && !field.standard && !CODED.has(field.name),
    );
  }

  /** Fields that may hold the same in many records: what a bulk edit can be told by, texts first. */
  manySetFields(type) {
    const switches = type.fields.filter(
      (field) => ['boolean', 'integer'].includes(field.type) && !field.readonly && !field.standard,
    );
    return [...this.textFields(type), ...switches].filter((field) => !field.unique);
  }

  /** A value that the field takes. */
  async value(field, word = this.random.word()) {
    switch (field.type) {
      case 'text':
      case 'longText':
        return `نمونه ${word}`.slice(0, field.max ?? 500);
      case 'integer':
      case 'decimal':
      case 'percent':
        return Math.max(field.min ?? 0, Math.min(field.max ?? 50, this.random.between(1, 50)));
      case 'money':
        return { amount: String(this.random.between(1, 1e9)), currency: 'IRR' };
      case 'date':
        return `2026-0${this.random.between(1, 9)}-1${this.random.between(0, 9)}`;
      case 'instant':
        return `2026-0${this.random.between(1, 9)}-1${this.random.between(0, 9)}T08:30:00.000Z`;
      case 'choice':
        return this.random.pick(field.choices).value;
      case 'multiChoice':
        return [this.random.pick(field.choices).value];
      case 'boolean':
        return this.random.chance(0.5);
      case 'link':
        return this.link(field.target);
      case 'links':
        return [await this.link(field.target)];
      case 'about':
        return { type: 'account', id: await this.link('account') };
      case 'phone':
        return `0912${this.random.between(1_000_000, 9_999_999)}`;
      case 'email':
        return `${word}@example.ir`;
      case 'url':
        return `https://${word}.example.ir`;
      case 'postalCode':
        return String(this.random.between(1_000_000_000, 9_999_999_999));
      case 'tags':
        return [word];
      case 'json':
        return {};
      default:
        throw new Error(`no value for a field of the type ${field.type} (${field.name})`);
    }
  }

  #takesJson(type) {
    const route = this.document.paths[`/api/v1/${type.resource}`]?.post;
    return type.actions.create && route?.requestBody?.content?.['application/json'] !== undefined;
  }
}
