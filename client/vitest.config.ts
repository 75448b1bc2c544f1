import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { reactAriaPersian } from './build/react-aria-persian.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('.'),
  resolve: { alias: { '~': at('./src'), 'react-i18next': at('./src/i18n/use-translation.ts') } },
  plugins: [react(), reactAriaPersian(at('./src/i18n/fa-aria.json'))],
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
    setupFiles: [at('./test/setup.ts')],
    server: { deps: { inline: [/react-aria/, /react-stately/, /@heroui/] } },
    env: { TZ: 'Asia/Tehran' },
  },
});
