import { Tooltip } from '@mantine/core';
import { IconBuildingCommunity, IconMap2, IconRoute, IconSteeringWheel, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../domain/policy/permissions.ts';
import iconUrl from '../../icon.svg';
import { areaQuery, meQuery } from '../api/queries.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import classes from './TopBar.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

const PAGES = [
  { to: '/dispatch', key: 'dispatch', permission: 'plan.read', Icon: IconRoute },
  { to: '/manage/coverage', key: 'coverage', permission: 'coverage.read', Icon: IconMap2 },
  { to: '/manage/areas', key: 'areas', permission: 'area.import', Icon: IconBuildingCommunity },
  { to: '/register/accounts', key: 'accounts', permission: 'accounts.read', Icon: IconUsers },
  { to: '/driver', key: 'driver', permission: 'own-route.read', Icon: IconSteeringWheel },
] as const satisfies readonly { to: string; key: string; permission: Permission; Icon: typeof IconRoute }[];

/** Product, area and the pages this role may open; `children` are the page's own controls, such as the day. */
export function TopBar({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const area = useQuery(areaQuery()).data;
  const me = useQuery(meQuery()).data;
  const pages = PAGES.filter((page) => me?.permissions.includes(page.permission));
  return (
    <header className={classes.bar}>
      <a className="skip-link" href="#main">
        {t('skipToContent')}
      </a>
      <Link className={classes.brand} to="/">
        <img src={iconUrl} alt="" />
        <span>{t('product')}</span>
      </Link>
      {area && <span className={classes.area}>{area.name}</span>}
      {area?.isSynthetic && (
        <Tooltip label={t('syntheticHint')} multiline w={280}>
          <span className={classes.synthetic}>{t('synthetic')}</span>
        </Tooltip>
      )}
      {pages.length > 1 && (
        <nav className={classes.nav} aria-label={t('nav.label')}>
          {pages.map(({ to, key, Icon }) => (
            <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ includeSearch: false }}>
              <Icon size={17} stroke={1.7} aria-hidden />
              {t(`nav.${key}`)}
            </Link>
          ))}
        </nav>
      )}
      <span className={classes.space} />
      {children && <div className={classes.controls}>{children}</div>}
      <LanguageSwitch />
      <ThemeSwitch />
      <AccountMenu />
    </header>
  );
}
