import { z } from 'zod'
import { newsFeed } from '#app/http/news-feed.server.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { readCallThing } from '#app/services/follow/queries/feed-thing.server.ts'

const params = z.object({ callNo: z.string().max(40) })

/** What happened to a call in public, as a feed. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, request, params: { callNo } }) =>
  newsFeed(ctx, request, {
    ...orNotFound(await readCallThing(ctx.db, callNo)),
    page: paths.call(callNo),
    feed: paths.callFeed(callNo),
  }),
)
