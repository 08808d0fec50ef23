/** What can be wrong with a field that looks right by itself: it says so beside it. */
export type FieldFaultCode =
  | 'taken'
  | 'unknown'
  | 'archived'
  | 'not-yours'
  | 'outside-units'
  | 'far-from-place'
  | 'before-first-day'
  | 'after-today'
  | 'ends-before-it-begins'
  | 'overlaps'
  | 'twice'
  | 'not-a-depot'
  | 'not-accepted'
  | 'accepts-nothing'
  | 'above-one'
  | 'day-off'
  | 'stands-in'
  | 'ended-before'
  | 'missing-ground'
  | 'missing-people'
  | 'leaves-ground'
  | 'beside-ground'
  | 'on-each-other';

/** A field of a record that cannot be kept as it was given, and why. Thrown within the transaction, of which nothing stays. */
export class FieldFault extends Error {
  override readonly name = 'FieldFault';
  readonly field: string;
  readonly code: FieldFaultCode;
  readonly value: string;

  constructor(field: string, code: FieldFaultCode, value: string | number | null = null) {
    super(`${field}: ${code}`);
    this.field = field;
    this.code = code;
    this.value = String(value ?? '');
  }
}

/** A record that something in use depends on is not archived. */
export class StillInUse extends Error {
  override readonly name = 'StillInUse';
  /** How many of each subject depend on it. */
  readonly by: Readonly<Record<string, number>>;

  constructor(by: Readonly<Record<string, number>>) {
    super(`still in use by ${JSON.stringify(by)}`);
    this.by = by;
  }
}

/** Somebody else changed the record after it was read. */
export class StaleRecord extends Error {
  override readonly name = 'StaleRecord';
  readonly id: string;
  readonly version: number;

  constructor(id: string, version: number) {
    super(`${id} is not at version ${version} any more`);
    this.id = id;
    this.version = version;
  }
}

/** There is no such record, or none that the viewer may do this to. */
export class NoSuchRecord extends Error {
  override readonly name = 'NoSuchRecord';
  readonly id: string;

  constructor(id: string) {
    super(`no record ${id}`);
    this.id = id;
  }
}
