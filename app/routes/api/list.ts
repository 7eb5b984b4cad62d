import { z } from 'zod'
import { answerPage } from '#app/http/open-list/api-answers.server.ts'
import { pageLoader } from '#app/http/page.server.ts'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ list: z.string() }) },
  ({ ctx, request, params: { list } }) => answerPage(ctx, request, list),
)
