// `npm run dev`: like `npm start`, but server and worker start again when their code changes, and Vite serves the
// pages, changing them in place.
import { requireNode } from './requirements.mjs';

requireNode();
const { failed, prepare } = await import('./prepare.mjs');
const { helpWhenAsked } = await import('./help.mjs');
try {
  await helpWhenAsked(process.argv.slice(2));
  await prepare({ built: false });
} catch (error) {
  failed(error);
}
const { register } = await import('tsx/esm/api');
register();
const { supervise } = await import('../supervisor/supervise.ts');
await supervise(process.argv.slice(2), { reload: true });
