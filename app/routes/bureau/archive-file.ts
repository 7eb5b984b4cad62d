import { z } from 'zod'
import { archiveTable } from '#app/http/archive-table.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { fileFormat, tableResponse } from '#app/http/table-file.server.ts'
import { readArchive } from '#app/services/closing/queries/archive.server.ts'

/** The list of a project's file with its digests, as a file. */
export const loader = pageLoader(
  { may: 'body', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format } }) => {
    const archive = orNotFound(await readArchive(ctx, id))
    return tableResponse(archiveTable(archive, ctx), format, `${archive.projectNo}-archive`)
  },
)
