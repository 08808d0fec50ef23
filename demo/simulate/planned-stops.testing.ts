import { randomUUID } from 'node:crypto';
import type { RouteView, StopView } from '../../domain/plans.ts';

/** A stop whose other members are plain; names that matter are given. */
export function aStop(given: Partial<StopView> & Pick<StopView, 'kind' | 'arrivesAt' | 'departsAt'>): StopView {
  return {
    id: randomUUID(),
    sequence: 0,
    tripNumber: null,
    visitId: null,
    visitPart: null,
    visitParts: null,
    pointId: null,
    stream: null,
    facilityId: null,
    code: '',
    name: '',
    position: [105.86, 20.08],
    startsAt: given.arrivesAt,
    waitSeconds: 0,
    loadKg: 0,
    loadAfterKg: 0,
    loadAfterLitres: 0,
    legSeconds: 0,
    legMetres: 0,
    geometry: null,
    ...given,
  };
}

/** A route of these stops. */
export function aRoute(stops: StopView[]): RouteView {
  const [first, last] = [stops[0], stops[stops.length - 1]];
  return {
    id: randomUUID(),
    truckId: '01a209be-0000-7000-8000-000000000001',
    truckCode: '36C-000.01',
    truckNumber: 1,
    shiftId: '01a209be-0000-7000-8000-000000000002',
    capacityKg: 5000,
    capacityLitres: 11_400,
    crewCode: null,
    shiftStartsAt: first.departsAt,
    shiftEndsAt: last.arrivesAt,
    startsAt: first.departsAt,
    endsAt: last.arrivesAt,
    drivingSeconds: 0,
    lengthMetres: 0,
    waitSeconds: 0,
    serviceSeconds: 0,
    loadKg: 0,
    costDong: 0,
    trips: [],
    stops,
  };
}
