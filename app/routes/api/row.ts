import { z } from 'zod'
import { answerRow } from '#app/http/open-list/api-answers.server.ts'
import { pageLoader } from '#app/http/page.server.ts'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ list: z.string(), key: z.string() }) },
  ({ ctx, request, params: { list, key } }) => answerRow(ctx, request, list, key),
)
