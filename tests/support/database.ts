import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { createMemoryFileStore } from './memory-files.ts'
import { asAppRole, dropDatabase, onServer, ownerUrl, withDatabase } from './services.ts'
import { testSecret } from './test-secret.ts'

export type TestDatabase = {
  /** The schema owner's client: may tell the clock. */
  owner: Db
  /** The runtime role's client: what the site itself may do. */
  app: Db
  ownerUrl: string
  appUrl: string
  /** A context on the owner's connection whose `now` the database believes. */
  contextAt: (instant: string, actor?: Actor) => Context
  /** Goes over to a copy of a database in which a scene was told already (told.ts); undefined where the scene is told here and now. */
  goOverTo?: ((template: string) => Promise<void>) | undefined
}

/** The beginning of the names of this run's databases. */
export const runName = (): string => inject('template').replace(/_template$/, '')

/** A new database, cloned from a template, and clients of both roles for it. */
export async function openClone(template: string, name = `${runName()}_${randomBytes(6).toString('hex')}`) {
  await onServer((server) => server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
  const url = withDatabase(ownerUrl(), name)
  const clients = { owner: createDb(url, 10), app: createDb(asAppRole(url), 10) }
  const leave = async () => {
    await clients.owner.$disconnect()
    await clients.app.$disconnect()
  }
  return { name, ownerUrl: url, appUrl: asAppRole(url), ...clients, leave }
}

/** What a scene needs besides the clients, over whatever clients `made` has at the moment. */
export function withContexts(made: TestDatabase): TestDatabase {
  const keys = createKeys(testSecret)
  const files = createMemoryFileStore()
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
  return made
}

type Clone = Awaited<ReturnType<typeof openClone>>

/**
 * A database of its own for this test file, cloned from the migrated template. `forEachScene`: a scene that is told as always brings a
 * database of its own, in which it was told already, for the test it is told in, or, told before all tests of a suite, until the next
 * such. What the file made before the scene is not in it.
 */
export function useDatabase({ forEachScene = false } = {}): TestDatabase {
  const made = withContexts({} as TestDatabase)
  const of: { file?: Clone; suite?: Clone; test?: Clone } = {}
  let isInTest = false
  const take = () => {
    const { owner, app, ownerUrl, appUrl } = of.test ?? of.suite ?? needed(of.file)
    Object.assign(made, { owner, app, ownerUrl, appUrl })
  }
  const drop = async (level: keyof typeof of) => {
    const clone = of[level]
    if (clone === undefined) return
    await clone.leave()
    await onServer((server) => dropDatabase(server, clone.name))
    Reflect.deleteProperty(of, level)
  }
  const goOverTo = async (template: string) => {
    const level = isInTest ? 'test' : 'suite'
    await drop(level)
    of[level] = await openClone(template)
    take()
  }
  Object.defineProperty(made, 'goOverTo', {
    get: () => (forEachScene && !(isInTest && (of.suite ?? of.test) !== undefined) ? goOverTo : undefined),
  })
  beforeAll(async () => {
    of.file = await openClone(inject('template'))
    take()
  })
  beforeEach(() => {
    isInTest = true
  })
  afterEach(async () => {
    isInTest = false
    await drop('test')
    take()
  })
  afterAll(async () => {
    for (const level of ['suite', 'file'] as const) await drop(level)
  })
  return made
}

const needed = (clone: Clone | undefined): Clone => {
  if (clone === undefined) throw new Error('a database is there from beforeAll on')
  return clone
}
