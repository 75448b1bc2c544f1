import { replaceIn } from '../../proof/plant.mjs';

/** The feed of changes passes by transactions that are still open. */
export default {
  name: 'the feed does not wait for open transactions',
  check: '1',
  plant: (dist) =>
    replaceIn(dist, 'migrations/sql/changes.sql', 'return least(reached, open_from);', 'return reached;'),
};
