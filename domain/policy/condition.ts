/**
 * What a row must be like, every member of it: in the form that Prisma takes as `where`, of which it is a small part, so that
 * one condition both filters a query and is held against a row at hand.
 */
export type Condition = Readonly<Record<string, Wanted>>;
type Wanted = string | { readonly is: Condition } | { readonly some: Condition };

/** Whether `row` meets `condition`. What the row does not tell is not met: a relation has to be read with it. */
export function meets(row: unknown, condition: Condition): boolean {
  if (typeof row !== 'object' || row === null) return false;
  return Object.entries(condition).every(([field, wanted]) => {
    const value: unknown = (row as Readonly<Record<string, unknown>>)[field];
    if (typeof wanted === 'string') return value === wanted;
    if ('is' in wanted) return meets(value, wanted.is);
    return Array.isArray(value) && value.some((each) => meets(each, wanted.some));
  });
}
