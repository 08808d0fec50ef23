import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import type { LogItem } from '../../../domain/day-log/day-log.ts';
import { en } from '../../ui/texts/en/alerts.ts';
import { vi } from '../../ui/texts/vi/alerts.ts';
import { logSentence } from './log-sentence.ts';

const own = i18next.createInstance();
beforeAll(() =>
  own.init({
    ...{ lng: 'vi', ns: ['alerts'], defaultNS: 'alerts', resources: { vi: { alerts: vi }, en: { alerts: en } } },
    interpolation: { escapeValue: false },
  }),
);

const format = { kg: (kg: number) => `${kg} kg` };
const say = (language: 'vi' | 'en', more: Partial<LogItem>): string =>
  logSentence(
    {
      ...{ id: 'x', at: '2026-11-30T00:00:00.000Z', kind: 'served', who: null, pointId: null, facilityId: null },
      ...{ unitId: null, place: 'Chợ Bỉm Sơn', stream: 'food', kg: null, isWeighed: false, isInferred: false },
      ...{ reason: null, revision: null, ticketNumber: null, alertKind: null },
      truck: { id: 't', number: 3, code: '36C' },
      ...more,
    },
    { t: own.getFixedT(language, 'alerts'), format, language },
  );

it('reads as a sentence in both languages', () => {
  expect(say('vi', { kg: 120 })).toBe('Xe 3 đã lấy khoảng 120 kg thực phẩm tại Chợ Bỉm Sơn.');
  expect(say('en', { kg: 120, isWeighed: true })).toBe('Truck 3 took 120 kg of food at Chợ Bỉm Sơn.');
  expect(say('en', {})).toBe('Truck 3 took food at Chợ Bỉm Sơn.');
  expect(say('vi', { isInferred: true })).toBe('Theo định vị, xe 3 đã ghé Chợ Bỉm Sơn.');
  expect(say('vi', { kind: 'retracted' })).toBe('Xe 3 rút lại báo cáo vừa gửi về Chợ Bỉm Sơn.');
  expect(say('vi', { kind: 'skipped', reason: 'road-blocked' })).toBe('Xe 3 bỏ qua Chợ Bỉm Sơn: Đường bị chắn.');
});

it('names who did it where people of the office did, and the program where nobody is known', () => {
  const who = { id: 'u', name: 'Điều hành' };
  expect(say('vi', { kind: 'published', revision: 2, who })).toBe('Điều hành công bố phương án 2.');
  expect(say('en', { kind: 'planned', revision: 1 })).toBe('The program made revision 1.');
  const alert = { kind: 'alert-closed', alertKind: 'silent', who, place: null, reason: 'Đã gọi' } as const;
  expect(say('vi', alert)).toBe('Điều hành đóng cảnh báo “Mất tin của xe”, xe 3: Đã gọi.');
});
