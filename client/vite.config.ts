import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { earlyLoad } from './build/early-load.ts';
import { precompress } from './build/precompress.ts';
import { reactAriaPersian } from './build/react-aria-persian.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const api = process.env.PEYVAND_API ?? 'http://127.0.0.1:3000';
const ariaStrings = at('./src/i18n/fa-aria.json');

export default defineConfig({
  root: at('.'),
  resolve: {
    alias: [
      { find: '~', replacement: at('./src') },
      // Texts wait by React's own means, which spares the library's binding.
      { find: /^react-i18next$/, replacement: at('./src/i18n/use-translation.ts') },
      // HeroUI joins class names only; the full package carries a 10 kB merge of conflicting utilities that nothing here needs.
      { find: /^tailwind-variants$/, replacement: 'tailwind-variants/lite' },
    ],
  },
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: at('./src/routes'),
      generatedRouteTree: at('./src/routeTree.gen.ts'),
      quoteStyle: 'single',
      semicolons: true,
    }),
    react(),
    tailwindcss(),
    reactAriaPersian(ariaStrings),
    earlyLoad(),
    precompress(),
    VitePWA({
      registerType: 'prompt',
      // The shell registers the worker itself (src/app/update-prompt.tsx): an inline script would break the content security policy.
      injectRegister: false,
      includeAssets: ['icon.svg', 'boot.js'],
      manifest: {
        id: '/',
        name: 'پیوند؛ مدیریت ارتباط با مشتری',
        short_name: 'پیوند',
        description: 'نرم‌افزار مدیریت ارتباط با مشتری',
        lang: 'fa',
        dir: 'rtl',
        start_url: '/',
        display: 'standalone',
        background_color: '#f6f7f9',
        theme_color: '#2f57c9',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        navigateFallbackDenylist: [/^\/api/, /^\/health/, /^\/metrics/],
      },
    }),
  ],
  // The dependency optimizer bundles React Aria on its own in development, so it needs the Persian strings as well.
  optimizeDeps: { rolldownOptions: { plugins: [reactAriaPersian(ariaStrings)] } },
  build: {
    outDir: at('./dist'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // The page names its first files. A lazy part finds its own by itself: their lists would weigh 6 kB in the first load.
    modulePreload: { resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
    rolldownOptions: {
      output: {
        // What every screen needs in one file: many small ones compress worse and cost a request each.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-router|router-core|history|store|react-store|react-query|query-core))[\\/]/,
            },
            // What the first screens stand on, with all that it imports outright: buttons and inputs, then frame and list.
            {
              name: 'kit',
              test: /client[\\/]src[\\/](main|routeTree\.gen|ui[\\/](toast|button|states|text)\.tsx|app[\\/](logo|route-states)|api[\\/]sign-in)|lucide-react[\\/].*[\\/](building-|building\.|eye|funnel\.|filter\.|shield-check)/,
            },
            // Labelled fields: the sign-in and every form have them, lists have none.
            { name: 'fields', test: /client[\\/]src[\\/]ui[\\/](input|field)\.tsx/ },
            {
              name: 'screens',
              test: /client[\\/]src[\\/](app[\\/]app-layout|features[\\/]records[\\/]list[\\/]record-list-screen)/,
            },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': api, '/health': api } },
  preview: { host: '127.0.0.1', proxy: { '/api': api } },
});
