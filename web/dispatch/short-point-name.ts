import type { PointKind } from '../../domain/points.ts';
import { vi } from '../ui/texts/vi/ui.ts';

/**
 * A point's name for a list whose marks tell the kind already: "Điểm tập kết, Đường số 48" → "Đường số 48". Places are named
 * in Vietnamese, whatever the interface speaks.
 */
export function shortPointName(name: string, kind: PointKind | undefined): string {
  const prefix = kind && `${vi.pointKind[kind]}, `;
  return prefix && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
