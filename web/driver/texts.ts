import { en } from '../ui/texts/en/driver.ts';
import { registerTexts } from '../ui/texts/i18n.ts';
import { vi } from '../ui/texts/vi/driver.ts';

registerTexts('driver', { vi, en });
