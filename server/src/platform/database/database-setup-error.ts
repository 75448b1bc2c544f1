/** The database cannot be used as it is; the message says in plain words what to do, and a stack would add nothing. */
export class DatabaseSetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseSetupError';
  }
}
