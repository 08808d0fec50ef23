import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMapPin, IconRoad, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../domain/day.ts';
import { useFormat } from '../ui/use-format.ts';
import classes from './Complaint.module.css';
import { type Finder, type Place, usePlaces } from './places.ts';

interface Props {
  place: Place | null;
  hint: string;
  error: string | undefined;
  day: Day;
  finder: Finder;
  onChange: (place: Place | null) => void;
}

/** Where it happened: found by typing some of its name, then one of those found. */
export function PlaceChoice({ place, hint, error, day, finder, onChange }: Props) {
  const { t } = useTranslation('complaints');
  const format = useFormat();
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text, 250);
  const { places, isSearching, hasNoPoints } = usePlaces(wanted, day, finder);
  if (place) {
    return (
      <div className={classes.chosen}>
        <span>
          <Text size="sm" fw={500}>
            {t('place')}
          </Text>
          <Text fw={600}>{place.name}</Text>
          <Text size="sm" c="dimmed">
            {[t(place.kind), place.under].filter(Boolean).join(' · ')}
          </Text>
        </span>
        <Button variant="default" onClick={() => onChange(null)}>
          {t('otherPlace')}
        </Button>
      </div>
    );
  }
  return (
    <div>
      <TextInput
        size="md"
        label={t('place')}
        description={hasNoPoints ? t('onlyStreets') : hint}
        placeholder={t('findPlace')}
        autoComplete="off"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <ul className={classes.places}>
          {places.map((each) => (
            <li key={`${each.kind} ${each.id}`}>
              <button
                type="button"
                onClick={() => {
                  setText('');
                  onChange(each);
                }}
              >
                {each.kind === 'point' ? <IconMapPin size={17} aria-hidden /> : <IconRoad size={17} aria-hidden />}
                <span>
                  {each.name}
                  <small>
                    {[
                      t(each.kind),
                      each.under,
                      each.near && t('near', { street: each.near.street, distance: format.distance(each.near.metres) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
              </button>
            </li>
          ))}
          {places.length === 0 && (
            <li role="status">
              {isSearching || wanted !== text ? t('searching') : hasNoPoints ? t('noStreet') : t('noPlace')}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
