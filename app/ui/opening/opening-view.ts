import type { SerializeFrom } from '@remix-run/node'
import type { Opening } from '#app/services/opening/queries/opening.server.ts'

/** The ceremony as it reaches a page. */
export type OpeningView = SerializeFrom<Opening>
