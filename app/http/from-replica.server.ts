import type { Context } from '#app/services/shared/context.server.ts'
import { runtime } from './runtime.server.ts'

/**
 * Reads where the request reads. A replica that is down, that is behind and knows of no such page, or that is told to write (a throttle counts) is
 * no answer: then the same is read from the primary.
 */
export async function readFor<T>(ctx: Context, read: (ctx: Context) => Promise<T>): Promise<T> {
  const { db, replica } = runtime()
  if (ctx.db !== replica) return await read(ctx)
  try {
    return await read(ctx)
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status !== 404) throw thrown
    return await read({ ...ctx, db })
  }
}
