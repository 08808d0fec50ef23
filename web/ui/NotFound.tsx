import { Button } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TopBar } from './shell/TopBar.tsx';
import { Message } from './states.tsx';

/** An address without a page. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <TopBar />
      <main id="main">
        <Message
          icon={<IconMoodEmpty size={40} stroke={1.3} />}
          title={t('state.notFound')}
          action={
            <Button component={Link} to="/" variant="light">
              {t('state.goHome')}
            </Button>
          }
        >
          {t('state.notFoundHint')}
        </Message>
      </main>
    </>
  );
}
