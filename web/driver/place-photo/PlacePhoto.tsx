import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keptPlacePhoto } from '../../ui/kept-place-photos.ts';
import classes from './PlacePhoto.module.css';

/** How the place looks: small beside its name, and large when it is tapped. From the phone where it is kept there. */
export function PlacePhoto({ photoId }: { photoId: string }) {
  const { t } = useTranslation('driver');
  const large = useRef<HTMLDialogElement>(null);
  const url = usePhotoUrl(photoId);
  const [isMissing, setMissing] = useState(false);
  if (url === null || isMissing) return null;
  return (
    <>
      <button
        type="button"
        className={classes.small}
        aria-label={t('placePhoto')}
        onClick={() => large.current?.showModal()}
      >
        <img src={url} alt="" onError={() => setMissing(true)} />
      </button>
      <dialog ref={large} className={classes.large} aria-label={t('placePhoto')}>
        <button type="button" aria-label={t('back')} onClick={() => large.current?.close()}>
          <img src={url} alt={t('placePhoto')} />
          <span>{t('back')}</span>
        </button>
      </dialog>
    </>
  );
}

/** Where the browser finds the photo; `null` as long as it is not known whether it is on the phone. */
function usePhotoUrl(photoId: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const shown = { isOver: false, url: null as string | null };
    const find = async (): Promise<void> => {
      let kept: Blob | null = null;
      try {
        kept = await keptPlacePhoto(photoId);
      } catch (error) {
        console.error(error);
      }
      if (shown.isOver) return;
      shown.url = kept && URL.createObjectURL(kept);
      setUrl(shown.url ?? `/api/photos/${photoId}`);
    };
    void find();
    return () => {
      shown.isOver = true;
      if (shown.url !== null) URL.revokeObjectURL(shown.url);
    };
  }, [photoId]);
  return url;
}
