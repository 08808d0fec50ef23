import { FieldFault } from '../../domain/register/faults.ts';

/** A record that another one names. */
interface Named {
  readonly isActive: boolean;
}

/**
 * Holds what a field names against what is there.
 *
 * @throws FieldFault `unknown` where nothing of the town has the id, `archived` where it is out of use
 */
export function requireNamed<Row extends Named>(field: string, id: string, row: Row | null): Row {
  if (!row) throw new FieldFault(field, 'unknown', id);
  if (!row.isActive) throw new FieldFault(field, 'archived', id);
  return row;
}
