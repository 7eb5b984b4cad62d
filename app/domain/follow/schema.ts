import { z } from 'zod'
import { uuid } from '../shared/form-fields.ts'

/** One thing, by its number. */
export const followSchema = z.object({
  projectNo: z.string().min(1).max(40).optional(),
  callNo: z.string().min(1).max(40).optional(),
})
export type FollowTyped = z.output<typeof followSchema>
export const unfollowSchema = z.object({ followId: uuid })
