import { type RefObject, useEffect, useState } from 'react';

/**
 * Leads to what is wrong in a form: on a phone a faulty field may lie far above the button that seemed to do nothing.
 *
 * @returns to be called with each refusal; the first faulty field then has the focus, and is in sight
 */
export function useFirstFault(form: RefObject<HTMLFormElement | null>): () => void {
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals, form]);
  return () => setRefusals((before) => before + 1);
}
