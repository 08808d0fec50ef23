import { Button, NumberInput, TextInput } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CheckItem,
  checkItemName,
  itemsAt,
  type TruckCheckInput,
} from '../../../domain/truck-checks/truck-checks.ts';
import type { CheckKind } from '../../../domain/truck-checks/check-kinds.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import driver from '../DriverPage.module.css';
import { PhotoButton } from '../photos/PhotoButton.tsx';
import type { TakenPhoto } from '../photos/shrink-photo.ts';
import classes from './TruckCheck.module.css';

/** What a driver says of the truck, before it has an id, a truck and a time. */
export type ToldCheck = Pick<TruckCheckInput, 'kind' | 'odometerKm' | 'items' | 'note' | 'photoIds'>;

interface Props {
  kind: CheckKind;
  list: readonly CheckItem[];
  isResting: boolean;
  onBack: () => void;
  onPhoto: (photo: TakenPhoto) => Promise<string>;
  onSend: (check: ToldCheck) => void;
}

const MOST_KM = 9_999_999;

/** The truck looked over: what is fine and what is not, and what the dial shows. Nothing counts as looked at that nobody tapped. */
export function TruckCheck({ kind, list, isResting, onBack, onPhoto, onSend }: Props) {
  const { t, i18n } = useTranslation('driver');
  const items = itemsAt(list, kind);
  const [found, setFound] = useState<Readonly<Partial<Record<number, boolean>>>>({});
  const [km, setKm] = useState<number | string>('');
  const [note, setNote] = useState('');
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const isKm = km === '' || (typeof km === 'number' && km >= 0 && km <= MOST_KM);
  const isVietnamese = i18n.language === 'vi';
  return (
    <section className={classes.check} aria-label={t(`check.${kind}`)}>
      <div className={classes.all}>
        <h1>{t(`check.${kind}`)}</h1>
        <NumberInput
          label={t('check.odometer')}
          placeholder={t('check.odometerHint')}
          value={km}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          hideControls
          inputMode="numeric"
          thousandSeparator={isVietnamese ? '.' : ','}
          decimalSeparator={isVietnamese ? ',' : '.'}
          classNames={{ input: driver.otherInput, label: driver.label, error: driver.fault }}
          error={isKm ? undefined : t('check.odometerWrong')}
          onChange={setKm}
        />
        {items.length > 1 && (
          <Button
            variant="default"
            h={56}
            fz={18}
            onClick={() => setFound(Object.fromEntries(items.map((_, index) => [index, true])))}
          >
            {t('check.allFine')}
          </Button>
        )}
        {items.map((item, index) => {
          const name = checkItemName(item, currentLanguage());
          const choose = (isFine: boolean) => setFound((before) => ({ ...before, [index]: isFine }));
          return (
            <div key={item.vi} role="group" aria-label={name} className={classes.item}>
              <span>{name}</span>
              <Button
                variant={found[index] === true ? 'filled' : 'default'}
                aria-pressed={found[index] === true}
                aria-label={t('check.fine')}
                onClick={() => choose(true)}
              >
                <IconCheck size={28} stroke={2.4} />
              </Button>
              <Button
                variant={found[index] === false ? 'filled' : 'default'}
                color={found[index] === false ? 'red' : undefined}
                aria-pressed={found[index] === false}
                aria-label={t('check.broken')}
                onClick={() => choose(false)}
              >
                <IconX size={28} stroke={2.4} />
              </Button>
            </div>
          );
        })}
        <TextInput
          aria-label={t('check.note')}
          placeholder={t('check.note')}
          maxLength={400}
          classNames={{ input: driver.otherInput }}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={driver.actions}>
          <PhotoButton
            count={photoIds.length}
            onTaken={async (photo) => {
              const id = await onPhoto(photo);
              setPhotoIds((before) => [...before, id]);
            }}
          />
        </div>
      </div>
      <div className={classes.foot}>
        <Button variant="default" h={64} aria-label={t('back')} onClick={onBack}>
          <IconArrowLeft size={26} />
        </Button>
        <Button
          h={64}
          fz={22}
          fw={600}
          disabled={isResting || !isKm || (km === '' && Object.keys(found).length === 0)}
          onClick={() =>
            onSend({
              kind,
              odometerKm: typeof km === 'number' ? km : null,
              items: items.map((item, index) => ({
                text: checkItemName(item, currentLanguage()),
                isFine: found[index] ?? null,
              })),
              note: note.trim() || null,
              photoIds: [...photoIds],
            })
          }
        >
          {t('check.send')}
        </Button>
      </div>
    </section>
  );
}
