import { defineConfig } from '@hey-api/openapi-ts';

/** The types of the REST API, generated from the document the server writes. */
export default defineConfig({
  input: '../docs/openapi.json',
  output: { path: './src/api/generated', clean: true },
  plugins: ['@hey-api/typescript'],
});
