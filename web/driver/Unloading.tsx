import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DriverPage.module.css';
import { isKg } from './kg.ts';
import { KgInput } from './lazy-screens.tsx';
import { MainButton } from './MainButton.tsx';

interface Props {
  isResting: boolean;
  /** The slip tells the mass. */
  isWeighed: boolean;
  /** `null` where nobody weighed or reckoned. */
  onUnloaded: (loadKg: number | null) => void;
}

/** Unloads, and tells how much where that is known. */
export function Unloading({ isResting, isWeighed, onUnloaded }: Props) {
  const { t } = useTranslation('driver');
  const [kg, setKg] = useState<number | string>('');
  const [isWrong, setWrong] = useState(false);
  return (
    <>
      {!isWeighed && (
        <div className={classes.wide}>
          <Suspense>
            <KgInput
              label={t('unloadedKg')}
              kg={kg}
              fault={isWrong ? t('kgNeeded') : undefined}
              onChange={(value) => {
                setKg(value);
                setWrong(false);
              }}
            />
          </Suspense>
        </div>
      )}
      <MainButton
        isResting={isResting}
        label={t('unloaded')}
        onClick={() => {
          if (isWeighed || kg === '') onUnloaded(null);
          else if (isKg(kg)) onUnloaded(kg);
          else setWrong(true);
        }}
      />
    </>
  );
}
