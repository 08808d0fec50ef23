// `npm start`: makes the clone ready, then becomes the supervisor. Plain JavaScript on Node alone, because at the
// first start there is nothing else yet.
import { pathToFileURL } from 'node:url';
import { requireNode } from './requirements.mjs';

requireNode();
const { failed, prepare, root } = await import('./prepare.mjs');
const { builtFile } = await import('./program.mjs');
const { helpWhenAsked } = await import('./help.mjs');
try {
  await helpWhenAsked(process.argv.slice(2));
  await prepare({ built: true });
} catch (error) {
  failed(error);
}
const { supervise } = await import(pathToFileURL(builtFile(root, 'platform/supervisor/supervise.ts')).href);
await supervise(process.argv.slice(2));
