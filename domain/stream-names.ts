/** Loại rác. Law 72/2020/QH14 art. 75 knows the three household groups; which streams an area uses is its own data. */
export const STREAMS = [
  'household-other',
  'food',
  'recyclable',
  'bulky',
  'construction',
  'pesticide-packaging',
  'medical',
  'hazardous',
] as const;
export type Stream = (typeof STREAMS)[number];

export const STREAM_NAMES: Readonly<Record<Stream, { vi: string; en: string }>> = {
  'household-other': { vi: 'Rác sinh hoạt còn lại', en: 'Other household' },
  food: { vi: 'Thực phẩm', en: 'Food' },
  recyclable: { vi: 'Tái chế', en: 'Recyclable' },
  bulky: { vi: 'Cồng kềnh', en: 'Bulky' },
  construction: { vi: 'Xây dựng', en: 'Construction' },
  'pesticide-packaging': { vi: 'Bao bì thuốc bảo vệ thực vật', en: 'Pesticide packaging' },
  medical: { vi: 'Y tế', en: 'Medical' },
  hazardous: { vi: 'Nguy hại', en: 'Hazardous' },
};
