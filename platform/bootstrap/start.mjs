// `npm start`: makes the clone ready, then becomes the supervisor. Plain JavaScript on Node alone, because at the
// first start there is nothing else yet.
import { requireNode } from './requirements.mjs';

requireNode();
const { failed, prepare } = await import('./prepare.mjs');
const { helpWhenAsked } = await import('./help.mjs');
try {
  await helpWhenAsked(process.argv.slice(2));
  await prepare({ web: true });
} catch (error) {
  failed(error);
}
const { register } = await import('tsx/esm/api');
register();
const { supervise } = await import('../supervisor/supervise.ts');
await supervise(process.argv.slice(2));
