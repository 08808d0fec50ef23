/** Files of others, as small as they can be. */

/** Three customers on and beside a line through the depot; two fit into one load. */
export const TINY_VRP = `NAME : tiny
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 3 4
3 6 8
4 0 7
DEMAND_SECTION
1 0
2 5
3 5
4 5
DEPOT_SECTION
1
-1
EOF
`;

const matrix = [
  [0, 100, 200],
  [100, 0, 100],
  [200, 100, 0],
];

/** A waste instance: depot, disposal site and one point along a line, and one truck. */
export const tinyInstance = {
  name: 'tiny',
  horizon_s: 9000,
  locations: [
    { index: 0, kind: 'depot', id: 'D' },
    { index: 1, kind: 'disposal', id: 'S1' },
    { index: 2, kind: 'point', id: 1 },
  ],
  seconds: matrix,
  metres: matrix,
  depot: { location: 0 },
  disposal: [{ id: 'S1', location: 1, unload_s: 60 }],
  points: [{ id: 1, location: 2, kg: 50, service_s: 30, tw: null }],
  vehicles: [{ id: 4, type: '1t', capacity_kg: 1000, start: 0, end: 0, shift: [0, 9000] }],
};
