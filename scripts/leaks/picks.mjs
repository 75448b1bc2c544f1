const WORD = /zq[bcdfghjklmnpqrstvwxz]{12}/;
const DIGITS = /\d{10,12}/;

/** An id that no record has. */
export const ABSENT = '0199c0de-0000-7000-8000-00000000dead';

/** Records to try a principal with: what they see and what they do not, of each type. */
export class Picks {
  constructor(oracle, principal, random) {
    this.oracle = oracle;
    this.principal = principal;
    this.random = random;
  }

  /** Up to `count` living and as many removed records of a type that the principal sees, or does not see. */
  ids(type, seen, count = 1) {
    const rows = [...(this.oracle.rows(type)?.values() ?? [])];
    const wanted = rows.filter((row) => this.oracle.sees(this.principal, type, row.id) === seen);
    const part = (removed) => this.random.shuffled(wanted.filter((row) => (row.deleted_at !== null) === removed));
    return [...part(false).slice(0, count), ...part(true).slice(0, count)].map(({ id }) => id);
  }

  /** Words and numbers of one record that the principal sees (or does not), to ask for. */
  sample(type, seen) {
    const [id] = this.ids(type, seen);
    const row = id && this.oracle.row(type, id);
    const text = JSON.stringify(row ?? {});
    return {
      id: id ?? ABSENT,
      userId: row?.owner_id ?? undefined,
      word: WORD.exec(text)?.[0],
      digits: DIGITS.exec(text.replaceAll(/"[0-9a-f-]{36}"|"\d{4}-\d{2}-\d{2}[^"]*"/g, ''))?.[0],
    };
  }
}
