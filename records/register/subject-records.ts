import type { Day } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { RegisterSubject } from '../../domain/register/subjects.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** Who asks for records of which town, through what connection, on which day there. */
export interface RegisterContext {
  /** The client itself, or a transaction of it. */
  readonly db: Prisma.TransactionClient;
  readonly viewer: Viewer;
  readonly townId: string;
  readonly timeZone: string;
  /** The day it is in the town. */
  readonly today: Day;
}

/** What every record's view has; see domain/register/. */
export interface AnyRecord {
  readonly id: string;
  readonly version: number;
  readonly isActive: boolean;
}

export interface IndexEntry {
  readonly id: string;
  /** What the list is sorted by, the first part first; numbers and the numbers in texts by their value. */
  readonly key: readonly (string | number)[];
  /** What `q` is looked for in. */
  readonly texts: readonly (string | null)[];
}

/** Which records: in use or archived, as of a day. */
export interface RecordFilter {
  readonly isArchived: boolean;
  readonly on: Day;
}

/** Doing what: reading, or changing, which reaches less. */
export type Doing = 'read' | 'edit';

/**
 * How the records of one subject are read and written: everything the register's one way (list-records.ts, write-records.ts)
 * has to be told of it. Writes run in the transaction of their audit row.
 */
export interface SubjectRecords<View extends AnyRecord, New, Change> {
  readonly subject: RegisterSubject;
  /** Its table, whose `version` counts the changes. */
  readonly table: string;
  /** Every record that fits, light enough to be read whole: a search goes through all of them. */
  index(context: RegisterContext, filter: RecordFilter): Promise<IndexEntry[]>;
  /** Of the ids given those that the viewer may do this to, as of a day, in any order. */
  read(context: RegisterContext, doing: Doing, ids: readonly string[], on: Day): Promise<View[]>;
  /** @returns its id @throws FieldFault */
  create(context: RegisterContext, fields: New): Promise<string>;
  /** Writes what is given; the version is raised already. @throws FieldFault */
  change(context: RegisterContext, before: View, fields: Change): Promise<void>;
  /** How many active records of each subject keep it from being archived. */
  dependents(context: RegisterContext, record: View): Promise<Readonly<Record<string, number>>>;
  /** Only where a record is taken out of use otherwise than by `isActive`. */
  setActive?(context: RegisterContext, record: View, isActive: boolean): Promise<void>;
  /** Members of the view that are looked up and not the record's own: the audit does not tell of them. */
  readonly derived: readonly (keyof View & string)[];
  /** The fields that say whose the record is: named where it would not be the viewer's any more. */
  readonly scopeField: string;
}
