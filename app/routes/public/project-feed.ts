import { z } from 'zod'
import { newsFeed } from '#app/http/news-feed.server.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { readProjectThing } from '#app/services/follow/queries/feed-thing.server.ts'

const params = z.object({ projectNo: z.string().max(40) })

/** What happened to a project in public, as a feed. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, request, params: { projectNo } }) =>
  newsFeed(ctx, request, {
    ...orNotFound(await readProjectThing(ctx.db, projectNo)),
    page: paths.project(projectNo),
    feed: paths.projectFeed(projectNo),
  }),
)
