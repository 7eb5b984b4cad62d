import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { createMemoryFileStore } from './memory-files.ts'
import { asAppRole, dropDatabase, ownerUrl, withDatabase } from './services.ts'

export type TestDatabase = {
  /** The schema owner's client: may tell the clock. */
  owner: Db
  /** The runtime role's client: what the site itself may do. */
  app: Db
  ownerUrl: string
  appUrl: string
  /** A context on the owner's connection whose `now` the database believes. */
  contextAt: (instant: string, actor?: Actor) => Context
}

/** A database of its own for this test file, cloned from the migrated template. */
export function useDatabase(): TestDatabase {
  const template = inject('template')
  const name = template.replace('template', randomBytes(6).toString('hex'))
  const made = {} as TestDatabase
  const keys = createKeys(Buffer.alloc(32, 7))
  const files = createMemoryFileStore()
  beforeAll(async () => {
    const server = new pg.Client({ connectionString: ownerUrl() })
    await server.connect()
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    await server.end()
    made.ownerUrl = withDatabase(ownerUrl(), name)
    made.appUrl = asAppRole(made.ownerUrl)
    made.owner = createDb(made.ownerUrl, 10)
    made.app = createDb(made.appUrl, 10)
    made.contextAt = (instant, actor = anonymous) => ({
      db: made.owner,
      files,
      keys,
      actor,
      now: new Date(instant),
      locale: 'zh-CN',
      requestId: 'test',
      ip: '127.0.0.1',
      tellsClock: true,
    })
  })
  afterAll(async () => {
    await made.owner.$disconnect()
    await made.app.$disconnect()
    const server = new pg.Client({ connectionString: ownerUrl() })
    await server.connect()
    await dropDatabase(server, name)
    await server.end()
  })
  return made
}
