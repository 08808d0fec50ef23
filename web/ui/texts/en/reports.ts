import type { vi } from '../vi/reports.ts';

type Plurals = { late: Record<'days_one' | 'tickets_one' | 'voided_one' | 'events_one', string> };

export const en: typeof vi & Plurals = {
  title: 'Reports',
  hint: 'Made from the books, without typing a figure. From the same figures a report is made again the same to the byte.',
  due: 'The report of {{year}} has to be there before {{before}}.',
  dueMade: 'The report of {{year}} is made; it has to be handed in before {{before}}.',
  prepare: 'Choose the yearly report',
  kind: { label: 'Kind of report', period: 'Report of a period', yearly: 'Yearly report of the plan' },
  scope: { label: 'Scope', town: '{{name}} (the whole town)' },
  format: { label: 'File', docx: 'Word (DOCX)', pdf: 'PDF', xlsx: 'Excel (XLSX)' },
  language: { label: 'Language of the report', vi: 'Vietnamese', en: 'English' },
  make: 'Make the report',
  made: 'Made so far',
  none: 'No report has been made yet.',
  state: { queued: 'Waiting', running: 'Being made, {{progress}}%', done: 'Made', failed: 'Could not be made' },
  failure: {
    'being-computed': 'The figures of these days are still being recomputed. Make it again in a few minutes.',
    unexpected: 'Something went wrong. Try again; if it stays so, tell the administrator.',
  },
  download: 'Download',
  by: '{{name}}, {{at}}',
  cutOff: 'Data cut-off {{at}} · rule {{rule}} · form {{form}}',
  noCutOff: 'No figures of these days yet · form {{form}}',
  checksum: 'SHA-256',
  size: '{{size}} kB',
  lateAsk: 'What came later',
  late: {
    none: 'Nothing has changed since.',
    days_one: 'The figures of one day have changed.',
    days_other: 'The figures of {{count, number}} days have changed.',
    tickets_one: 'One ticket came later.',
    tickets_other: '{{count, number}} tickets came later.',
    voided_one: 'One ticket was voided later.',
    voided_other: '{{count, number}} tickets were voided later.',
    events_one: 'One driver’s report came later.',
    events_other: '{{count, number}} drivers’ reports came later.',
    again: 'This report stays as it is; make it again to have the new figures.',
  },
};
