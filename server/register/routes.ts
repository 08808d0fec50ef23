import type { Platform } from '../../platform/platform.ts';
import type { Route } from '../http/route.ts';
import { appendixRoutes } from './appendix-routes.ts';
import { calendarRoutes } from './calendar-routes.ts';
import { afterWrite } from './after-write.ts';
import { sheetRoutes } from './sheets/routes.ts';
import { allSubjectRoutes } from './subjects.ts';
import { unitReformRoute } from './unit-reform-route.ts';

/** The town's register: its subjects, each with the same routes. */
export function registerRoutes(platform: Platform): Route[] {
  const after = afterWrite(platform);
  return [
    unitReformRoute(platform, after),
    ...allSubjectRoutes(platform, after),
    ...sheetRoutes(platform, after),
    ...appendixRoutes(platform),
    ...calendarRoutes(platform),
  ];
}
