import type { Task } from 'graphile-worker'
import { z } from 'zod'
import { makeBundle as write } from '#app/services/open-data/bundle/make-bundle.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { bundleParts } from './bundle/bundle-parts.ts'
import type { Surroundings } from './tasks.ts'

const payloadSchema = z.object({ isAsked: z.boolean() })

/** Writes all open data as one file, at night or when somebody asks for it. */
export const makeBundle =
  ({ db, files, publisher }: Pick<Surroundings, 'db' | 'files' | 'publisher'>): Task =>
  async (payload) => {
    const { isAsked } = payloadSchema.parse(payload)
    const made = await write({ db, files }, (tx, now) => bundleParts(tx, publisher, now), { now: new Date(), isAsked })
    if (made !== undefined) log.info({ size: made.size, sha256: made.sha256 }, 'open data bundled')
  }
