import type { Field } from '../fields/field.ts';
import type { RegisterSubject } from '../record.ts';

/** How a book of the register looks: everything the page needs to know of it. */
export interface SubjectDefinition {
  readonly subject: RegisterSubject;
  readonly fields: readonly Field[];
  /** The fields that name a record, in the list's first column and above the detail. */
  readonly title: readonly string[];
  /** Whether it is out of service, on leave or closed for days. */
  readonly out?: 'truck' | 'crew' | 'facility';
  /** What can be set for many at once beside the fields that say so. */
  readonly inBulkOnly?: readonly Field[];
  readonly hasDocuments?: boolean;
  /** It has a ground, which is drawn on the map: a row of a spreadsheet cannot make a new one. */
  readonly hasGround?: boolean;
  /** What it is on the map, where it has a place. */
  readonly icon?: 'point' | 'facility' | 'generator';
}
