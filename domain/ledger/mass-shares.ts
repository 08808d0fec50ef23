import { MASS_GRADES, type MassGrade } from '../mass-grades.ts';
import { apportion } from '../tickets/apportion.ts';

/**
 * How much of a mass is known how, 0…1 in whole thousandths by the largest remainder: shares stand beside one another, and what is
 * read there comes to 100.0 %. `null` where there is no mass.
 *
 * @param mass in kg
 */
export function massShares(mass: Readonly<Record<MassGrade, number>>): Readonly<Record<MassGrade, number>> | null {
  if (MASS_GRADES.every((grade) => mass[grade] === 0)) return null;
  const parts = apportion(
    1000,
    MASS_GRADES.map((id) => ({ id, measuredKg: mass[id], expectedKg: 0 })),
  );
  const share = (grade: MassGrade): number => (parts.get(grade) ?? 0) / 1000;
  return { weighed: share('weighed'), measured: share('measured'), estimated: share('estimated') };
}
