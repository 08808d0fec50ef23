import { IconPlugConnectedX } from '@tabler/icons-react';
import { type ComponentType, lazy, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../ui/states.tsx';

const beside = () => import('./beside.ts');
type Beside = Awaited<ReturnType<typeof beside>>;

/** The next stop goes before what lies beside it. */
const AFTER_MS = 3_000;

/** Has what lies beside the stops loaded while there is a network: it is wanted where there may be none. */
export function useScreensLoaded(): void {
  useEffect(() => {
    const timer = setTimeout(() => void beside().catch((error: unknown) => console.error(error)), AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}

function lazily<P extends object>(pick: (screens: Beside) => ComponentType<P>) {
  return lazy(async (): Promise<{ default: ComponentType<P> }> => {
    try {
      return { default: pick(await beside()) };
    } catch (error) {
      console.error(error);
      return { default: NotLoaded };
    }
  });
}

function NotLoaded() {
  const { t } = useTranslation('driver');
  return (
    <Message icon={<IconPlugConnectedX size={40} stroke={1.4} />} title={t('notLoaded')}>
      {t('notLoadedHint')}
    </Message>
  );
}

export const TruckCheck = lazily((screens) => screens.TruckCheck);
export const FullTruck = lazily((screens) => screens.FullTruck);
export const IncidentForm = lazily((screens) => screens.IncidentForm);
export const KgEntry = lazily((screens) => screens.KgEntry);
export const KgInput = lazily((screens) => screens.KgInput);
export const MapScreen = lazily((screens) => screens.MapScreen);
export const MoreMenu = lazily((screens) => screens.MoreMenu);
export const PositionScreen = lazily((screens) => screens.PositionScreen);
export const SkipReasons = lazily((screens) => screens.SkipReasons);
export const SlipEntry = lazily((screens) => screens.SlipEntry);
export const StopOverview = lazily((screens) => screens.StopOverview);
