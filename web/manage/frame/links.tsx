import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './Manage.module.css';

/** A ticket by its number; for who may read tickets, the way to it. */
export function ticketLink(words: string, ticket: { id: string; day: string }, isSeen: boolean): ReactNode {
  if (!isSeen) return words;
  return (
    <Link
      key={ticket.id}
      className={classes.link}
      to="/evidence"
      search={{ tab: 'tickets', day: ticket.day, id: ticket.id }}
    >
      {words}
    </Link>
  );
}

/** The way to what of `/evidence` is meant. */
export function evidenceLink(
  words: string,
  search: { tab: 'typed' | 'visits' | 'tickets'; day: string; id?: string; truck?: string },
): ReactNode {
  return (
    <Link className={classes.link} to="/evidence" search={search}>
      {words}
    </Link>
  );
}

/** The way to where tickets are entered. */
export function clerkLink(words: string): ReactNode {
  return (
    <Link className={classes.link} to="/clerk">
      {words}
    </Link>
  );
}

/** A truck's page, of the same days. */
export function truckLink(words: string, code: string): ReactNode {
  return (
    <Link className={classes.link} to="/manage/trucks/$code" params={{ code }} search={(before: object) => before}>
      {words}
    </Link>
  );
}

/** A truck's route on the map, for who may see plans. */
export function routeLink(words: string, search: { day: string; truck: number }, isSeen: boolean): ReactNode {
  if (!isSeen) return words;
  return (
    <Link className={classes.link} to="/dispatch" search={search}>
      {words}
    </Link>
  );
}
