import type { RegisterSubject } from '../record.ts';

/** What every field has; what it holds is told by its kind. */
interface FieldBase {
  /** As the API calls it; its label is `field.<name>` of the texts unless `label` names another. */
  readonly name: string;
  readonly label?: string;
  /** Width as a column of the list in pixels; without one it is only in the detail. */
  readonly width?: number;
  /** Whether the column is there before somebody chooses. */
  readonly isShown?: boolean;
  /** Can be given once, when the record is made. */
  readonly isFixed?: boolean;
  /** Told by the program, never typed in. */
  readonly isReadOnly?: boolean;
  /** A new record cannot do without. */
  readonly isRequired?: boolean;
  /** May be set for many records at once. */
  readonly inBulk?: boolean;
  /** Whether the list is filtered by its values. */
  readonly isFilter?: boolean;
  /** What a new record begins with. */
  readonly initial?: unknown;
}

export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly isWhole: boolean;
  /** `unit.<unit>` of the texts stands behind it. */
  readonly unit?: string;
  /** How many of the kept unit are one of the shown: 60 shows seconds as minutes, 0.01 a share as per cent. */
  readonly scale?: number;
  /** The least and the most that it can be, as it is shown. */
  readonly range?: readonly [number, number];
  readonly isNullable?: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly string[];
  /** Where the options' names stand in the texts: `choice.<choices>.<option>`. */
  readonly choices: string;
  readonly isNullable?: boolean;
}

export interface ReferenceField extends FieldBase {
  readonly kind: 'reference';
  readonly subject: RegisterSubject;
  readonly isNullable?: boolean;
  /** Which records may be meant; all without. */
  readonly accepts?: (record: Readonly<Record<string, unknown>>) => boolean;
}

interface PlainField extends FieldBase {
  readonly kind:
    | 'streams'
    | 'weekdays'
    | 'clock'
    | 'windows'
    | 'breaks'
    | 'point-streams'
    | 'collection-days'
    | 'amounts'
    | 'flag'
    | 'place'
    | 'stretch';
}

interface DayField extends FieldBase {
  readonly kind: 'day';
  readonly isNullable?: boolean;
}

interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly isLong?: boolean;
  readonly isNullable?: boolean;
}

/** One thing that is known of a record: how it is shown, sorted, filtered and edited follows from it. */
export type Field = TextField | NumberField | ChoiceField | ReferenceField | DayField | PlainField;
