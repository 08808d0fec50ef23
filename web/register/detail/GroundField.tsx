import { Button, Group, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type LonLat, type Surface, surfaceSchema } from '../../../domain/geo.ts';
import { drawnGeometry } from '../../ui/map/drawing.ts';
import type { Wording } from '../fields/value-text.ts';
import type { RegisterRecord } from '../record.ts';
import type { SubjectDefinition } from '../subjects/subject.ts';
import { ConflictNote } from './ConflictNote.tsx';
import classes from './RecordDetail.module.css';
import type { Save } from './use-save.ts';

// The map is heavy; the list and the fields need not wait for it.
const GroundMap = lazy(() => import('./GroundMap.tsx').then((module) => ({ default: module.GroundMap })));

interface Props {
  definition: SubjectDefinition;
  record: RegisterRecord;
  wording: Wording;
  save: Save;
  mayEdit: boolean;
}

/** The ground of a ward, commune or residential group on the map, drawn anew where it was wrong. */
export function GroundField({ definition, record, wording, save, mayEdit }: Props) {
  const { t } = wording;
  const [corners, setCorners] = useState<readonly LonLat[] | null>(null);
  const { geometry } = record;
  const ground = useMemo(() => surfaceSchema.safeParse(geometry).data ?? null, [geometry]);
  if (!definition.hasGround) return null;
  const drawn = corners && drawnGround(corners);
  const isSaving = save.saving.includes('geometry');
  return (
    <div className={classes.place}>
      <Suspense fallback={<div className={classes.map} />}>
        <GroundMap ground={ground} corners={corners ?? []} wording={wording} onCorners={corners && setCorners} />
      </Suspense>
      {corners && (
        <Drawing corners={corners} wording={wording} onCorners={setCorners}>
          <Button
            size="compact-sm"
            disabled={drawn === null}
            loading={isSaving}
            onClick={() =>
              void save.save(record, { geometry: drawn }).then((stands) => {
                if (stands) setCorners(null);
              })
            }
          >
            {t('ground.save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setCorners(null)}>
            {t('detail.cancel')}
          </Button>
        </Drawing>
      )}
      {mayEdit && record.isActive && !corners && (
        <>
          <Button
            size="compact-sm"
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setCorners([])}
          >
            {t('ground.again')}
          </Button>
          {definition.subject === 'units' && (
            <Text size="xs" c="dimmed">
              {t('ground.unitHint')}
            </Text>
          )}
        </>
      )}
      {save.conflict && 'geometry' in save.conflict.change && (
        <ConflictNote conflict={save.conflict} fields={definition.fields} wording={wording} save={save} />
      )}
    </div>
  );
}

/** The ground of a new record, drawn on the map; `onChange` is given nothing until it is whole. */
export function NewGround({
  wording,
  fault,
  onChange,
}: {
  wording: Wording;
  fault: string | undefined;
  onChange: (ground: Surface | undefined) => void;
}) {
  const [corners, setCorners] = useState<readonly LonLat[]>([]);
  const draw = (next: readonly LonLat[]) => {
    setCorners(next);
    onChange(drawnGround(next) ?? undefined);
  };
  return (
    <div className={classes.place}>
      <Suspense fallback={<div className={classes.map} />}>
        <GroundMap ground={null} corners={corners} wording={wording} onCorners={draw} />
      </Suspense>
      <Drawing corners={corners} wording={wording} onCorners={draw} />
      {fault !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {fault}
        </Text>
      )}
    </div>
  );
}

/** What to do on the map, and how to take a corner back. */
function Drawing({
  corners,
  wording: { t },
  onCorners,
  children,
}: {
  corners: readonly LonLat[];
  wording: Wording;
  onCorners: (corners: readonly LonLat[]) => void;
  children?: ReactNode;
}) {
  return (
    <>
      <Text size="sm" role="status">
        {t(drawnGround(corners) ? 'closures.drawn' : 'ground.hint', { count: corners.length })}
      </Text>
      <Group gap={8}>
        {children}
        <Button
          size="compact-sm"
          variant="default"
          disabled={corners.length === 0}
          onClick={() => onCorners(corners.slice(0, -1))}
        >
          {t('closures.takeBack')}
        </Button>
      </Group>
    </>
  );
}

function drawnGround(corners: readonly LonLat[]): Surface | null {
  const drawn = drawnGeometry('area', corners);
  return drawn?.type === 'Polygon' ? drawn : null;
}
