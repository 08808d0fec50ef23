import { Button } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_PHOTOS } from '../../../domain/photos/photo-limits.ts';
import classes from '../DriverPage.module.css';
import { shrinkPhoto, type TakenPhoto } from './shrink-photo.ts';

interface Props {
  /** How many there are already. */
  count: number;
  /** Resolves when the photo is kept on the phone. */
  onTaken: (photo: TakenPhoto) => Promise<void>;
}

/** Opens the phone's camera; the photo is shrunk and kept on the phone until there is a network. */
export function PhotoButton({ count, onTaken }: Props) {
  const { t } = useTranslation('driver');
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const take = async (file: File) => {
    setBusy(true);
    setFailed(false);
    try {
      await onTaken(await shrinkPhoto(file));
    } catch (error) {
      console.error(error);
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={t('photo')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same photo chosen again is a change, too.
          event.currentTarget.value = '';
          if (file) void take(file);
        }}
      />
      <Button
        className={classes.secondary}
        variant="default"
        loading={isBusy}
        disabled={count >= MOST_PHOTOS}
        leftSection={<IconCamera size={22} />}
        onClick={() => input.current?.click()}
      >
        {count === 0 ? t('photo') : count >= MOST_PHOTOS ? t('photoMost', { count }) : t('photos', { count })}
      </Button>
      {hasFailed && (
        <p className={classes.small} role="alert">
          {t('photoFailed')}
        </p>
      )}
    </>
  );
}
