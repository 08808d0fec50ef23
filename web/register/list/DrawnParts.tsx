import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../domain/geo.ts';
import { partGround, type UnitReform } from '../../../domain/register/unit-reform.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { townQuery } from '../../ui/api/town-queries.ts';
import { drawnGeometry } from '../../ui/map/drawing.ts';
import type { RegisterRecord } from '../record.ts';
import { PartingMap } from './PartingMap.tsx';
import { EMPTY_UNIT, UnitFields, type UnitDraft } from './UnitFields.tsx';

type NewUnits = UnitReform['into'];
interface Parts {
  readonly within: UnitDraft;
  readonly rest: UnitDraft;
}

/** Parts units in two: what lies within what is drawn on the map, and the rest. `onChange` is given the two once they are whole. */
export function DrawnParts({
  former,
  onChange,
}: {
  former: readonly RegisterRecord[];
  onChange: (units: NewUnits) => void;
}) {
  const { t } = useTranslation('register');
  const area = useQuery(areaQuery()).data;
  const town = useQuery(townQuery()).data;
  const [corners, setCorners] = useState<readonly LonLat[]>([]);
  const [parts, setParts] = useState<Parts>({ within: EMPTY_UNIT, rest: EMPTY_UNIT });
  const grounds = useMemo(() => {
    const ids = new Set(former.map(({ id }) => id));
    return (town?.units ?? []).filter(({ id }) => ids.has(id)).map(({ geometry }) => geometry);
  }, [former, town]);
  const ground = (drawn: readonly LonLat[]) => {
    const around = drawnGeometry('area', drawn);
    return around?.type === 'Polygon' && grounds.length > 0 ? partGround(grounds, around) : null;
  };
  const tell = (drawn: readonly LonLat[], { within, rest }: Parts) => {
    const parted = ground(drawn);
    const unitOf = ({ population, ...unit }: UnitDraft, geometry: NewUnits[number]['geometry']) =>
      population !== null && unit.code.trim() !== '' && unit.name.trim() !== ''
        ? [{ ...unit, code: unit.code.trim(), name: unit.name.trim(), population, geometry }]
        : [];
    const units = parted ? [...unitOf(within, parted.within), ...unitOf(rest, parted.rest)] : [];
    onChange(units.length === 2 ? units : []);
  };
  const draw = (drawn: readonly LonLat[]) => {
    setCorners(drawn);
    tell(drawn, parts);
  };
  const fill = (filled: Parts) => {
    setParts(filled);
    tell(corners, filled);
  };
  if (!area) return null;
  const told =
    corners.length < 3
      ? t('reform.drawHint')
      : t(ground(corners) ? 'reform.isParted' : 'reform.isWhole', { count: corners.length });
  return (
    <>
      <PartingMap area={area} former={grounds} corners={corners} told={told} onCorners={draw} />
      {(['within', 'rest'] as const).map((part) => (
        <fieldset key={part} aria-label={t(`reform.${part}`)} style={{ border: 0, margin: 0, padding: 0 }}>
          <Text component="legend" fw={600} size="sm">
            {t(`reform.${part}`)}
          </Text>
          <UnitFields unit={parts[part]} onChange={(unit) => fill({ ...parts, [part]: unit })} />
        </fieldset>
      ))}
    </>
  );
}
