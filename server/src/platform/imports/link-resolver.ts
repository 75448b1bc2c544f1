import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { compactKey, normalizeKey, normalizeLine } from '../persian/index.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FieldFault } from '../records/field-fault.js';
import { isUuid } from '../records/field-types.js';
import type { RecordType } from '../records/record-type.js';
import { searchColumn } from '../records/search-words.js';
import type { RecordWriter } from '../records/record-writer.js';

/** A record that a word of the file could mean. */
export interface LinkSuggestion {
  readonly id: string;
  readonly title: string;
}

/**
 * Finds the records that the cells of a link column mean, many at a time, among those that the caller sees. Names are
 * one when letters, digits and spaces are («پارس خودرو», «پارس‌خودرو», «GTXPro», «GTX Pro»); an exact one comes first.
 */
export class LinkResolver {
  /** Ids by text of the cell; several for a name that isn't unique. */
  private readonly known = new Map<string, readonly string[]>();
  /** Texts that mean no record, with how often they came. */
  readonly unresolved = new Map<string, number>();

  constructor(
    readonly target: RecordType,
    private readonly by: string,
    private readonly createMissing: boolean,
    private readonly writer: RecordWriter,
  ) {}

  /** The field of the target whose values the texts are; undefined for ids. */
  get byField(): FieldDefinition | undefined {
    return this.by === 'id' ? undefined : this.field;
  }

  private get field(): FieldDefinition {
    return this.target.fields.get(this.by === 'title' ? this.target.title : this.by) as FieldDefinition;
  }

  /** Looks up the texts that are not known yet, and makes records for those that mean none, when that is wanted. */
  async learn(uow: UnitOfWork, texts: Iterable<string>, create = this.createMissing): Promise<void> {
    const fresh = [...new Set(texts)].filter((text) => !this.known.has(text));
    if (fresh.length === 0) return;
    if (this.by === 'id') {
      for (const text of fresh) this.known.set(text, isUuid(text) ? [text.toLowerCase()] : []);
      return;
    }
    await this.exact(uow, fresh);
    const open = fresh.filter((text) => !this.known.has(text));
    if (open.length > 0 && this.field.type === 'text') await this.alike(uow, open);
    const missing = fresh.filter((text) => !this.known.has(text));
    if (create && missing.length > 0) await this.create(uow, missing);
    for (const text of missing) if (!this.known.has(text)) this.known.set(text, []);
  }

  /** Whether a text that was looked up means a record. */
  knows(text: string): boolean {
    return (this.known.get(text)?.length ?? 0) > 0;
  }

  /** Asks anew for what meant no record so far: meanwhile it may have been made. */
  forgetMissing(): void {
    for (const [text, ids] of this.known) if (ids.length === 0) this.known.delete(text);
  }

  /** The id that a text means. @throws FieldFault `import.linkNotFound`, `import.linkAmbiguous` */
  idOf(text: string): string {
    const ids = this.known.get(text) ?? [];
    if (ids.length === 1) return ids[0] as string;
    if (ids.length > 1) throw new FieldFault('import.linkAmbiguous', { value: text });
    this.unresolved.set(text, (this.unresolved.get(text) ?? 0) + 1);
    throw new FieldFault('import.linkNotFound', { value: text });
  }

  private async exact(uow: UnitOfWork, texts: readonly string[]): Promise<void> {
    const params = new Params();
    const stored = new Map(texts.map((text) => [text, normalizeLine(text)]));
    const list = params.add([...new Set(stored.values())], '::text[]');
    const rows = await uow.query<{ id: string; name: string }>(
      `select t.id, t.${this.field.column} as name from ${this.target.table} t
       where t.${this.field.column} = any(${list}) and ${this.visible(uow, params)} order by t.id`,
      params.values,
    );
    const byName = new Map<string, string[]>();
    for (const { id, name } of rows) byName.set(name, [...(byName.get(name) ?? []), id]);
    for (const [text, name] of stored) {
      const ids = byName.get(name);
      if (ids) this.known.set(text, ids);
    }
  }

  /** Records whose name has the same key without spaces. The search column finds them by index. */
  private async alike(uow: UnitOfWork, texts: readonly string[]): Promise<void> {
    const keys = texts.map((text) => compactKey(text));
    const params = new Params();
    const name = `t.${this.field.column}`;
    const list = params.add([...new Set(keys.filter((key) => key !== ''))], '::text[]');
    const indexed = this.field.search ? `t.${searchColumn(this.field)} like '%' || k.key || '%' and ` : '';
    const rows = await uow.query<{ key: string; id: string }>(
      `select k.key, t.id from unnest(${list}) k(key) join ${this.target.table} t
         on ${indexed}replace(fa_key(${name}), ' ', '') = k.key and ${this.visible(uow, params)} order by t.id`,
      params.values,
    );
    for (const [i, text] of texts.entries()) {
      const ids = rows.filter((row) => row.key === keys[i]).map((row) => row.id);
      if (ids.length > 0) this.known.set(text, ids);
    }
  }

  private async create(uow: UnitOfWork, texts: readonly string[]): Promise<void> {
    if (!uow.principal.may(this.target.name, 'create')) return;
    const byKey = new Map(texts.map((text) => [compactKey(text), text]));
    const inputs = [...byKey.values()].map((text) => ({ body: { [this.field.name]: text } }));
    const outcomes = await this.writer.createMany(uow, this.target, inputs);
    for (const [i, key] of [...byKey.keys()].entries()) {
      const outcome = outcomes[i];
      if (!outcome || outcome.status === 'failed') continue;
      for (const text of texts) if (compactKey(text) === key) this.known.set(text, [outcome.id]);
    }
  }

  /** Records whose name is like `text`, the likest first. */
  async suggest(uow: UnitOfWork, text: string): Promise<LinkSuggestion[]> {
    const key = normalizeKey(text);
    if (key === '' || this.field.type !== 'text') return [];
    const params = new Params();
    const wanted = params.add(key, '::text');
    const name = `t.${this.field.column}`;
    const near = this.field.search
      ? `${wanted} <% t.${searchColumn(this.field)}`
      : `similarity(fa_key(${name}), ${wanted}) > 0.3`;
    return uow.query<LinkSuggestion & Record<string, unknown>>(
      `select t.id, ${name} as title from ${this.target.table} t where ${near} and ${this.visible(uow, params)}
       order by similarity(fa_key(${name}), ${wanted}) desc, t.id limit 3`,
      params.values,
    );
  }

  private visible(uow: UnitOfWork, params: Params): string {
    const scope = scopePredicate(this.target, 'view', uow.principal, 't', params);
    return `t.deleted_at is null${scope ? ` and ${scope}` : ''}`;
  }
}
