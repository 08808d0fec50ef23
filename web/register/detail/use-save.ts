import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { RegisterRecord, RegisterSubject } from '../record.ts';
import { keepRecords, patchRecord, type RecordChange } from '../register-queries.ts';
import { type Faults, faultsOf, type Stale, staleOf } from './faults.ts';

/** Somebody else was quicker: what was to be written, on which state, and what is there now. */
export interface Conflict extends Stale {
  readonly base: RegisterRecord;
  readonly change: RecordChange;
}

export interface Save {
  /** The fields on their way. */
  readonly saving: readonly string[];
  readonly faults: Faults | null;
  readonly conflict: Conflict | null;
  /** The fields that were saved last. */
  readonly saved: readonly string[];
  /** Writes a change made on `base`; gives whether it stands now. */
  readonly save: (base: RegisterRecord, change: RecordChange) => Promise<boolean>;
  readonly takeTheirs: () => void;
  readonly writeMine: () => void;
  readonly forget: () => void;
}

/** Saves single fields of a record, and asks where somebody else was quicker. */
export function useSave(subject: RegisterSubject, names: readonly string[]): Save {
  const queryClient = useQueryClient();
  const [saving, setSaving] = useState<readonly string[]>([]);
  const [faults, setFaults] = useState<Faults | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [saved, setSaved] = useState<readonly string[]>([]);

  const save = useCallback(
    async (base: RegisterRecord, change: RecordChange): Promise<boolean> => {
      setSaving(Object.keys(change));
      setFaults(null);
      setConflict(null);
      try {
        const record = await patchRecord(subject, base, change);
        keepRecords(queryClient, subject, [record]);
        setSaved(Object.keys(change));
        return true;
      } catch (error) {
        setSaved([]);
        const stale = staleOf(error);
        if (stale) setConflict({ ...stale, base, change });
        else setFaults(faultsOf(error, names));
        return false;
      } finally {
        setSaving([]);
      }
    },
    [queryClient, subject, names],
  );

  return {
    saving,
    faults,
    conflict,
    saved,
    save,
    takeTheirs: () => {
      if (conflict) keepRecords(queryClient, subject, [conflict.current]);
      setConflict(null);
    },
    writeMine: () => {
      if (!conflict) return;
      keepRecords(queryClient, subject, [conflict.current]);
      void save(conflict.current, conflict.change);
    },
    forget: () => {
      setFaults(null);
      setConflict(null);
      setSaved([]);
    },
  };
}
