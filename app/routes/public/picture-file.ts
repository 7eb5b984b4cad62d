import { z } from 'zod'
import { type Picture, pictures } from '#app/domain/statistics/picture.ts'
import { askedYear } from '#app/domain/statistics/period.ts'
import { agreementTable } from '#app/http/agreement-table.ts'
import { callTable } from '#app/http/call-table.ts'
import { mapTable } from '#app/http/map-table.ts'
import { moneyTable } from '#app/http/money-table.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paymentTable } from '#app/http/payment-table.ts'
import { pictureFile, type PictureTable } from '#app/http/picture-table.ts'
import { successTable } from '#app/http/success-table.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { type Translate, translator } from '#app/i18n/translate.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAgreementPicture } from '#app/services/statistics/queries/agreement-picture.server.ts'
import { readCallPicture } from '#app/services/statistics/queries/call-picture.server.ts'
import { readPaymentPicture } from '#app/services/statistics/queries/payment-picture.server.ts'
import { askedPlace } from '#app/services/statistics/queries/places.server.ts'
import { readSuccessPicture } from '#app/services/statistics/queries/success-picture.server.ts'
import { readMapPicture } from '#app/services/statistics/queries/map-picture.server.ts'
import { readMoneyPicture } from '#app/services/statistics/queries/money-flow.server.ts'

type Asked = { year: number | null; of: (name: string) => string | null }
type Read = (ctx: Context, t: Translate, asked: Asked) => Promise<PictureTable>

const readers: Record<Picture, Read> = {
  money: async (ctx, t, { year, of }) => {
    const fund = z.uuid().safeParse(of('fund'))
    return moneyTable(t, orNotFound(await readMoneyPicture(ctx, { year, fundId: fund.success ? fund.data : null })))
  },
  calls: async (ctx, t, { year, of }) =>
    callTable(t, await readCallPicture(ctx, { year, region: askedPlace(of('region')) })),
  payments: async (ctx, t, { year, of }) =>
    paymentTable(t, await readPaymentPicture(ctx, { year, region: askedPlace(of('region')) })),
  success: async (ctx, t, { year, of }) =>
    successTable(t, await readSuccessPicture(ctx, { year, region: askedPlace(of('region')) })),
  map: async (ctx, t, { of }) => mapTable(t, orNotFound(await readMapPicture(ctx, askedPlace(of('region'))))),
  agreement: async (ctx, t, { year, of }) =>
    agreementTable(t, await readAgreementPicture(ctx, { year, region: askedPlace(of('region')) })),
}

/** The figures of a picture as a file; the address asks as the page's does. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ picture: z.enum(pictures), format: fileFormat }) },
  async ({ ctx, url, params: { picture, format } }) => {
    const year = askedYear(url.searchParams.get('year'))
    const table = await readers[picture](ctx, translator(ctx.locale), {
      year,
      of: (name) => url.searchParams.get(name),
    })
    // The map is of all years.
    return pictureFile(ctx, picture, format, { year: picture === 'map' ? null : year, table })
  },
)
