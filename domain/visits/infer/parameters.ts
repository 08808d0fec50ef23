/** What counts as having been at a point. Tried with `npm run bench -- inference`; every figure of the inference stands here. */
export const INFERENCE = {
  /** A receiver that is less sure than this of where it is tells nothing of which house it stands at. */
  leastAccuracyMetres: 60,
  /** A truck that stands is seen within this of one place: receivers err by some metres, and it is shunted. */
  stayMetres: 30,
  /** A fix that is off once, with the one after it back, is an error of the receiver. */
  stayOutliers: 1,
  /** A tracker may be silent so long while its truck stands; longer, and nobody knows whether it stood there all the while. */
  mostSilenceSeconds: 600,
  /** Between two fixes no further apart than this, the time that driving does not explain was spent standing. */
  edgeSilenceSeconds: 300,
  /** As trucks drive between stops, where a fix tells no speed; slower ones stand for less than is reckoned. */
  drivingMetresPerSecond: 5,
  /** A stay is at a point when its middle is so near to where trucks stop for it. */
  nearMetres: 40,
  /** Points no further from the stay than the nearest and this are served by the same stay. */
  sameSpotMetres: 12,
  /** A stay serves when it is so long, of the time that serving is planned to take, */
  shareOfService: 0.35,
  /** and never shorter than this: a crossing keeps a truck as long; nor need it be longer than that. */
  leastStaySeconds: 30,
  mostStaySeconds: 150,
  /** House by house: a truck goes through this circle around the point */
  passageMetres: 60,
  /** at no more than walking pace, */
  walkingMetresPerSecond: 2.2,
  /** nearer to the point than this, */
  passageNearMetres: 35,
  /** is seen so often in it, */
  passageFixes: 3,
  /** and never lost for longer than this. */
  passageSilenceSeconds: 120,
  /** A point that is a stretch of road: it is served when the truck went along so much of its length at walking pace, */
  shareOfStretch: 0.7,
  /** no less than this of it seen, the rest being reckoned from a silence at its ends that driving does not explain; */
  leastSeenOfStretch: 0.3,
  /** which is looked at in pieces of about this length, */
  stretchPieceMetres: 10,
  /** no further beside it than this, */
  stretchNearMetres: 25,
  /** the pace being taken over no less than this: from one fix to the next it is mostly noise. */
  paceSeconds: 20,
  /** Between two fixes a road may be so much longer than the straight line. */
  mostDetour: 1.5,
  /** A tracker may be silent so long between two places of the stretch: the truck is taken to have gone along what lies between. */
  stretchSilenceSeconds: 300,
  /** After a longer pause a truck comes back for another call. */
  stretchPauseSeconds: 5400,
} as const;
