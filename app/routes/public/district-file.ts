import { z } from 'zod'
import { districtFile } from '#app/http/district-table.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { readDistrict } from '#app/services/ledger/queries/district.server.ts'

const everywhere = 'all'
const params = z.object({ code: z.union([z.literal(everywhere), z.string().regex(/^\d{2,12}$/)]), format: fileFormat })

/** A place's public money and its places' as a file. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code, format } }) =>
  districtFile(orNotFound(await readDistrict(ctx, code === everywhere ? null : code)), ctx, { code, format }),
)
