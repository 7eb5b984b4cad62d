import type { Environment } from './environment.ts'
import type { Services } from './start-services.ts'
import type { WebAddress } from './web-address.mjs'

/**
 * Not handed on as the person gave them. Some only the start may know: the database's owner can change what the audit
 * trail says. The search server's are given anew, each process its own key.
 */
const keptBack = [
  ...['DATABASE_OWNER_URL', 'DATABASE_APP_URL'],
  ...['MEILI_HOST', 'MEILI_API_KEY', 'MEILI_MASTER_KEY', 'MEILI_SEARCH_KEY'],
]

export interface ServerSettings {
  services: Services
  address: WebAddress
  dataDir: string
  appSecret: string
  mode: 'production' | 'development'
}

const shared = ({ services, address, dataDir, appSecret, mode }: ServerSettings, env: Environment) => {
  const kept = Object.entries(env).filter(([name]) => !keptBack.includes(name) && !name.startsWith('npm_'))
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: mode,
    DATABASE_URL: services.databaseUrl,
    DATA_DIR: dataDir,
    APP_SECRET: appSecret,
    HOST: address.host,
    PORT: String(address.port),
  }
}

const searchWith = (services: Services, key: 'adminKey' | 'searchKey') =>
  services.search ? { MEILI_HOST: services.search.host, MEILI_API_KEY: services.search[key] } : {}

/** The web server only asks the index; the worker is the one that writes to it. */
export const webEnv = (settings: ServerSettings, env: Environment): Environment => ({
  ...shared(settings, env),
  ...searchWith(settings.services, 'searchKey'),
})

export const workerEnv = (settings: ServerSettings, env: Environment): Environment => ({
  ...shared(settings, env),
  ...searchWith(settings.services, 'adminKey'),
})
