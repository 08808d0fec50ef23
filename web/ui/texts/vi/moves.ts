export const vi = {
  eta: {
    expected: 'dự kiến {{time}}',
    lateBy: 'dự kiến {{time}}, trễ {{duration}}',
    earlyBy: 'dự kiến {{time}}, sớm {{duration}}',
    late: '≈ trễ {{duration}}',
    early: '≈ sớm {{duration}}',
    learnt_other: 'thời gian tại điểm theo {{count}} lần trước',
    stands: 'đứng yên từ {{time}}',
  },
};
