import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Board.module.css';
import { useBoard } from './board-store.ts';
import { useDropping } from './use-drag.ts';
import { usePrice } from './use-price.ts';

const BESIDE = 16;
const WIDTH = 300;

/** Beside the pointer: what is dragged, and what it would cost to let it go here. Red only where nobody may allow it. */
export function DragTag({ day }: { day: string }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const price = usePrice();
  useDropping();
  const dragged = useBoard((b) => b.dragged);
  const trip = useBoard((b) => b.draggedTrip);
  const pointer = useBoard((b) => b.pointer);
  const hovered = useBoard((b) => b.hovered);
  const isPriced = useBoard((b) => b.places !== null);
  if (!dragged || !pointer) return null;
  const place = hovered?.place;
  const isRight = pointer.x + BESIDE + WIDTH < window.innerWidth;
  const style = {
    left: isRight ? pointer.x + BESIDE : Math.max(4, pointer.x - BESIDE - WIDTH),
    top: Math.min(pointer.y + BESIDE, window.innerHeight - 110),
  };
  return (
    <div className={classes.tag} style={style} data-testid="drag-price">
      <span className={classes.where}>
        {trip
          ? t('drag.trip', { number: trip.number, truck: trip.truckNumber, count: dragged.length })
          : [dragged[0]?.name, dragged.length > 1 && t('drag.more', { count: dragged.length - 1 })]
              .filter(Boolean)
              .join(' ')}
      </span>
      {!isPriced && <span className={classes.price}>{t('price.checking')}</span>}
      {isPriced && hovered?.isHere && <span className={classes.price}>{t('price.here')}</span>}
      {isPriced && hovered && !hovered.isHere && !place && (
        <span className={classes.broken} data-hard="true">
          {t('price.noPlace')}
        </span>
      )}
      {place && !hovered.isHere && (
        <>
          <span>
            {t(place.isNewTrip ? 'move.placeNew' : 'move.place', { number: place.truckNumber, trip: place.trip })}
          </span>
          <span className={classes.price}>
            {[
              price.place(place),
              t('price.fill', { share: format.percent(place.fill) }),
              t('price.ends', { time: format.time(place.endsAt, day) }),
            ].join(' · ')}
          </span>
          {place.worst && (
            <span className={classes.broken} data-hard={place.isHard}>
              {price.broken(place.worst)}
            </span>
          )}
        </>
      )}
    </div>
  );
}
