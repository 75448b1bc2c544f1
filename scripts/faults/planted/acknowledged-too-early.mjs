import { replaceIn } from '../../proof/plant.mjs';

/** Postgres says that a commit is done before it is on disk. */
export default {
  name: 'synchronous_commit is off',
  check: '2',
  plant: (dist) =>
    replaceIn(
      dist,
      'server/src/platform/database/embedded/settings.js',
      "synchronous_commit: 'on'",
      "synchronous_commit: 'off'",
    ),
};
