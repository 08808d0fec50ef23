/** What lies beside the next stop: one file of the page, loaded once that is in sight. */
export { TruckCheck } from './checks/TruckCheck.tsx';
export { FullTruck } from './FullTruck.tsx';
export { IncidentForm } from './incidents/IncidentForm.tsx';
export { KgEntry, KgInput } from './KgEntry.tsx';
export { MapScreen } from './map/MapScreen.tsx';
export { MoreMenu } from './MoreMenu.tsx';
export { PositionScreen } from './positions/PositionScreen.tsx';
export { SkipReasons } from './SkipReasons.tsx';
export { SlipEntry } from './slip/SlipEntry.tsx';
export { StopOverview } from './StopOverview.tsx';
