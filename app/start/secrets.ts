import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from './fail.mjs'
import { clusterDir, homeOf } from './place.ts'

export interface Secrets {
  appSecret: string
  ownerPassword: string
  appPassword: string
  meiliMasterKey: string
}

const word = () => randomBytes(24).toString('base64url')

/**
 * Made once and kept: the application's secret seals data at rest, so a lost file must stop the start rather than be
 * silently replaced beside a database that still needs the old one.
 */
export const openSecrets = (dataDir: string): Secrets => {
  const file = path.join(dataDir, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  if (existsSync(clusterDir(homeOf(dataDir)))) {
    throw new StartFailure(
      `${file} is missing, but the database it opens is still there`,
      'Put the file back, or move the data directory away to begin with an empty one',
    )
  }
  return writeSecrets(dataDir, randomBytes(32).toString('base64'))
}

/** Into a new data directory: the application's secret of before; the services' passwords are made anew. */
export const writeSecrets = (dataDir: string, appSecret: string): Secrets => {
  const made: Secrets = { appSecret, ownerPassword: word(), appPassword: word(), meiliMasterKey: word() }
  writeFileSync(path.join(dataDir, 'secrets.json'), JSON.stringify(made, null, 2) + '\n', { mode: 0o600, flag: 'wx' })
  return made
}
