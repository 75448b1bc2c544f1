import { defineConfig } from '@hey-api/openapi-ts';

/** Types and fetch functions of the REST API, generated from the document the server writes. */
export default defineConfig({
  input: '../docs/openapi.json',
  output: { path: './src/api/generated', clean: true },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
});
