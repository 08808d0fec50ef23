import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, transformWithOxc } from 'vite';
import { leftOut } from './left-out.ts';

/** Gives the address of the file that the map's worker is started from. */
const ADDRESS = 'virtual:map-worker-url';
const RESOLVED = `\0${ADDRESS}`;
const LIBRARY = fileURLToPath(new URL('../../../node_modules/maplibre-gl/src', import.meta.url));
const WORKER = `${LIBRARY}/source/worker.ts`;

/**
 * Builds MapLibre from the sources of its package, where page and worker have most of their code in common: its package has one
 * file for each, both with all of it. What no map here needs is left out.
 */
export function mapWorkerFile(): Plugin {
  let isBuilt = false;
  return {
    name: 'map-worker-file',
    enforce: 'pre',
    config: () => ({ resolve: { alias: [{ find: /^maplibre-gl$/, replacement: `${LIBRARY}/index.ts` }] } }),
    configResolved({ command }) {
      isBuilt = command === 'build';
    },
    resolveId: (id) => (id === ADDRESS ? RESOLVED : null),
    load(id) {
      if (id.startsWith(`${LIBRARY}/`)) return leftOut(id.slice(LIBRARY.length + 1), readFileSync(id, 'utf8'));
      if (id !== RESOLVED) return null;
      if (!isBuilt) return `export default ${JSON.stringify(`/@fs${WORKER}`)};`;
      const file = this.emitFile({ type: 'chunk', id: WORKER, name: 'map-worker' });
      return `export default import.meta.ROLLUP_FILE_URL_${file};`;
    },
    async transform(code, id) {
      if (!id.startsWith(LIBRARY)) return null;
      // As the library is built: what its classes say of a field without a value is no field, or it would hide what the constructor has set.
      return await transformWithOxc(code, id, {
        typescript: { removeClassFieldsWithoutInitializer: true },
        assumptions: { setPublicClassFields: true },
      });
    },
  };
}
