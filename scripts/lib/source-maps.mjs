import { setSourceMapsSupport } from 'node:module';

/**
 * Loaded into the server before anything else: faults name lines of the sources, but only of our own. Reading the maps of
 * every package as well would cost a quarter of a second at each start.
 */
setSourceMapsSupport?.(true, { nodeModules: false, generatedCode: false });
