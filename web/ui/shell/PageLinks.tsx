import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconMenu2, type IconRoute } from '@tabler/icons-react';
import { Link, type LinkProps, useLocation } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PageLinks.module.css';

/** A page that the top bar leads to. */
export interface Page {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: string;
  readonly Icon: typeof IconRoute;
}

/** Of pages, the one that a path is part of: of `/register` and `/register/accounts` the longer. */
function pageOf(pages: readonly Page[], path: string): Page | undefined {
  const around = pages.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  return around.toSorted((a, b) => b.to.length - a.to.length)[0];
}

/** By themselves links know what lies below them, too, be that another page's. */
const ITSELF = { exact: true, includeSearch: false };

/** Links to pages: as many as there is room for, the others behind a button. */
export function PageLinks({ pages }: { pages: readonly Page[] }) {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(pages.length);
  const current = pageOf(pages, useLocation({ select: ({ pathname }) => pathname }));
  const currentIf = (page: Page) => (page === current ? ({ 'aria-current': 'page' } as const) : {});
  useLayoutEffect(() => {
    const [bar, links] = [nav.current, ruler.current];
    if (!bar || !links) return undefined;
    const fit = (): void => {
      const ends = [...links.children].map(
        (link) => (link as HTMLElement).offsetLeft + (link as HTMLElement).offsetWidth,
      );
      const more = ends.pop() ?? 0;
      const room = bar.clientWidth - (more - (ends.at(-1) ?? 0));
      const all = ends.every((end) => end <= bar.clientWidth);
      setShown(all ? ends.length : ends.filter((end) => end <= room).length);
    };
    fit();
    // Another language, or letters that come later, take other room.
    const observer = new ResizeObserver(fit);
    observer.observe(bar);
    observer.observe(links);
    return () => observer.disconnect();
  }, []);
  const rest = pages.slice(shown);
  const isInRest = current !== undefined && rest.includes(current);
  const more = (
    <>
      {t('nav.more')}
      <IconChevronDown size={15} stroke={1.8} aria-hidden />
    </>
  );
  return (
    <nav className={classes.nav} aria-label={t('nav.label')} ref={nav}>
      {pages.slice(0, shown).map((page) => (
        <Link key={page.to} className={classes.link} to={page.to} activeOptions={ITSELF} {...currentIf(page)}>
          <page.Icon size={17} stroke={1.7} aria-hidden />
          {page.label}
        </Link>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            {shown > 0 ? (
              <UnstyledButton className={classes.link} data-active={isInRest || undefined}>
                {more}
              </UnstyledButton>
            ) : (
              <UnstyledButton className={classes.link} aria-label={t('nav.label')}>
                <IconMenu2 size={20} stroke={1.7} aria-hidden />
              </UnstyledButton>
            )}
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((page) => (
              <Menu.Item
                key={page.to}
                component={Link}
                to={page.to}
                activeOptions={ITSELF}
                leftSection={<page.Icon size={17} stroke={1.7} aria-hidden />}
                {...currentIf(page)}
              >
                {page.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <div className={classes.ruler} ref={ruler} aria-hidden>
        {pages.map(({ to, label, Icon }) => (
          <span key={to} className={classes.link}>
            <Icon size={17} stroke={1.7} />
            {label}
          </span>
        ))}
        <span className={classes.link}>{more}</span>
      </div>
    </nav>
  );
}
