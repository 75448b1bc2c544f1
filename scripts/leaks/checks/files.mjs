import { createHash } from 'node:crypto';
import { eachOf } from '../world/records.mjs';

/**
 * Check 15: every type as CSV and as a workbook, with the usual columns and with all; whoever may not export gets
 * nothing. The rows must be those of the oracle, and no file may carry a word too many.
 */
export async function exportedFiles(context, check) {
  const { world, oracle, routes, watch } = context;
  const types = world.registry.types.filter(({ resource }) =>
    routes.some(({ path }) => path === `/api/v1/${resource}/export`),
  );
  for (const principal of world.principals)
    await eachOf(types, async (type) => {
      const readable = type.fields.filter(
        (field) => !field.secret && !field.writeOnly && oracle.mayRead(principal, type.name, field.name),
      );
      const columns = readable
        .filter((field) => !field.virtual)
        .map(({ name }) => name)
        .join(',');
      for (const format of ['csv', 'xlsx'])
        for (const query of [`format=${format}`, `format=${format}&columns=${columns}&links=title`]) {
          const { answer, leaks } = await watch.ask(principal, 'GET', `/${type.resource}/export?${query}`);
          const who = `${principal.kind}: ${type.resource}/export?${query}`;
          check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
          const may = oracle.may(principal, type.name, 'export') && oracle.may(principal, type.name, 'view');
          check.expect(may || !answer.ok, () => `${who} gives a file to whoever may not export`);
          if (may && !answer.ok) check.fail(`${who} answers ${answer.status} ${answer.text.slice(0, 120)}`);
        }
    });
}

/** Check 16: every stored file, living, removed and of every record, by each principal: its facts and its content. */
export async function attachments(context, check) {
  const { world, oracle, watch } = context;
  for (const principal of world.principals) {
    await eachOf(
      [...oracle.rows('file').values()],
      async (row) => {
        const sees = oracle.sees(principal, 'file', row.id);
        for (const path of [`/files/${row.id}`, `/files/${row.id}/content`, `/files/${row.id}/history`]) {
          const { answer, leaks } = await watch.ask(principal, 'GET', path);
          const who = `${principal.kind}: ${path}`;
          check.expect(leaks.length === 0, () => `${who} tells ${leaks.slice(0, 3)}`);
          check.expect(sees || !answer.ok, () => `${who} answers ${answer.status}`);
        }
      },
      8,
    );
  }
  // What lies on disk has names that say nothing and cannot be guessed.
  const keys = [...oracle.rows('file').values()].map(({ storage_key: key, name }) => ({ key, name }));
  for (const { key, name } of keys) {
    const guessable = [name, createHash('sha256').update(name).digest('hex')];
    check.expect(!guessable.includes(key), () => `the name on disk ${key} follows from ${name}`);
  }
}
