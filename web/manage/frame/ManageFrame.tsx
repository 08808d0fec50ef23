import { Button, Skeleton, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../domain/policy/permissions.ts';
import { type ActiveArea, areaQuery, meQuery } from '../../ui/api/queries.ts';
import { LiveProvider, useLive } from '../../ui/live/LiveProvider.tsx';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { DiskBanner } from '../../ui/shell/DiskBanner.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { Failure, NoArea } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/figures.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/figures.ts';
import classes from './Manage.module.css';
import { manageLinksFor } from './manage-links.ts';

registerTexts('figures', { vi, en });

/** The ways from one of the manager's pages to the others, those the reader may see. */
export function ManageLinks() {
  const { t } = useTranslation('manage-links');
  const me = useQuery(meQuery()).data;
  const shown = manageLinksFor(me?.permissions ?? []);
  if (shown.length === 0) return null;
  return (
    <nav className={classes.links} aria-label={t('label')}>
      {shown.map(({ to, key }) => (
        <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: to === '/manage' }}>
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}

interface Props<T> {
  permission: Permission;
  /** Words of the window's title. */
  title: string;
  /** What the page shows, asked for in one request. */
  query: UseQueryOptions<T>;
  children: (data: T, area: ActiveArea) => ReactNode;
}

/** One of the manager's pages: bar, banners, and its figures as soon as they are there. */
export function ManageFrame<T>({ permission, ...page }: Props<T>) {
  return (
    <RequirePermission permission={permission}>
      <LiveProvider>
        <Page {...page} />
      </LiveProvider>
    </RequirePermission>
  );
}

function Page<T>({ title, query, children }: Omit<Props<T>, 'permission'>) {
  const product = useTranslation('ui').t('product');
  const queryClient = useQueryClient();
  const area = useQuery(areaQuery()).data;
  useLive('ledger', () => void queryClient.invalidateQueries({ queryKey: ['ledger'] }));
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <div className={classes.page}>
      <TopBar />
      <SignedOutBanner />
      <OfflineBanner />
      <DiskBanner />
      {area === null && <NoArea />}
      {area && (
        <main id="main" className={classes.main} tabIndex={0}>
          <ManageLinks />
          <Answer area={area} query={query}>
            {children}
          </Answer>
        </main>
      )}
    </div>
  );
}

function Answer<T>({ area, query: asked, children }: Pick<Props<T>, 'query' | 'children'> & { area: ActiveArea }) {
  const { t } = useTranslation('rates');
  const query = useQuery(asked);
  if (query.data !== undefined) {
    return (
      // Figures of before stay, faded, until the new ones are there.
      <div className={classes.answer} aria-busy={query.isPlaceholderData}>
        {children(query.data, area)}
        {area.isSynthetic && <p className={classes.note}>{t('synthetic')}</p>}
      </div>
    );
  }
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Skeleton h={60} />
      <Skeleton h={280} mt={12} />
    </>
  );
}

/** The page's heading, what its figures are of, and printing. */
export function Head({ title, span, children }: { title: string; span?: string; children?: ReactNode }) {
  const { t } = useTranslation('figures');
  return (
    <div className={classes.head}>
      <Title order={1} size="h3">
        {title}
      </Title>
      <span className={classes.span}>{span}</span>
      {children}
      <Button
        size="compact-sm"
        variant="default"
        className={classes.print}
        leftSection={<IconPrinter size={14} />}
        onClick={() => window.print()}
      >
        {t('print')}
      </Button>
    </div>
  );
}
