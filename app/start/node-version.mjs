// @ts-check
import { StartFailure } from './fail.mjs'

const least = { major: 20, minor: 19 }

/** @param {string} version as `process.versions.node` has it */
export const refuseOldNode = (version = process.versions.node) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > least.major || (major === least.major && minor >= least.minor)) return
  throw new StartFailure(
    `Node.js ${version} is too old: Commonweal needs ${String(least.major)}.${String(least.minor)} or later`,
    'Install a current one from https://nodejs.org',
  )
}
