import { Entity } from 'typeorm';
import type { Action } from '../access/principal.js';
import { Problem } from '../errors/problem.js';
import type { FieldDefinition, Label } from './field-definition.js';
import type { RecordRules } from './record-rules.js';

/**
 * Who sees the rows of a type.
 * - `owned`: by owner, team or org unit, as the role says.
 * - `shared`: everybody whose role has the action at all (pipelines, products, lists of reasons).
 * - `child`: whoever sees the record that it is about.
 */
export type Visibility = 'owned' | 'shared' | 'child';

export interface RecordTypeOptions {
  /** Singular camelCase name, as in filters, roles and links: `account`. */
  readonly name: string;
  /** Plural kebab-case resource in the API: `accounts`. */
  readonly resource: string;
  readonly module: string;
  readonly labels: { readonly one: Label; readonly many: Label };
  /** Field that names a record to people. */
  readonly title: string;
  readonly icon?: string;
  readonly visibility?: Visibility;
  /** A link field whose record passes its visibility on to this one as well (an activity to its account). */
  readonly inherits?: string;
  /** A field of links to users who see the record as well (a meeting's attendees). */
  readonly sharedWith?: string;
  /** Whoever created a record goes on seeing it after handing it over. */
  readonly creatorSees?: boolean;
  /** Of a shared type: the field that names the branch a record belongs to. Scopes narrower than "all" end there. */
  readonly branch?: 'orgUnitId' | 'id';
  /** Single records may be opened to people and teams (`platform/sharing`); the policies of its table know of it. */
  readonly shareable?: boolean;
  /** Actions of the standard routes; all when absent. */
  readonly actions?: readonly Action[];
  /** The system keeps it: generic routes, bulk, import and export leave it alone. */
  readonly internal?: boolean;
  /**
   * Notes and files may be about it although it is internal. Row-level security alone says who sees it, and names here the
   * type whose right to view one needs besides.
   */
  readonly discussed?: string;
  readonly defaultSort?: string;
  /** Fields whose values together stand in one living record only; of two that a merge makes alike one stays. */
  readonly onceFor?: readonly string[];
  /** Condition of the filter language for records that still ask for work; all of them when absent. */
  readonly open?: object;
  /** A body that creates one, for the API document; links hold ids that stand for any. */
  readonly example?: Readonly<Record<string, unknown>>;
}

// biome-ignore lint/suspicious/noExplicitAny: a class of any record
export type RecordClass<T extends object = object> = abstract new () => T;

/** A record type as the product knows it at run time. */
export interface RecordType extends RecordTypeOptions {
  readonly entity: RecordClass;
  readonly table: string;
  readonly visibility: Visibility;
  /** Fields of the product and of the company; replaced as a whole when definitions change. */
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  /** What the type itself demands of every write path; set by its module at start. */
  rules?: RecordRules;
  /** The company has added it: id of its definition, and the choice field of its board. */
  readonly company?: { readonly id: string; readonly boardField?: string };
  /** Layouts of the company, the first that fits counts. */
  readonly layouts?: readonly TypeLayout[];
  /** Fields whose value a rule of duplicates refuses to have in two visible records. */
  readonly refusesTwice?: ReadonlySet<string>;
  /** What the company's own definitions demand, after the rules of the type. */
  readonly companyRules?: RecordRules;
}

/** A heading with the fields below it. */
export interface FieldGroup {
  readonly title?: Label;
  readonly fields: readonly string[];
}

/** How screens show the records of a type to some roles, or to everybody; what is undefined is as the client has it. */
export interface TypeLayout {
  /** Empty for everybody. */
  readonly roleIds: readonly string[];
  readonly form?: readonly FieldGroup[];
  readonly listColumns?: readonly string[];
  readonly cardFields?: readonly string[];
  readonly facts?: readonly FieldGroup[];
  readonly hiddenFields?: readonly string[];
}

/** What the company has made of a record type of the product. */
export interface TypeCustomisation {
  readonly fields: readonly FieldDefinition[];
  readonly layouts?: readonly TypeLayout[];
  /** What the company calls the type. */
  readonly labels?: RecordType['labels'];
  /** What it calls fields, by name. */
  readonly fieldLabels?: ReadonlyMap<string, Label>;
  readonly rules?: RecordRules;
}

const fieldsOfClass = new Map<object, FieldDefinition[]>();

/** Notes a field of a class; called by the field decorators. */
export function declareField(prototype: object, field: FieldDefinition): void {
  const fields = fieldsOfClass.get(prototype) ?? [];
  fields.push(field);
  fieldsOfClass.set(prototype, fields);
}

/** The fields that a class declares, those that it inherits first. */
export function fieldsOf(entity: RecordClass): Map<string, FieldDefinition> {
  const chain: object[] = [];
  for (let p: object | null = entity.prototype; p && p !== Object.prototype; p = Object.getPrototypeOf(p))
    chain.unshift(p);
  const own = chain
    .slice()
    .reverse()
    .flatMap((p) => fieldsOfClass.get(p) ?? []);
  return new Map(own.map((field) => [field.name, field]));
}

