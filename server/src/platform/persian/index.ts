/** The Persian engine: pure functions, the same in the server and in the browser. See README.md. */
export * from './calendar/index.js';
export { accept, type Check, refuse } from './check.js';
export * from './identity/index.js';
export * from './numbers/index.js';
export * from './text/index.js';
