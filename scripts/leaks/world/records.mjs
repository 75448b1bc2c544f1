import { UPLOADED } from './recipes.mjs';

/** Kept by the product or by the people's own seeding: there is nothing to make for each owner. */
const OF_PEOPLE = new Set(['orgUnit', 'team', 'role', 'user']);

/** Few enough that a small machine answers them one after the other, many enough to fill its cores. */
const AT_ONCE = 6;

/**
 * Fills the company: of each type that people own, two records for each of them, linked to one another; of each type
 * that all share, two. Then one record of each is edited, one removed, and links lead across the scopes.
 */
export async function makeRecords(world) {
  const types = inOrder(world.registry.types);
  for (const type of types.filter(({ visibility }) => visibility === 'shared'))
    if (type.name !== 'savedView') world.shared[type.name] = await makeShared(world, type);
  await eachOf(world.owners, async (person) => {
    for (const type of types)
      if (type.visibility !== 'shared' || type.name === 'savedView') await makeOwned(world, person, type);
  });
  await eachOf(world.owners, (person) => ageRecords(world, person));
  await crossLinks(world);
}

/** Runs `work` for each of the list, some at once. */
export async function eachOf(list, work, atOnce = AT_ONCE) {
  const waiting = [...list.entries()];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await work(next[1], next[0]);
    }),
  );
}

/** Types after the types that their required links point to. */
function inOrder(types) {
  const wanted = types.filter(({ name }) => !OF_PEOPLE.has(name) && name !== 'importMapping');
  const order = [];
  const add = (type, path) => {
    if (order.includes(type) || path.includes(type)) return;
    for (const field of type.fields) {
      const target = wanted.find(({ name }) => name === field.target);
      if (target && !field.standard) add(target, [...path, type]);
    }
    order.push(type);
  };
  // What is about others comes last, so that there is something to be about.
  for (const type of wanted.filter(({ fields }) => !fields.some((field) => field.type === 'about'))) add(type, []);
  for (const type of wanted) add(type, []);
  return order;
}

async function makeShared(world, type) {
  const made = [];
  if (type.name === 'stage') {
    // A pipeline has its own stages from the start.
    const { data } = await world.admin.must('GET', '/stages?limit=200');
    return data;
  }
  for (let i = 0; i < 2; i += 1)
    made.push(await world.create(world.admin, type.name, linksOf(world, type, world.shared)));
  return made;
}

async function makeOwned(world, person, type) {
  const { records } = person;
  records[type.name] = [];
  for (let i = 0; i < 2; i += 1) {
    const links = linksOf(world, type, records, i);
    if (UPLOADED[type.name]) {
      const context = world.context(type.name, undefined);
      const scoped = Object.create(world, { context: { value: () => context } });
      const made = await UPLOADED[type.name](scoped, person, links.about);
      world.settle(context, made.id);
      records[type.name].push(made);
    } else records[type.name].push(await world.create(person.client, type.name, links, person));
  }
}

/** Links of a type to what its owner has already; users are the owner itself. */
function linksOf(world, type, records, turn = 0) {
  const links = {};
  for (const field of type.fields) {
    if (field.standard || field.readonly) continue;
    const own = records[field.target] ?? world.shared[field.target];
    const one = own?.[turn % own.length]?.id;
    if (field.type === 'link' && one) links[field.name] = one;
    else if (field.type === 'links' && one) links[field.name] = [one];
    else if (field.type === 'about') links.about = aboutOf(records, turn);
  }
  return links;
}

const ABOUT = ['account', 'opportunity', 'contact', 'lead'];

function aboutOf(records, turn) {
  const type = ABOUT.filter((name) => records[name]?.length > 0)[turn];
  return { type, id: records[type][0].id };
}

/** Edits one record of each type, so that its history has old values, and puts one into the recycle bin. */
async function ageRecords(world, person) {
  for (const [name, records] of Object.entries(person.records)) {
    const type = world.type(name);
    const [first, second] = records;
    const text = type.fields.find(
      (field) =>
        (field.type === 'text' || field.type === 'longText') && !field.readonly && !field.standard && !field.unique,
    );
    if (text && !UPLOADED[name] && name !== 'savedView') {
      const place = { type: name, field: text.name, id: first.id };
      await person.client.must('PATCH', `/${type.resource}/${first.id}`, { [text.name]: world.canaries.word(place) });
    }
    if (['note', 'activity', 'file'].includes(name)) {
      await person.client.must('DELETE', `/${type.resource}/${second.id}`);
      second.deleted = true;
    }
  }
}

/**
 * The administrator links records of each person to those of somebody who came before (never in a circle): what a list
 * could embed and must not. One after the other, because trees of accounts are changed one at a time.
 */
async function crossLinks(world) {
  const { owners, random } = world;
  for (const [index, person] of owners.entries()) {
    if (index === 0) continue;
    const stranger = owners[random.between(0, index - 1)];
    for (const [name, records] of Object.entries(person.records)) {
      const type = world.type(name);
      const body = {};
      for (const field of type.fields) {
        // An answer stays under its note.
        if (!field.target || field.standard || field.readonly || field.required || field.name === 'replyToId') continue;
        const id = stranger.records[field.target]?.[0]?.id;
        if (id) body[field.name] = field.type === 'links' ? [id] : id;
      }
      if (Object.keys(body).length === 0 || UPLOADED[name]) continue;
      const record = records.find((one) => !one.deleted);
      await world.admin.must('PATCH', `/${type.resource}/${record.id}`, body);
    }
  }
}
