import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import { usePermission } from '../../ui/session.ts';
import { readPermission, type RegisterRecord, type RegisterSubject } from '../record.ts';
import { useRecords } from '../register-queries.ts';
import type { Wording } from './value-text.ts';

/** The books that others point to. */
type Named = 'units' | 'cooperatives' | 'facilities' | 'trucks' | 'crews';
export type NamedRecords = Readonly<Record<Named, readonly RegisterRecord[]>>;

/** What records are called that others point to; of those books the reader may not see, nothing is asked. */
export function useNamedRecords(): NamedRecords {
  const units = useNamed('units');
  const cooperatives = useNamed('cooperatives');
  const facilities = useNamed('facilities');
  const trucks = useNamed('trucks');
  const crews = useNamed('crews');
  return useMemo(
    () => ({ units, cooperatives, facilities, trucks, crews }),
    [units, cooperatives, facilities, trucks, crews],
  );
}

function useNamed(subject: Named): readonly RegisterRecord[] {
  const mayRead = usePermission(readPermission(subject));
  return useRecords(subject, false, mayRead).records;
}

/** The name of a record that another points to. */
export function referenceName(record: RegisterRecord): string {
  const { code, name } = record;
  if (typeof name === 'string' && name !== '') return name;
  return typeof code === 'string' ? code : record.id;
}

/** Words for values in the language chosen now. */
export function useWording(named: NamedRecords): Wording {
  const { t, i18n } = useTranslation('register');
  const format = useFormat();
  const names = useMemo(() => {
    const all = new Map<string, string>();
    for (const records of Object.values(named)) for (const record of records) all.set(record.id, referenceName(record));
    return all;
  }, [named]);
  const nameOf = useCallback((_subject: RegisterSubject, id: string) => names.get(id), [names]);
  return useMemo(
    () => ({ t, format, language: currentLanguage(), nameOf }),
    // The language is read when the texts change.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [t, format, nameOf, i18n.language],
  );
}
