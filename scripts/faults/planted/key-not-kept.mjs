import { replaceIn } from '../../proof/plant.mjs';

/** A request that is sent again acts again. */
export default {
  name: 'a repeated Idempotency-Key is not noticed',
  check: '6',
  plant: (dist) =>
    replaceIn(dist, 'server/src/platform/http/idempotency.js', 'if (claimed === 0) return', 'if (claimed < 0) return'),
};
