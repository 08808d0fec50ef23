import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

/**
 * Replaces the page by the one at `href` (path and query on this site). It goes once an address: the router's own component
 * goes again whenever it is drawn again, which on the way to a page still being loaded is without end.
 */
export function GoTo({ href }: { href: string }) {
  const router = useRouter();
  useEffect(() => {
    router.history.replace(href);
  }, [router, href]);
  return null;
}

/** Where one signs in and comes back from to `page`. */
export function signInHref({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}

/** Leads to sign-in, and from there back to where one was. */
export function ToSignIn() {
  const router = useRouter();
  // Read when it appears and not again: on the way there the location is sign-in's own.
  const [from] = useState(() => router.state.location.href);
  return <GoTo href={`/sign-in?next=${encodeURIComponent(from)}`} />;
}
