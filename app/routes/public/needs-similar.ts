import { lookForm } from '#app/domain/need/schema.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { findSimilar } from '#app/services/need/queries/similar.server.ts'

/** For public/enhance/similar.js: what says much the same as what is being typed. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const asked = lookForm.safeParse({
    title: (url.searchParams.get('title') ?? '').slice(0, 60),
    what: (url.searchParams.get('what') ?? '').slice(0, 400),
    regionId: url.searchParams.get('region') ?? '',
  })
  const similar = asked.success ? await findSimilar(ctx, asked.data) : []
  return Response.json({ similar }, { headers: { 'Cache-Control': 'no-store' } })
})
