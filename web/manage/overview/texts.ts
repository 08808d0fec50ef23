import { en } from '../../ui/texts/en/overview.ts';
import { en as enRates } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/overview.ts';
import { vi as viRates } from '../../ui/texts/vi/rates.ts';

registerTexts('overview', { vi, en });
registerTexts('rates', { vi: viRates, en: enRates });