/** Every record type of the running product, by name and by resource. */
export class RecordTypes {
  private readonly byName = new Map<string, RecordType>();
  private readonly builtIn = new WeakMap<RecordType, Pick<RecordType, 'fields' | 'labels'>>();
  private retired: ReadonlySet<string> = new Set();
  private changes = 0;

  add(type: RecordType): void {
    if (this.byName.has(type.name)) throw new Error(`record type ${type.name} is declared twice`);
    this.byName.set(type.name, type);
  }

  /** Grows with each change of the registry while the product runs. */
  get generation(): number {
    return this.changes;
  }

  /**
   * Takes over what the company has made of the product, all at once: its own types, and its fields on all types. What is
   * not named is as the product has it. `retired` are names of removed types, which roles may still know.
   */
  customise(
    customisations: ReadonlyMap<string, TypeCustomisation>,
    own: readonly RecordType[] = [],
    retired: ReadonlySet<string> = new Set(),
  ): void {
    const names = new Set(own.map(({ name }) => name));
    for (const type of this.all()) if (type.company && !names.has(type.name)) this.byName.delete(type.name);
    for (const type of own) this.takeOver(type);
    this.retired = retired;
    for (const type of this.all()) {
      const { fields: ofProduct, labels } = this.ofProduct(type);
      const customisation = customisations.get(type.name);
      Object.assign(type, {
        fields: customisation ? namedFields(ofProduct, customisation) : ofProduct,
        labels: customisation?.labels ?? labels,
        layouts: customisation?.layouts,
        companyRules: customisation?.rules,
      });
    }
    this.changes += 1;
  }

  /** A type of the company stays the same object through changes: requests on their way hold it. */
  private takeOver(type: RecordType): void {
    const known = this.byName.get(type.name);
    if (known && !known.company) throw new Error(`record type ${type.name} is the product's own`);
    if (known) Object.assign(known, type);
    const kept = known ?? { ...type };
    this.byName.set(type.name, kept);
    this.builtIn.set(kept, { fields: type.fields, labels: type.labels });
  }

  /** Whether the company had a type of that name, and removed it. */
  isRetired(name: string): boolean {
    return this.retired.has(name);
  }

  /** The fields that a type has without the company's. */
  fieldsOfProduct(type: RecordType): ReadonlyMap<string, FieldDefinition> {
    return this.ofProduct(type).fields;
  }

  private ofProduct(type: RecordType): Pick<RecordType, 'fields' | 'labels'> {
    const known = this.builtIn.get(type);
    if (known) return known;
    const first = { fields: type.fields, labels: type.labels };
    this.builtIn.set(type, first);
    return first;
  }

  all(): RecordType[] {
    return [...this.byName.values()];
  }

  find(name: string): RecordType | undefined {
    return this.byName.get(name);
  }

  get(name: string): RecordType {
    const type = this.byName.get(name);
    if (!type) throw new Error(`no record type ${name}`);
    return type;
  }

  byResource(resource: string): RecordType | undefined {
    return this.all().find((type) => type.resource === resource);
  }

  of(entity: RecordClass): RecordType {
    const type = this.all().find((candidate) => candidate.entity === entity);
    if (!type) throw new Error(`${entity.name} is no record type`);
    return type;
  }

  /** Link fields of other types that point to `name`: its related lists. */
  linksTo(name: string): { type: RecordType; field: FieldDefinition }[] {
    return this.all().flatMap((type) =>
      [...type.fields.values()]
        .filter((field) => field.target === name && !field.standard)
        .map((field) => ({ type, field })),
    );
  }
}

/** Fields of the product and of the company, under the company's labels; the same map when it has changed none. */
function namedFields(
  ofProduct: ReadonlyMap<string, FieldDefinition>,
  { fields, fieldLabels }: TypeCustomisation,
): ReadonlyMap<string, FieldDefinition> {
  if (fields.length === 0 && !fieldLabels?.size) return ofProduct;
  const named = (field: FieldDefinition): FieldDefinition => ({ ...field, ...fieldLabels?.get(field.name) });
  return new Map([...ofProduct.values(), ...fields].map((field) => [field.name, named(field)]));
}

export const recordTypes = new RecordTypes();

/** The type behind `/:resource/…`, where a route serves every type. @throws Problem 404 `route.notFound` */
export function routeType(resource: string): RecordType {
  const type = recordTypes.byResource(resource);
  if (!type || type.internal) throw new Problem(404, 'route.notFound');
  return type;
}

/** The company's own record type at an address. @throws Problem 404 `route.notFound` */
export function companyType(resource: string | undefined): RecordType {
  const type = resource === undefined ? undefined : recordTypes.byResource(resource);
  if (!type?.company) throw new Problem(404, 'route.notFound');
  return type;
}

/** Table of a resource: `price-lists` is `price_lists`. */
export function tableOf(resource: string): string {
  return resource.replaceAll('-', '_');
}

/** Declares a class as a record type: TypeORM entity and registry entry in one. */
export function RecordType(options: RecordTypeOptions): ClassDecorator {
  return (target) => {
    const entity = target as unknown as RecordClass;
    const table = tableOf(options.resource);
    Entity(table)(target);
    recordTypes.add({ ...options, visibility: options.visibility ?? 'owned', entity, table, fields: fieldsOf(entity) });
  };
}
