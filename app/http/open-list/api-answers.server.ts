import type { z } from 'zod'
import { apiAsk, type apiPage, type apiRow, pageRowsMax } from '#app/domain/open-data/list/api.ts'
import { readListPart, readListRow } from '#app/services/open-data/list/read-list.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { publisher } from '../open-data.server.ts'
import { answerApi, ApiRefusal, listOf } from './api.server.ts'

type Page = z.input<ReturnType<typeof apiPage>>
type Row = z.input<ReturnType<typeof apiRow>>

/** A page of a public list. */
export const answerPage = (ctx: Context, request: Request, name: string): Promise<Response> =>
  answerApi(ctx, request, async (): Promise<Page> => {
    const list = listOf(name)
    const { searchParams } = new URL(request.url)
    const asked = apiAsk(list).safeParse(Object.fromEntries(searchParams))
    if (!asked.success) throw new ApiRefusal(422, ['openApi.problem.parameters'], faultsOf(asked.error))
    const { after, limit, ...filter } = asked.data
    const { baseUrl } = publisher()
    const { rows, next } = await readListPart(ctx.db, { list, filter, now: ctx.now, baseUrl }, { after, take: limit })
    const at = (change: Readonly<Record<string, string>> = {}) => {
      const query = new URLSearchParams({ ...Object.fromEntries(searchParams), ...change })
      return `${baseUrl}/api/v1/${list}${query.size === 0 ? '' : `?${query.toString()}`}`
    }
    return {
      data: rows as unknown as Page['data'],
      links: { self: at(), ...(next === undefined ? {} : { next: at({ after: next }) }) },
    }
  })

const faultsOf = ({ issues }: z.ZodError): NonNullable<ApiRefusal['errors']> =>
  issues.flatMap((issue): NonNullable<ApiRefusal['errors']>[number][] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((parameter) => ({ parameter, detail: ['openApi.problem.unknown'] }))
    const parameter = String(issue.path[0])
    if (issue.code === 'invalid_value')
      return [{ parameter, detail: ['openApi.problem.oneOf', { values: issue.values.join(', ') }] }]
    if (parameter === 'limit') return [{ parameter, detail: ['openApi.problem.limit', { most: pageRowsMax }] }]
    return [{ parameter, detail: ['openApi.problem.wrong'] }]
  })

/** One row of a public list, by its number or id. */
export const answerRow = (ctx: Context, request: Request, name: string, key: string): Promise<Response> =>
  answerApi(ctx, request, async (): Promise<Row> => {
    const { baseUrl } = publisher()
    const data = await readListRow(ctx.db, { list: listOf(name), now: ctx.now, baseUrl }, key)
    if (data === undefined) throw new ApiRefusal(404, ['openApi.problem.noRow'])
    return { data: data as unknown as Row['data'] }
  })
