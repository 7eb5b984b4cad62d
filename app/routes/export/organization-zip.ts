import { z } from 'zod'
import { emptyForm } from '#app/domain/volunteer/schema.ts'
import { exportResponse } from '#app/http/export-zip.server.ts'
import { on, orRefuse, pageAction } from '#app/http/page.server.ts'
import { exportOrganization } from '#app/services/export/export-own.server.ts'

/** Everything of an organization as one archive; asked for by a form, so that no address alone takes it out. */
export const action = pageAction(
  { may: 'organization', params: z.object({ id: z.uuid() }) },
  {
    export: on(emptyForm, async ({ ctx, params: { id } }) =>
      exportResponse(ctx, 'organization', orRefuse(await exportOrganization(ctx, id))),
    ),
  },
)
