import { readFileSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from '../fail.mjs'
import type { Owner } from './backup-dir.ts'

/** pg_control of PostgreSQL 18: where these stand was the same since 9.3 and is looked at anew for each version. */
const controlVersion = 1800

/** Which database lies in a cluster's folder, and on which timeline it is: known without the server running. */
export function clusterIdentity(cluster: string): Owner {
  const control = readFileSync(path.join(cluster, 'global/pg_control'))
  if (control.length < 52 || control.readUInt32LE(8) !== controlVersion)
    throw new StartFailure(`${cluster} is not a database of PostgreSQL 18`, 'Use the version it was made with')
  return { systemIdentifier: control.readBigUInt64LE(0).toString(), timeline: control.readUInt32LE(48) }
}
