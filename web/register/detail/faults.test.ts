import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../ui/api/problem.ts';
import { differing, faultsOf, staleOf } from './faults.ts';

const problem = (status: number, extra: Record<string, unknown>) =>
  new ApiProblem(status, 'input-invalid', 'Không hợp lệ', {
    type: 'urn:tuyen-xanh:problem:input-invalid',
    title: 'Không hợp lệ',
    status,
    detail: 'Không hợp lệ',
    code: 'input-invalid',
    ...extra,
  });
const record = { id: 'a', version: 3, isActive: true, name: 'Chợ', containers: 2 };

describe('what the server refuses', () => {
  it('stands at the field it is of, also of one field of many rows and within a field', () => {
    const error = problem(400, {
      errors: [
        { path: 'body.code', message: 'Mã đã dùng.' },
        { path: 'body.changes.streams.0.expectedKgPerDay', message: 'Quá lớn.' },
      ],
    });
    expect(faultsOf(error, ['code', 'streams'])).toEqual({
      fields: { code: 'Mã đã dùng.', streams: 'Quá lớn.' },
      whole: null,
    });
  });

  it('is said of the whole where no field is named', () => {
    expect(faultsOf(problem(409, {}), ['code'])).toEqual({ fields: {}, whole: 'Không hợp lệ' });
    const unknown = problem(400, { errors: [{ path: 'body.other', message: 'Lạ.' }] });
    expect(faultsOf(unknown, ['code'])).toEqual({ fields: {}, whole: 'Lạ.' });
  });
});

describe('a record changed in between', () => {
  it('comes with what it is now, and no other answer does', () => {
    const error = problem(412, { current: { ...record, version: 4, containers: 5 }, changes: [] });
    expect(staleOf(error)?.current).toMatchObject({ version: 4, containers: 5 });
    expect(staleOf(problem(400, { current: record }))).toBeNull();
  });

  it('is told by the fields that differ', () => {
    expect(differing(record, { ...record, containers: 5, version: 4 }, ['name', 'containers'])).toEqual(['containers']);
    expect(differing(record, { ...record, note: null }, ['note'])).toEqual([]);
  });
});
