/** Those on whose behalf inputs are sent: a key with every right, a person with every right, somebody unknown, nobody. */
export class Callers {
  #key;
  #person;
  #token;

  /** @param {import('../proof/client.mjs').Client} admin */
  static async make(admin) {
    const callers = new Callers();
    const roles = await admin.must('GET', '/roles?limit=200');
    const roleIds = [roles.data.find((role) => role.builtin === 'administrator').id];
    const machine = await admin.must('POST', '/users', {
      username: 'check-key',
      fullName: 'check',
      kind: 'integration',
      roleIds,
    });
    callers.#key = (await admin.must('POST', '/api-keys', { name: 'check', userId: machine.id })).key;
    const password = 'a-strange-word-1405';
    await admin.must('POST', '/users', { username: 'check-person', fullName: 'check', password, roleIds });
    callers.#person = { login: () => admin.must('POST', '/auth/login', { username: 'check-person', password }) };
    await callers.renew();
    return callers;
  }

  /** Signs the person in again, when an input has signed it out. */
  async renew() {
    this.#token = (await this.#person.login()).accessToken;
  }

  /** @param {'key' | 'person' | 'nobody' | 'garbage'} as */
  headers(as) {
    if (as === 'nobody') return {};
    return { authorization: `Bearer ${{ key: this.#key, person: this.#token, garbage: 'pk_x.y.z' }[as]}` };
  }
}
