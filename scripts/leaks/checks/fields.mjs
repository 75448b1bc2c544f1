import { ABSENT, Picks } from '../picks.mjs';
import { eachOf } from '../world/records.mjs';

const COMPARED = { text: 'contains', longText: 'contains', phone: 'contains', email: 'contains', url: 'contains' };

/**
 * Check 14: a field that a principal may not read cannot be asked for, sorted by, chosen as a column, followed, added up
 * or written, in the list, behind links, in exports, imports and saved views; and one that they may only read cannot be
 * written. What it is made of and its second names count as itself.
 */
export async function fieldRights(context, check) {
  const { world, oracle } = context;
  for (const principal of world.principals) {
    if (principal.kind === 'anonymous' || principal.kind === 'disabled') continue;
    const limited = world.registry.types.flatMap((type) =>
      type.internal || !oracle.may(principal, type.name, 'view')
        ? []
        : type.fields
            .filter((field) => !field.secret && !field.writeOnly && !field.virtual)
            .map((field) => ({ type, field })),
    );
    await eachOf(limited, async ({ type, field }) => {
      if (field.search && !oracle.mayRead(principal, type.name, field.name))
        await mustNotFind(context, check, principal, type, field);
      if (!oracle.mayRead(principal, type.name, field.name)) await mustNotName(context, check, principal, type, field);
      if (!field.readonly && oracle.level(principal, type.name, field.name) !== 'write')
        await mustNotWrite(context, check, principal, type, field);
    });
  }
}

/** Every way to name a field; each must be refused, and tell nothing. */
async function mustNotName(context, check, principal, type, field) {
  const { watch, registry } = context;
  const resource = `/${type.resource}`;
  const filter = (leaf) => `filter=${encodeURIComponent(JSON.stringify(leaf))}`;
  const leaf = { field: field.name, op: COMPARED[field.type] ?? 'notEmpty', value: COMPARED[field.type] && 'zq' };
  const paths = [
    `${resource}?${filter(leaf)}`,
    `${resource}?${filter({ not: leaf })}`,
    `${resource}?sort=${field.name}`,
    `${resource}?sort=-${field.name}`,
    `${resource}/summary?groupBy=${field.name}`,
    `${resource}/summary?fields=${field.name}`,
    `${resource}/export?columns=${field.name}`,
    `${resource}/export?${filter(leaf)}`,
    ...(field.target ? [`${resource}?include=${field.name.replace(/Id$/, '')}`] : []),
  ];
  for (const other of registry.types) {
    const link = other.fields.find((one) => one.target === type.name && one.name.endsWith('Id') && !one.standard);
    if (!link || other.internal) continue;
    paths.push(`/${other.resource}?${filter({ ...leaf, field: `${link.name.slice(0, -2)}.${field.name}` })}`);
    const sum = { related: type.resource, agg: 'max', field: field.name, op: 'notEmpty' };
    paths.push(`/${other.resource}?${filter(sum)}`);
  }
  for (const path of paths) {
    const { answer, leaks } = await watch.ask(principal, 'GET', path);
    const who = `${principal.kind}: ${path}`;
    check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
    check.expect([400, 403, 404].includes(answer.status), () => `${who} answers ${answer.status}`);
  }
}

/** A free text that stands in this field alone finds nothing, in the list and everywhere. */
async function mustNotFind(context, check, principal, type, field) {
  const { oracle, watch } = context;
  const own = [...oracle.rows(type.name).values()].find(
    (row) => row.deleted_at === null && row[field.column] && oracle.sees(principal, type.name, row.id),
  );
  const word = /zq[b-z]{12}|\d{10,}/.exec(own?.[field.column] ?? '')?.[0];
  if (!word) return;
  for (const path of [`/${type.resource}?count=exact&sort=-id&q=${word}`, `/search?types=${type.name}&q=${word}`]) {
    const { answer } = await watch.ask(principal, 'GET', path);
    const silent = answer.status === 400 || answer.body?.data?.length === 0;
    check.expect(silent, () => `${principal.kind}: ${path} finds by ${field.name}: ${answer.text.slice(0, 120)}`);
  }
}

/** Edits, bulk writes and restored old values leave the field as it is. */
async function mustNotWrite(context, check, principal, type, field) {
  const { oracle, watch, product, random } = context;
  const [id = ABSENT] = new Picks(oracle, principal, random).ids(type.name, true);
  const row = oracle.row(type.name, id);
  if (!row || row.deleted_at !== null) return;
  const value = field.type === 'link' ? ABSENT : field.type === 'money' ? { amount: '7' } : 'zz';
  const body = { [field.name]: value };
  const tries = [
    ['PATCH', `/${type.resource}/${id}`, body],
    ['POST', `/${type.resource}/bulk`, { data: [{ externalId: row.external_id, ...body }] }],
  ];
  for (const [method, path, sent] of tries) {
    const { answer, leaks } = await watch.ask(principal, method, path, sent);
    const who = `${principal.kind}: ${method} ${path} ${field.name}`;
    check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
    if (method === 'PATCH')
      check.expect(answer.status >= 400 && answer.status < 500, () => `${who} answers ${answer.status}`);
  }
  const [now] = await product.query(`select to_jsonb(t) -> $2 as value from ${type.table} t where id = $1`, [
    id,
    field.column,
  ]);
  const same = JSON.stringify(now?.value) === JSON.stringify(row[field.column]);
  check.expect(same, () => `${principal.kind}: ${type.name}.${field.name} of ${id} was written`);
}
