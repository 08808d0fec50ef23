import { Anchor, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveProvider } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { en } from '../../ui/texts/en/manage.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/manage.ts';
import { AreaList } from './AreaList.tsx';
import classes from './AreasPage.module.css';
import { ImportForm } from './ImportForm.tsx';
import { ImportList } from './ImportList.tsx';

registerTexts('manage', { vi, en });

/** `/manage/areas`: the areas at hand, and bringing in another from OpenStreetMap and lists. */
export function AreasPage() {
  const { t } = useTranslation('manage');
  const product = useTranslation('ui').t('product');
  useEffect(() => {
    document.title = `${t('areas.title')} · ${product}`;
  }, [t, product]);
  return (
    <RequirePermission permission="area.import">
      <LiveProvider>
        <div className={classes.page}>
          <TopBar />
          <OfflineBanner />
          <DiskBanner />
          <main id="main" className={classes.main}>
            <Title order={1} size="h3">
              {t('areas.title')}
            </Title>
            <div className={classes.ways}>
              <Anchor component={Link} to="/manage/first-steps" size="sm">
                {t('areas.firstSteps')}
              </Anchor>
              <Anchor component={Link} to="/register/import" size="sm">
                {t('areas.sheets')}
              </Anchor>
            </div>
            <AreaList />
            <ImportList />
            <ImportForm />
          </main>
        </div>
      </LiveProvider>
    </RequirePermission>
  );
}
