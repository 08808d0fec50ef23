const wanted = [20, 19];

/**
 * Ends the process with one sentence when Node is too old. Nothing newer than Node 12 may be used here, so that the
 * sentence is what an old Node shows.
 */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  console.error(`✖ Tuyến Xanh needs Node ${wanted.join('.')} or newer, this is ${version}: https://nodejs.org`);
  console.error(`  Tuyến Xanh cần Node ${wanted.join('.')} trở lên, phiên bản này là ${version}: https://nodejs.org`);
  process.exit(1);
}
