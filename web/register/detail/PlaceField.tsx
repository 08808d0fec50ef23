import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { type LonLat, lineStringSchema } from '../../../domain/geo.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { townQuery } from '../../ui/api/town-queries.ts';
import { usePermission } from '../../ui/session.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import { positionOf, unitAt } from './place.ts';
import { StretchField } from './StretchField.tsx';
import classes from './RecordDetail.module.css';
import type { Save } from './use-save.ts';

// The map is heavy; the list and the fields need not wait for it.
const PlaceMap = lazy(() => import('./PlaceMap.tsx').then((module) => ({ default: module.PlaceMap })));

interface Props {
  definition: SubjectDefinition;
  record: RegisterRecord;
  wording: Wording;
  save: Save;
  mayEdit: boolean;
}

/** Where a record is: on the map, with its place on the road and the unit it lies in, which is proposed where it is another. */
export function PlaceField({ definition, record, wording, save, mayEdit }: Props) {
  const { t, format } = wording;
  const maySeeTown = usePermission('town.read');
  const town = useQuery({ ...townQuery(), enabled: maySeeTown }).data;
  const today = useQuery(areaQuery()).data?.today;
  const [corners, setCorners] = useState<readonly LonLat[] | null>(null);
  const position = positionOf(record['position']);
  if (!definition.icon || position === null) return null;
  const hasStretch = definition.fields.some(({ kind }) => kind === 'stretch');
  const kept = lineStringSchema.safeParse(record['stretch']).data?.coordinates;
  const hasRoad = definition.icon !== 'generator';
  const isFound = record['roadState'] === undefined || record['roadState'] === 'found';
  const metres = record['roadDistanceMetres'];
  const hasUnit = definition.fields.some(({ name }) => name === 'unitId');
  const unit = hasUnit && town && today ? unitAt(town.units, position, today) : undefined;
  return (
    <div className={classes.place}>
      <Suspense fallback={<div className={classes.map} />}>
        <PlaceMap
          position={position}
          road={hasRoad && isFound ? positionOf(record['roadPosition']) : null}
          icon={definition.icon}
          kind={String(record['kind'])}
          wording={wording}
          onMove={mayEdit && record.isActive ? (moved) => void save.save(record, { position: moved }) : null}
          stretch={corners ?? kept}
          onCorner={corners && ((corner) => setCorners([...corners, corner]))}
        />
      </Suspense>
      {hasRoad && (
        <Text size="xs" c="dimmed">
          {isFound && typeof metres === 'number'
            ? t('place.road', { metres: format.count(Math.round(metres)) })
            : t('place.roadUnknown')}
          {mayEdit && ` · ${t('place.marker')}`}
        </Text>
      )}
      {hasStretch && mayEdit && record.isActive && (
        <StretchField record={record} wording={wording} save={save} corners={corners} onCorners={setCorners} />
      )}
      {unit === null && (
        <Text size="sm" role="status">
          {t('place.outside')}
        </Text>
      )}
      {unit && unit.id !== record['unitId'] && (
        <div className={classes.proposal} role="status">
          <Text size="sm">{t('place.inUnit', { unit: unit.name })}</Text>
          {mayEdit && (
            <Button size="compact-sm" variant="light" onClick={() => void save.save(record, { unitId: unit.id })}>
              {t('place.takeUnit', { unit: unit.name })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
