import type { SubjectDefinition } from '../subjects/subject.ts';

const storageKey = (subject: string) => `tuyen-xanh.register.columns.${subject}`;

/** The columns somebody chose for a book on this device, or those it begins with. */
export function rememberedColumns({ subject, fields }: SubjectDefinition): readonly string[] {
  const possible = fields.filter(({ width }) => width !== undefined).map(({ name }) => name);
  const kept = localStorage.getItem(storageKey(subject))?.split(',') ?? [];
  const chosen = possible.filter((name) => kept.includes(name));
  return chosen.length > 0 ? chosen : fields.filter(({ isShown }) => isShown === true).map(({ name }) => name);
}

export function rememberColumns(subject: string, names: readonly string[]): void {
  localStorage.setItem(storageKey(subject), names.join(','));
}
