import i18next from 'i18next';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { en as enUi } from './en/ui.ts';
import { vi as viUi } from './vi/ui.ts';
import type { vi as viAccounts } from './vi/accounts.ts';
import type { vi as viAlerts } from './vi/alerts.ts';
import type { vi as viBoard } from './vi/board.ts';
import type { vi as viClerk } from './vi/clerk.ts';
import type { vi as viComplaints } from './vi/complaints.ts';
import type { vi as viDispatch } from './vi/dispatch.ts';
import type { vi as viHandover } from './vi/handover.ts';
import type { vi as viWhatIf } from './vi/what-if.ts';
import type { vi as viDriver } from './vi/driver.ts';
import type { vi as viEvidence } from './vi/evidence.ts';
import type { vi as viFigures } from './vi/figures.ts';
import type { vi as viManage } from './vi/manage.ts';
import type { vi as viManageLinks } from './vi/manage-links.ts';
import type { vi as viMoves } from './vi/moves.ts';
import type { vi as viNotes } from './vi/notes.ts';
import type { vi as viOverview } from './vi/overview.ts';
import type { vi as viPublic } from './vi/public.ts';
import type { vi as viRates } from './vi/rates.ts';
import type { vi as viReports } from './vi/reports.ts';
import type { vi as viSheets } from './vi/sheets.ts';
import type { vi as viRegister } from './vi/register.ts';
import type { vi as viWeek } from './vi/week.ts';
import type { vi as viWeekProposal } from './vi/week-proposal.ts';

interface Texts {
  ui: typeof viUi;
  accounts: typeof viAccounts;
  alerts: typeof viAlerts;
  dispatch: typeof viDispatch;
  board: typeof viBoard;
  figures: typeof viFigures;
  handover: typeof viHandover;
  'what-if': typeof viWhatIf;
  manage: typeof viManage;
  'manage-links': typeof viManageLinks;
  moves: typeof viMoves;
  notes: typeof viNotes;
  register: typeof viRegister;
  driver: typeof viDriver;
  evidence: typeof viEvidence;
  clerk: typeof viClerk;
  complaints: typeof viComplaints;
  public: typeof viPublic;
  overview: typeof viOverview;
  rates: typeof viRates;
  reports: typeof viReports;
  sheets: typeof viSheets;
  week: typeof viWeek;
  'week-proposal': typeof viWeekProposal;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: Texts;
  }
}

const STORAGE_KEY = 'tuyen-xanh.language';

function rememberedLanguage(): Language {
  return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'vi';
}

void i18next.init({
  lng: rememberedLanguage(),
  fallbackLng: 'vi',
  defaultNS: 'ui',
  ns: ['ui'],
  resources: { vi: { ui: viUi }, en: { ui: enUi } },
  interpolation: { escapeValue: false },
  returnNull: false,
});
document.documentElement.lang = i18next.language;
i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
  localStorage.setItem(STORAGE_KEY, language);
});

/** The language the interface speaks now. */
export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}

/** Adds one room's texts; called by the room's own chunk, so that no room loads another's words. */
export function registerTexts<N extends keyof Texts>(
  namespace: N,
  texts: Readonly<Record<Language, Record<string, unknown>>>,
): void {
  for (const language of LANGUAGES) i18next.addResourceBundle(language, namespace, texts[language], true, true);
}

export function setLanguage(language: Language): Promise<unknown> {
  return i18next.changeLanguage(language);
}
