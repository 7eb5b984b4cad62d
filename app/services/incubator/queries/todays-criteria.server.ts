import { dayOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readCriteria } from '../store.server.ts'

/** What tenants are assessed by today. */
export const readTodaysCriteria = ({ db, now }: Context) => readCriteria(db, dayOf(now))
