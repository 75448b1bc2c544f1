import type { Plugin } from 'vite';

/** Chunks that every screen behind the sign-in needs, and those of the sign-in, by name or by the end of a module's path. */
const PARTS = {
  app: ['src/routes/_app.tsx?tsr-split=component', 'name:screens'],
  'sign-in': ['src/routes/login.tsx?tsr-split=component', 'src/i18n/locales/fa/auth.json', 'name:fields'],
};
/** The component of a screen that the first part of the address names: `accounts`, or nothing for the home screen. */
const SCREEN = /src\/routes\/_app\/(?:([\w-]+)\/)?([\w-]+)\.tsx\?tsr-split=component$/;

interface Chunk {
  fileName: string;
  name: string;
  facadeModuleId: string | null;
  moduleIds: string[];
}

/**
 * Tells `boot.js` the names of the chunks that the route will ask for, so that they come along with the first scripts instead
 * of after them. A part that is not found fails the build: a renamed file must not make the first load slower unnoticed.
 */
export function earlyLoad(): Plugin {
  return {
    name: 'early-load',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const parts = Object.entries(PARTS).map(([part, modules]) => {
          const files = modules.map((module) => `/${chunkOf(module, chunks).fileName}`);
          return `data-${part}="${files.join(' ')}"`;
        });
        return html.replace(
          '<script src="/boot.js"',
          `<script src="/boot.js" ${parts.join(' ')} data-screens="${screensOf(chunks)}"`,
        );
      },
    },
  };
}

function chunkOf(module: string, chunks: readonly Chunk[]): Chunk {
  const found = chunks.find(({ name, facadeModuleId, moduleIds }) =>
    module.startsWith('name:')
      ? name === module.slice(5)
      : facadeModuleId?.endsWith(module) || moduleIds.some((id) => id.endsWith(module)),
  );
  if (!found) throw new Error(`early-load: no chunk holds ${module}`);
  return found;
}

/** `accounts=/assets/accounts-….js =/assets/index-….js …` */
function screensOf(chunks: readonly Chunk[]): string {
  return chunks
    .flatMap(({ fileName, facadeModuleId }) => {
      const [, folder, file] = SCREEN.exec(facadeModuleId ?? '') ?? [];
      if (file === undefined || (folder !== undefined && file !== 'index')) return [];
      return [`${folder ?? (file === 'index' ? '' : file)}=/${fileName}`];
    })
    .join(' ');
}
