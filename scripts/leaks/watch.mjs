import { textOf } from './bytes.mjs';

/** Subjects that are no record types: only whoever sets the product up knows of them. */
const SETUP = new Set(['apiKey']);

/** Listens to every answer that a principal gets, and knows which words in it they should never have heard. */
export class Watch {
  /** Answers that were listened to. */
  heard = 0;

  /** @param {import('./world/world.mjs').World} world @param {import('./oracle.mjs').Oracle} oracle */
  constructor(world, oracle) {
    this.world = world;
    this.oracle = oracle;
  }

  /**
   * Calls as a principal.
   *
   * @returns {Promise<{ answer: import('../proof/client.mjs').Answer, leaks: string[] }>}
   * @throws Error that names the call when no whole answer comes
   */
  async ask(principal, method, path, body, headers) {
    const answer = await principal.client.call(method, path, body, headers).catch((error) => {
      throw new Error(`${principal.kind}: ${method} ${path}: ${error.message}`);
    });
    return { answer, leaks: this.leaksIn(principal, answer.bytes, `${path}${JSON.stringify(body) ?? ''}`) };
  }

  /**
   * What a principal learns from these bytes and must not.
   *
   * @param {Buffer} bytes
   * @param {string} [said] what they said themselves: hearing it again teaches nothing
   * @returns {string[]}
   */
  leaksIn(principal, bytes, said = '') {
    this.heard += 1;
    const places = this.world.canaries.find(textOf(bytes));
    const known = this.world.canaries.find(said);
    return [...places]
      .filter((place) => !known.has(place) && !this.mayKnow(principal, place))
      .map(({ type, id, field }) => `${type}.${field} of ${id}`);
  }

  /** Whether a principal may read the field of the record in which a canary stands. */
  mayKnow(principal, { type, id, field }) {
    if (SETUP.has(type)) return false;
    if (isOwn(principal, type, id)) return true;
    // What the company tells somebody they may know, whatever their roles say of announcements as records.
    if (type === 'announcement' && this.oracle.isAnnounced(principal, this.oracle.row(type, id))) return true;
    return this.oracle.sees(principal, type, id) && this.oracle.mayRead(principal, type, field);
  }
}

/** Everybody knows themselves and where they belong, also without a right to look at people. */
function isOwn(principal, type, id) {
  if (type === 'user') return id === principal.id;
  if (type === 'role') return principal.roleIds?.includes(id) ?? false;
  if (type === 'orgUnit') return id === principal.orgUnitId;
  return type === 'team' && (principal.teamIds?.includes(id) ?? false);
}
