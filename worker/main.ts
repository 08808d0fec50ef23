import { runChild } from '../platform/child.ts';
import { startWorker } from './worker.ts';

await runChild('worker', startWorker);
