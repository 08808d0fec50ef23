// A thread does not inherit the loader that lets Node read TypeScript, so it is registered here before the thread's own code.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
