import { env } from '#app/env.server.ts'
import type { SearchEngine } from '../port.ts'
import { createEngine } from './ask-engine.server.ts'

let current: SearchEngine | undefined

/** This process's engine; undefined where none is set up. The web process holds a key that may only search. */
export function searchEngine(): SearchEngine | undefined {
  const { search } = env()
  if (search === undefined) return undefined
  current ??= createEngine(search)
  return current
}
