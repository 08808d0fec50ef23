import { Button, FileInput, Modal, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { DayField } from '../../ui/DayField.tsx';
import { readUnitsFile } from '../../../domain/area-files/units-file.ts';
import { faultPlace, faultSentence } from '../../../domain/area-files/fault-messages.ts';
import type { UnitReform } from '../../../domain/register/unit-reform.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { request } from '../../ui/api/request.ts';
import { useFormat } from '../../ui/use-format.ts';
import { faultsOf } from '../detail/faults.ts';
import type { RegisterRecord } from '../record.ts';
import { forgetRecords } from '../register-queries.ts';
import { EMPTY_UNIT, UnitFields, type UnitDraft } from './UnitFields.tsx';

type NewUnits = UnitReform['into'];
const WAYS = ['merge', 'draw', 'file'] as const;
type Way = (typeof WAYS)[number];

// Most who come here merge: the map to draw on is fetched when it is asked for.
const DrawnParts = lazy(() => import('./DrawnParts.tsx').then((module) => ({ default: module.DrawnParts })));

/** One unit in place of several; people that are not given are the sum of theirs. */
function mergedUnit({ code, name, population, ...unit }: UnitDraft): NewUnits[number] {
  return { ...unit, code: code.trim(), name: name.trim(), ...(population !== null && { population }) };
}

/** Puts other units in the place of the marked ones from a day on: merged into one, parted by what is drawn on the map, or as a file of boundaries has them. */
export function ReformUnits({ former, onDone }: { former: readonly RegisterRecord[]; onDone: () => void }) {
  const { t } = useTranslation('register');
  const [isOpen, setOpen] = useState(false);
  const isNarrow = useNarrow();
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {t('reform.open')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('reform.title')} size="lg" fullScreen={isNarrow}>
        <Form
          former={former}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      </Modal>
    </>
  );
}

/** On a phone the form takes all of it, and what is chosen between stands below one another. */
const useNarrow = (): boolean => useMediaQuery('(max-width: 600px)', false, { getInitialValueInEffect: false });

const peopleOf = (unit: RegisterRecord): number => Number(unit['population'] ?? 0);
const nameOf = ({ name }: RegisterRecord): string => (typeof name === 'string' ? name : '');

function Form({ former, onDone }: { former: readonly RegisterRecord[]; onDone: () => void }) {
  const { t, i18n } = useTranslation('register');
  const format = useFormat();
  const queryClient = useQueryClient();
  const today = useQuery(areaQuery()).data?.today;
  const isNarrow = useNarrow();
  const [way, setWay] = useState<Way>(former.length > 1 ? 'merge' : 'draw');
  const [day, setDay] = useState<string | null>(null);
  const on = day ?? today ?? '';
  const [merged, setMerged] = useState(EMPTY_UNIT);
  const [parted, setParted] = useState<NewUnits>([]);
  const [file, setFile] = useState<File | null>(null);
  const [drawn, setDrawn] = useState<{ units: NewUnits; faults: string[] } | null>(null);
  const sum = former.reduce((people, unit) => people + peopleOf(unit), 0);

  const read = async (chosen: File | null) => {
    setFile(chosen);
    if (!chosen) {
      setDrawn(null);
      return;
    }
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const { units, faults } = readUnitsFile({ kind: 'units', name: chosen.name, bytes });
    const language = i18n.language === 'en' ? 'en' : 'vi';
    setDrawn({
      units: units.map(({ code, name, kind, setting, population: people, geometry }) => ({
        ...{ code, name, kind, setting, population: people },
        geometry: geometry as NewUnits[number]['geometry'],
      })),
      faults: faults.map((fault) => `${faultPlace(fault)}: ${faultSentence(fault, language)}`),
    });
  };

  const into: NewUnits = way === 'file' ? (drawn?.units ?? []) : way === 'draw' ? parted : [mergedUnit(merged)];
  const reform = useMutation({
    mutationFn: () =>
      request(z.unknown(), '/api/units/reform', {
        method: 'POST',
        body: { on, units: former.map(({ id, version }) => ({ id, version })), into },
      }),
    onSuccess: () => {
      forgetRecords(queryClient, 'units');
      onDone();
    },
    // One of them is another by now: the next try is made on what is there.
    onError: () => forgetRecords(queryClient, 'units'),
  });
  const faults = reform.error === null ? null : faultsOf(reform.error, ['on', 'code', 'name', 'population']);
  const isReady =
    on !== '' &&
    (way === 'file'
      ? into.length > 0 && drawn?.faults.length === 0
      : way === 'draw'
        ? parted.length > 0
        : merged.code.trim() !== '' && merged.name.trim() !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) reform.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t('reform.former', { names: former.map(nameOf).join(', '), people: format.count(sum) })}</Text>
        <Text size="sm" c="dimmed">
          {t('reform.hint')}
        </Text>
        <DayField label={t('reform.on')} value={on} error={faults?.fields['on']} required onChange={setDay} />
        <SegmentedControl
          fullWidth
          orientation={isNarrow ? 'vertical' : 'horizontal'}
          value={way}
          data={[
            { value: 'merge', label: t('reform.merge') },
            { value: 'draw', label: t('reform.draw') },
            { value: 'file', label: t('reform.file') },
          ]}
          onChange={(value) => setWay(WAYS.find((each) => each === value) ?? 'merge')}
        />
        {way === 'draw' ? (
          <Suspense fallback={null}>
            <DrawnParts former={former} onChange={setParted} />
          </Suspense>
        ) : way === 'merge' ? (
          <UnitFields
            unit={merged}
            populationHint={t('reform.sum', { people: format.count(sum) })}
            faults={faults?.fields}
            onChange={setMerged}
          />
        ) : (
          <>
            <FileInput
              label={t('reform.boundaries')}
              description={t('reform.boundariesHint')}
              placeholder={t('reform.choose')}
              accept=".geojson,.json"
              clearable
              leftSection={<IconFileUpload size={16} aria-hidden />}
              value={file}
              onChange={(chosen) => void read(chosen)}
            />
            {drawn?.faults.map((fault) => (
              <Text key={fault} size="sm" c="var(--mantine-color-error)" role="alert">
                {fault}
              </Text>
            ))}
            {drawn && drawn.units.length > 0 && (
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('reform.code')}</Table.Th>
                    <Table.Th>{t('reform.name')}</Table.Th>
                    <Table.Th ta="right">{t('reform.population')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {drawn.units.map((unit) => (
                    <Table.Tr key={unit.code}>
                      <Table.Td>{unit.code}</Table.Td>
                      <Table.Td>{unit.name}</Table.Td>
                      <Table.Td ta="right">{format.count(unit.population ?? 0)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
          </>
        )}
        {faults?.whole && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {faults.whole}
          </Text>
        )}
        <Button type="submit" loading={reform.isPending} disabled={!isReady}>
          {t('reform.submit')}
        </Button>
      </Stack>
    </form>
  );
}
