import { scopeOf } from '../../domain/policy/may.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';

/** Columns by which the policy says whose a row is. */
const OWNED_BY: ReadonlySet<string> = new Set(['id', 'unitId', 'cooperativeId', 'truckId', 'facilityId']);

/**
 * The rows somebody may do this to as a condition in SQL, for sums that Prisma cannot ask for: the same as whereOf, of a table whose own
 * columns say whose a row is.
 *
 * @param table.townId the rows asked about are of this town: what is said of the town itself needs no column
 * @param table.first the number of the condition's first parameter
 * @throws Error where the policy asks for more than columns of the table
 */
export function scopeSql(
  viewer: Viewer,
  permission: Permission,
  { alias, townId, first }: { readonly alias: string; readonly townId: string; readonly first: number },
): { readonly sql: string; readonly values: readonly string[] } {
  const { OR } = scopeOf(viewer, permission);
  if (!OR) return { sql: 'true', values: [] };
  const values: string[] = [];
  const terms = OR.map((condition) => {
    const parts = Object.entries(condition).map(([column, value]) => {
      if (column === 'townId') return String(value === townId);
      if (!OWNED_BY.has(column) || typeof value !== 'string')
        throw new Error(`no row of ${alias} is owned by ${column}`);
      values.push(value);
      return `${alias}."${column}" = $${first + values.length - 1}::uuid`;
    });
    return `(${['true', ...parts].join(' AND ')})`;
  });
  return { sql: `(${['false', ...terms].join(' OR ')})`, values };
}
