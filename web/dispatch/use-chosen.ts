import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef } from 'react';
import type { LonLat } from '../../domain/geo.ts';
import type { TownMapHandle } from '../ui/map/TownMap.tsx';
import type { DayModel } from './day-model.ts';
import { bboxOf } from './map/features.ts';
import { useSelection, useSelectionStore } from './selection.ts';

/** Keeps the chosen truck's number in the address, so that a link shows the same truck. */
export function useTruckInAddress(model: DayModel): void {
  const selection = useSelectionStore();
  const { truck } = useSearch({ from: '/dispatch' });
  const navigate = useNavigate({ from: '/dispatch' });
  const truckId = useSelection((s) => s.truckId);
  const isRead = useRef(false);
  useEffect(() => {
    if (!isRead.current) {
      isRead.current = true;
      const asked = model.town.trucks.find((candidate) => candidate.number === truck);
      if (asked) {
        selection.set({ truckId: asked.id });
        return;
      }
    }
    const number = model.town.trucks.find((candidate) => candidate.id === truckId)?.number;
    if (number !== truck) void navigate({ search: (before) => ({ ...before, truck: number }), replace: true });
  }, [truckId, truck, model.town.trucks, selection, navigate]);
}

/** Each revision has stops of its own: the chosen one stays chosen by its visit, wherever an edit put it. */
export function useKeptStop(model: DayModel): void {
  const selection = useSelectionStore();
  const before = useRef(model);
  useEffect(() => {
    const { stopId } = selection.get();
    const old = before.current.stops.get(stopId ?? '');
    before.current = model;
    if (!old || model.stops.has(old.stop.id)) return;
    const same = [...model.stops.values()].find(
      ({ stop }) => stop.visitId !== null && stop.visitId === old.stop.visitId,
    );
    selection.set({ stopId: same?.stop.id ?? null });
  }, [model, selection]);
}

/** Brings the chosen truck's route or the chosen unit into view. */
export function useShowChosen(model: DayModel, map: RefObject<TownMapHandle | null>): void {
  const truckId = useSelection((s) => s.truckId);
  const unitId = useSelection((s) => s.unitId);
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  });
  const selection = useSelectionStore();
  useEffect(() => {
    // A point or stop was chosen, and its truck with it: the eye is there already.
    if (selection.get().pointId || selection.get().facilityId) return;
    const routes = truckId ? (latest.current.routesOfTruck.get(truckId) ?? []) : [];
    const unit = unitId ? latest.current.town.units.find((candidate) => candidate.id === unitId) : undefined;
    const positions: LonLat[] =
      routes.length > 0
        ? routes.flatMap((route) => route.stops.flatMap((stop) => stop.geometry?.coordinates ?? [stop.position]))
        : unit
          ? unit.geometry.type === 'Polygon'
            ? unit.geometry.coordinates.flat()
            : unit.geometry.coordinates.flat(2)
          : [];
    const box = bboxOf(positions);
    if (box) map.current?.show(box);
  }, [truckId, unitId, map, selection]);
  const pointId = useSelection((s) => s.pointId);
  const facilityId = useSelection((s) => s.facilityId);
  useEffect(() => {
    const { points, town } = latest.current;
    const place = points.get(pointId ?? '') ?? town.facilities.find(({ id }) => id === facilityId);
    // Once the panel that the choice opens has been measured.
    const timer = setTimeout(() => place && map.current?.reveal(place.position), 120);
    return () => clearTimeout(timer);
  }, [pointId, facilityId, map]);
}
