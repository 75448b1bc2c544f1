/** What the client needs to calculate a formula as the server does: no more than this may be imported from outside. */
export { evaluate, type Value } from './evaluate.js';
export { fixedText, toFixedPoint } from './fixed.js';
