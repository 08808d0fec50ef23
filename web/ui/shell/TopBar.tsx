import { Tooltip } from '@mantine/core';
import {
  IconBook2,
  IconBuildingCommunity,
  IconChecklist,
  IconChartBar,
  IconDeviceMobile,
  IconGauge,
  IconFileText,
  IconMap2,
  IconRoute,
  IconScale,
  IconSteeringWheel,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../../domain/policy/permissions.ts';
import { REGISTER_SUBJECTS } from '../../../domain/register/subjects.ts';
import iconUrl from '../../icon.svg';
import { areaQuery, meQuery } from '../api/queries.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { PageLinks } from './PageLinks.tsx';
import classes from './TopBar.module.css';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** Whoever may read any book of the register. */
const REGISTER_PERMISSIONS: readonly Permission[] = REGISTER_SUBJECTS.map((subject) => `${subject}.read` as const);

const PAGES = [
  { to: '/dispatch', key: 'dispatch', permissions: ['plan.read'], Icon: IconRoute },
  { to: '/register', key: 'register', permissions: REGISTER_PERMISSIONS, Icon: IconBook2 },
  { to: '/manage', key: 'overview', permissions: ['ledger.read'], Icon: IconGauge },
  { to: '/manage/rates', key: 'rates', permissions: ['ledger.read'], Icon: IconChartBar },
  { to: '/manage/reports', key: 'reports', permissions: ['reports.make'], Icon: IconFileText },
  { to: '/manage/coverage', key: 'coverage', permissions: ['coverage.read'], Icon: IconMap2 },
  { to: '/manage/areas', key: 'areas', permissions: ['area.import'], Icon: IconBuildingCommunity },
  { to: '/manage/devices', key: 'devices', permissions: ['devices.read'], Icon: IconDeviceMobile },
  { to: '/register/accounts', key: 'accounts', permissions: ['accounts.read'], Icon: IconUsers },
  {
    to: '/evidence',
    key: 'evidence',
    permissions: ['visits.read', 'tickets.read', 'tallies.edit'],
    Icon: IconChecklist,
  },
  { to: '/clerk', key: 'clerk', permissions: ['tickets.edit'], Icon: IconScale },
  { to: '/driver', key: 'driver', permissions: ['own-route.read'], Icon: IconSteeringWheel },
] as const satisfies readonly { to: string; key: string; permissions: readonly Permission[]; Icon: typeof IconRoute }[];

/** Product, area and the pages this role may open; `children` are the page's own controls, such as the day. */
export function TopBar({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const area = useQuery(areaQuery()).data;
  const me = useQuery(meQuery()).data;
  const pages = PAGES.filter(({ permissions }) =>
    permissions.some((permission) => me?.permissions.includes(permission)),
  ).map(({ to, key, Icon }) => ({ to, label: t(`nav.${key}`), Icon }));
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
      {pages.length > 1 && <PageLinks pages={pages} />}
      <span className={classes.space} />
      {children && <div className={classes.controls}>{children}</div>}
      <LanguageSwitch />
      <ThemeSwitch />
      <AccountMenu />
    </header>
  );
}
