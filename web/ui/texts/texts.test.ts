import { expect, test } from 'vitest';
import { en as enAlerts } from './en/alerts.ts';
import { en as enBoard } from './en/board.ts';
import { en as enClerk } from './en/clerk.ts';
import { en as enComplaints } from './en/complaints.ts';
import { en as enDispatch } from './en/dispatch.ts';
import { en as enDriver } from './en/driver.ts';
import { en as enEvidence } from './en/evidence.ts';
import { en as enFigures } from './en/figures.ts';
import { en as enManage } from './en/manage.ts';
import { en as enMoves } from './en/moves.ts';
import { en as enOverview } from './en/overview.ts';
import { en as enPublic } from './en/public.ts';
import { en as enRates } from './en/rates.ts';
import { en as enReports } from './en/reports.ts';
import { en as enSheets } from './en/sheets.ts';
import { en as enRegister } from './en/register.ts';
import { en as enUi } from './en/ui.ts';
import { en as enWeek } from './en/week.ts';
import { en as enWeekProposal } from './en/week-proposal.ts';
import { vi as viAlerts } from './vi/alerts.ts';
import { vi as viBoard } from './vi/board.ts';
import { vi as viClerk } from './vi/clerk.ts';
import { vi as viComplaints } from './vi/complaints.ts';
import { vi as viDispatch } from './vi/dispatch.ts';
import { vi as viDriver } from './vi/driver.ts';
import { vi as viEvidence } from './vi/evidence.ts';
import { vi as viFigures } from './vi/figures.ts';
import { vi as viManage } from './vi/manage.ts';
import { vi as viMoves } from './vi/moves.ts';
import { vi as viOverview } from './vi/overview.ts';
import { vi as viPublic } from './vi/public.ts';
import { vi as viRates } from './vi/rates.ts';
import { vi as viReports } from './vi/reports.ts';
import { vi as viSheets } from './vi/sheets.ts';
import { vi as viRegister } from './vi/register.ts';
import { vi as viUi } from './vi/ui.ts';
import { vi as viWeek } from './vi/week.ts';
import { vi as viWeekProposal } from './vi/week-proposal.ts';

const rooms = {
  ui: [viUi, enUi],
  alerts: [viAlerts, enAlerts],
  dispatch: [viDispatch, enDispatch],
  board: [viBoard, enBoard],
  figures: [viFigures, enFigures],
  manage: [viManage, enManage],
  moves: [viMoves, enMoves],
  register: [viRegister, enRegister],
  driver: [viDriver, enDriver],
  clerk: [viClerk, enClerk],
  complaints: [viComplaints, enComplaints],
  evidence: [viEvidence, enEvidence],
  public: [viPublic, enPublic],
  overview: [viOverview, enOverview],
  rates: [viRates, enRates],
  reports: [viReports, enReports],
  sheets: [viSheets, enSheets],
  week: [viWeek, enWeek],
  'week-proposal': [viWeekProposal, enWeekProposal],
} as const;

/** Every text by its path; the plural forms of one text count as one, because Vietnamese has one form only. */
function flatten(texts: object, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix + key.replace(/_(one|other)$/, '');
    if (typeof value === 'string') flat.set(path, value);
    else for (const [inner, text] of flatten(value, `${path}.`)) flat.set(inner, text);
  }
  return flat;
}

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map((match) => match[1]).sort();

test.each(Object.entries(rooms))('every text of %s exists in both languages', (_room, [vi, en]) => {
  expect([...flatten(en).keys()].sort()).toEqual([...flatten(vi).keys()].sort());
});

test.each(Object.entries(rooms))('a text of %s names the same figures in both languages', (_room, [vi, en]) => {
  const english = flatten(en);
  for (const [path, text] of flatten(vi))
    expect(placeholders(english.get(path) ?? ''), path).toEqual(placeholders(text));
});

test.each(Object.entries(rooms))('no text of %s is empty', (_room, [vi, en]) => {
  for (const texts of [vi, en]) for (const [path, text] of flatten(texts)) expect(text.trim(), path).not.toBe('');
});

/** Words of those who make the program, or of no office in Thanh Hóa. */
const UNFIT = /\b(mend|seeds?|iterations?|instance)\b|hạt giống|quẹo|gỡ công bố|dữ liệu tổng hợp/i;

test.each(Object.entries(rooms))('no text of %s has a word its readers do not use', (_room, [vi, en]) => {
  for (const texts of [vi, en]) {
    for (const [path, text] of flatten(texts)) expect(text.replaceAll(/\{\{.*?\}\}/g, ''), path).not.toMatch(UNFIT);
  }
});
