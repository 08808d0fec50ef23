export const en = {
  eta: {
    expected: 'expected {{time}}',
    lateBy: 'expected {{time}}, {{duration}} late',
    earlyBy: 'expected {{time}}, {{duration}} early',
    late: '≈ {{duration}} late',
    early: '≈ {{duration}} early',
    learnt_one: 'time at the stop from {{count}} visit before',
    learnt_other: 'time at the stop from {{count}} visits before',
    stands: 'standing since {{time}}',
  },
};
