import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../api/queries.ts';
import { command } from '../api/request.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { setLanguage } from '../texts/i18n.ts';
import classes from './LanguageSwitch.module.css';

/** Two letters side by side; the choice is remembered here and, when signed in, on the account. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const me = useQuery(meQuery()).data;
  const choose = (language: Language) => {
    void setLanguage(language);
    // The page already speaks the language; that the account could not be told is no reason to disturb anyone.
    if (me) command('/api/me', { method: 'PATCH', body: { language } }).catch((error: unknown) => console.warn(error));
  };
  return (
    <div className={classes.switch} role="group" aria-label={t('language.label')}>
      {LANGUAGES.map((language) => (
        <UnstyledButton
          key={language}
          className={classes.choice}
          aria-pressed={i18n.language === language}
          aria-label={t(`language.${language}`)}
          lang={language}
          onClick={() => choose(language)}
        >
          {language.toUpperCase()}
        </UnstyledButton>
      ))}
    </div>
  );
}
