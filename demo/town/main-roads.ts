import type { Xy } from './plane.ts';

export type MainRoadClass = 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'unclassified';

export interface MainRoad {
  /** What the road is called; only QL1, 217B and Trần Phú are names of the real town. */
  name: string;
  ref?: string;
  roadClass: MainRoadClass;
  controls: readonly Xy[];
}

/** Roads drawn by hand, the skeleton the streets grow on. Ends that lie near another road are joined to it. */
export const MAIN_ROADS: readonly MainRoad[] = [
  {
    name: 'Quốc lộ 1',
    ref: 'QL1',
    roadClass: 'trunk',
    controls: [
      [2480, 10],
      [2620, 900],
      [2830, 1900],
      [2960, 3000],
      [3060, 4150],
      [3150, 5250],
      [3050, 6350],
      [2760, 7450],
      [2520, 8550],
      [2690, 9500],
      [3000, 10330],
    ],
  },
  {
    name: 'Đường 217B',
    ref: '217B',
    roadClass: 'primary',
    controls: [
      [10, 4760],
      [700, 4650],
      [1250, 4480],
      [1900, 4200],
      [2550, 4080],
      [3055, 4110],
    ],
  },
  {
    name: 'Trần Phú',
    roadClass: 'primary',
    controls: [
      [3148, 5220],
      [3700, 5330],
      [4250, 5480],
      [5130, 5520],
      [6100, 5420],
      [6900, 5230],
      [7600, 5090],
    ],
  },
  {
    name: 'Đường số 1',
    roadClass: 'secondary',
    controls: [
      [2800, 7300],
      [3500, 7330],
      [4250, 7180],
      [4950, 6780],
      [5560, 6150],
      [5700, 5470],
      [5660, 4650],
      [5560, 4000],
      [5230, 3150],
      [4600, 2640],
      [3900, 2380],
      [3350, 2200],
      [2880, 2150],
    ],
  },
  {
    name: 'Đường số 2',
    roadClass: 'secondary',
    controls: [
      [3880, 2390],
      [3980, 3100],
      [4080, 3850],
      [4130, 4600],
      [4260, 5480],
      [4250, 6300],
      [4190, 7190],
    ],
  },
  {
    name: 'Đường số 3',
    roadClass: 'tertiary',
    controls: [
      [1330, 3270],
      [1900, 3420],
      [2480, 3440],
      [3000, 3400],
      [3520, 3560],
      [4050, 3640],
      [4850, 3560],
      [5470, 3690],
      [6300, 3650],
      [7200, 3720],
    ],
  },
  {
    name: 'Đường số 4',
    roadClass: 'tertiary',
    controls: [
      [2560, 8350],
      [1950, 8270],
      [1350, 7980],
      [980, 7300],
      [960, 6500],
      [1120, 5700],
      [1080, 5050],
      [1260, 4475],
    ],
  },
  {
    name: 'Đường số 5',
    roadClass: 'tertiary',
    controls: [
      [965, 6400],
      [1600, 6420],
      [2400, 6230],
      [3060, 6280],
      [3700, 6200],
      [4250, 6250],
      [4850, 6330],
      [5330, 6400],
    ],
  },
  {
    name: 'Đường số 6',
    roadClass: 'tertiary',
    controls: [
      [1255, 4478],
      [1380, 3900],
      [1335, 3270],
      [1480, 2600],
      [1650, 2000],
      [1560, 1380],
    ],
  },
  {
    name: 'Đường số 7',
    roadClass: 'tertiary',
    controls: [
      [1000, 800],
      [1250, 1150],
      [1560, 1380],
      [2130, 1290],
      [2700, 1330],
      [3350, 1230],
      [3980, 1400],
      [4420, 1780],
      [4560, 2200],
      [4620, 2645],
    ],
  },
  {
    name: 'Đường số 8',
    roadClass: 'secondary',
    controls: [
      [7600, 5090],
      [8250, 5060],
      [8900, 5180],
      [9550, 5470],
      [10100, 5500],
      [10600, 5420],
      [11050, 5200],
      [11250, 5070],
      [11385, 5055],
    ],
  },
  {
    name: 'Đường số 9',
    roadClass: 'tertiary',
    controls: [
      [5235, 3160],
      [5900, 2990],
      [6600, 3120],
      [7180, 3500],
      [7350, 4200],
      [7590, 5090],
      [7420, 5850],
      [7180, 6600],
      [6700, 7080],
      [6050, 7020],
      [5500, 6600],
      [5330, 6395],
    ],
  },
  {
    name: 'Đường số 10',
    roadClass: 'unclassified',
    controls: [
      [8550, 5090],
      [8760, 4750],
      [8900, 4300],
      [9150, 3900],
    ],
  },
  {
    name: 'Đường số 11',
    roadClass: 'unclassified',
    controls: [
      [9500, 5450],
      [9420, 5900],
      [9480, 6280],
      [9300, 6550],
    ],
  },
  {
    name: 'Đường số 12',
    roadClass: 'unclassified',
    controls: [
      [2560, 8450],
      [3050, 8560],
      [3700, 8520],
      [4400, 8330],
      [5050, 8260],
    ],
  },
  {
    name: 'Đường số 13',
    roadClass: 'tertiary',
    controls: [
      [3110, 4700],
      [3400, 4560],
      [4140, 4640],
      [4700, 4700],
      [5100, 4620],
      [5660, 4640],
    ],
  },
  {
    name: 'Đường số 14',
    roadClass: 'tertiary',
    controls: [
      [2020, 4170],
      [2080, 3420],
      [2060, 2700],
      [2150, 1900],
      [2130, 1290],
      [2320, 900],
    ],
  },
  {
    name: 'Đường số 15',
    roadClass: 'tertiary',
    controls: [
      [4620, 2640],
      [4700, 3100],
      [4780, 3570],
      [4660, 4160],
      [4700, 4700],
      [4640, 5200],
      [4700, 5510],
    ],
  },
  {
    name: 'Đường số 16',
    roadClass: 'unclassified',
    controls: [
      [2740, 1880],
      [2500, 1950],
      [2150, 1900],
      [1640, 2020],
    ],
  },
  {
    name: 'Đường số 17',
    roadClass: 'unclassified',
    controls: [
      [3350, 1240],
      [3480, 1700],
      [3550, 2250],
    ],
  },
  {
    name: 'Đường số 18',
    roadClass: 'unclassified',
    controls: [
      [10560, 5430],
      [10590, 5700],
    ],
  },
];

/** The north–south railway. */
export const RAILWAY: readonly Xy[] = [
  [1930, 10],
  [2060, 900],
  [2330, 1900],
  [2480, 2900],
  [2560, 3700],
  [2600, 4350],
  [2600, 5000],
  [2480, 5900],
  [2230, 6900],
  [2010, 7800],
  [1960, 8700],
  [2080, 9500],
  [2260, 10330],
];
