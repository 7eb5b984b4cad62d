import type { Actor } from '#app/domain/shared/actor.ts'
import type { Db } from './db.server.ts'
import type { FileStore } from './file-store.server.ts'
import type { Keys } from './keys.server.ts'

export type Locale = 'zh-CN' | 'en'

/** What the process is made of: built once. */
export type Runtime = { readonly db: Db; readonly files: FileStore; readonly keys: Keys }

/** Who tells of a fact, and when: a person's request, or the worker for what falls due by itself. */
export type Teller = Pick<Context, 'actor' | 'now' | 'requestId' | 'ip'>

/** Everything a use case may know of its surroundings: built once per request, and once per tick of the worker. */
export type Context = Runtime & {
  readonly actor: Actor
  /** The instant of the request. Deadlines are decided by the database's clock, in the transaction. */
  readonly now: Date
  readonly locale: Locale
  readonly requestId: string
  readonly ip: string
  /** Only with an owner's connection: the database is told this `now` too (demonstration data, tests). */
  readonly tellsClock?: boolean
}
