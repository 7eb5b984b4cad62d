import type { EnqueuedTaskPromise, Meilisearch, Settings } from 'meilisearch'
import { refusalIn } from '../client.server.ts'
import { type IndexNames, organizationSettings, projectSettings } from '../indexes.ts'

/** Waits until the engine has done it, and throws when it did not: only then is a job finished. */
export async function done(asked: EnqueuedTaskPromise): Promise<void> {
  const task = await asked.waitTask()
  if (task.status !== 'succeeded')
    throw new Error(`Meilisearch task ${task.uid} ${task.status}: ${task.error?.code ?? ''}`)
}

export async function indexExists(engine: Meilisearch, name: string): Promise<boolean> {
  try {
    await engine.getRawIndex(name)
    return true
  } catch (error) {
    if (refusalIn(error)?.code === 'index_not_found') return false
    throw error
  }
}

export async function createIndex(engine: Meilisearch, name: string, settings: Settings): Promise<void> {
  await done(engine.createIndex(name, { primaryKey: 'id' }))
  await done(engine.index(name).updateSettings(settings))
}

/** A swap needs both sides: what is missing is made empty, for the moment until the full one takes its place. */
export async function ensureIndexes(engine: Meilisearch, names: IndexNames): Promise<void> {
  for (const [name, settings] of [
    [names.projects, projectSettings],
    [names.organizations, organizationSettings],
  ] as const) {
    if (!(await indexExists(engine, name))) await createIndex(engine, name, settings)
  }
}
