import type { Platform } from '../../platform/platform.ts';
import type { Route } from '../http/route.ts';
import { appendixRoutes } from './appendix-routes.ts';
import { afterWrite } from './after-write.ts';
import { allSubjectRoutes } from './subjects.ts';

/** The town's register: its subjects, each with the same routes. */
export function registerRoutes(platform: Platform): Route[] {
  return [...allSubjectRoutes(platform, afterWrite(platform)), ...appendixRoutes(platform)];
}
